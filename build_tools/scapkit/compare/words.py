"""Changes in words, as formats for people share them."""

from scapkit.compare.change import ADDED, REMOVED, SUBJECTS, Change, Comparison
from scapkit.report.html.page import inert

SHORT = 100


def summary(comparison: Comparison) -> tuple[str, ...]:
    """A line for each kind of thing that changed."""
    lines = []
    for subject in SUBJECTS:
        counted = ", ".join(f"{number} {word}" for word, number in comparison.counts[subject].items() if number)
        if counted:
            lines.append(f"{subject}s: {counted}")
    return tuple(lines) or ("nothing changed",)


def in_words(change: Change) -> tuple[str, ...]:
    """A change in a line, or in one line for each thing that went or came."""
    old, new = (inert(text).strip().split("\n") if text.strip() else [] for text in (change.old, change.new))
    if change.aspect in (ADDED, REMOVED):
        return (f"{change.aspect}: {' '.join(old + new)}".rstrip(": "),)
    if is_list(change) and (old or new):
        return (f"{change.aspect}:", *(f"  - {each}" for each in old), *(f"  + {each}" for each in new))
    if len(old) <= 1 and len(new) <= 1 and all(len(each) <= SHORT for each in old + new) and (old or new):
        return (f"{change.aspect}: {''.join(old) or '(none)'} -> {''.join(new) or '(none)'}",)
    return (f"{change.aspect}: {'changed' if old and new else 'added' if new else 'removed' if old else 'changed'}",)


def is_list(change: Change) -> bool:
    """Whether the texts are what went and what came, one a line."""
    return change.aspect in LISTS


LISTS = frozenset(
    ("rules", "refinements", "references", "idents", "platforms", "requires", "conflicts", "options", "check (OVAL)")
)
