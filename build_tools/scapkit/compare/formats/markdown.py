"""A comparison as Markdown, for release notes and reviews."""

import re

from scapkit.compare.change import ADDED, REMOVED, SUBJECTS, ChangesFormat, Comparison
from scapkit.compare.words import in_words, summary

SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+!|~&-])")


def render(comparison: Comparison) -> bytes:
    """A summary, then a section for each kind of thing, UTF-8."""
    lines = [f"# {_plain(comparison.old)} to {_plain(comparison.new)}", ""]
    lines += [f"- {_plain(line)}" for line in summary(comparison)]
    for subject in SUBJECTS:
        things = {name: found for (kind, name), found in comparison.by_subject.items() if kind == subject}
        if things:
            lines += ["", f"## {subject.capitalize()}s"]
        for name, changes in things.items():
            lines += ["", f"### {_plain(name)}", ""]
            for change in changes:
                first, *others = in_words(change)
                word = change.aspect if change.aspect in (ADDED, REMOVED) or len(in_words(change)) > 1 else ""
                lines.append(f"- {'**' + word + '**' + _plain(first[len(word) :]) if word else _plain(first)}")
                lines += [f"  - {_plain(each.strip())}" for each in others]
    return "".join(f"{line}\n" for line in lines).encode(errors="replace")


def _plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))


CHANGES_FORMAT = ChangesFormat("markdown", render)
