"""A comparison as JSON."""

import json

from scapkit.compare.change import ChangesFormat, Comparison


def render(comparison: Comparison) -> bytes:
    """An object with both contents, counts and every change with its old and new text, UTF-8."""
    data = {
        "old": comparison.old,
        "new": comparison.new,
        "counts": comparison.counts,
        "changes": [each._asdict() for each in comparison.changes],
    }
    return (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode(errors="replace")


CHANGES_FORMAT = ChangesFormat("json", render)
