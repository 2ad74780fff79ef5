"""A comparison as text for a terminal."""

from scapkit.compare.change import ChangesFormat, Comparison
from scapkit.compare.words import in_words, summary
from scapkit.report.html.page import inert


def render(comparison: Comparison) -> bytes:
    """A summary, then each thing that changed with its changes below it, UTF-8."""
    lines = [f"old: {comparison.old}", f"new: {comparison.new}", "", *summary(comparison)]
    for (subject, name), changes in comparison.by_subject.items():
        lines += ["", f"{subject} {name}"]
        lines += [f"  {line}" for change in changes for line in in_words(change)]
    return "".join(f"{inert(line)}\n" for line in lines).encode(errors="replace")


CHANGES_FORMAT = ChangesFormat("text", render)
