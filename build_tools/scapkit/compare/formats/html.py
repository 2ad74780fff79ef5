"""A comparison as one self-contained HTML page."""

from scapkit.compare.change import SUBJECTS, ChangesFormat, Comparison
from scapkit.compare.words import is_list, summary
from scapkit.report.html.page import render_page


def render(comparison: Comparison) -> bytes:
    """The page, UTF-8: a section for each kind of thing, old and new side by side."""
    sections = []
    for subject in SUBJECTS:
        things = [(name, found) for (kind, name), found in comparison.by_subject.items() if kind == subject]
        if things:
            sections.append((f"{subject.capitalize()}s", things))
    return render_page(
        "changes.html", comparison=comparison, summary=summary(comparison), sections=sections, is_list=is_list
    )


CHANGES_FORMAT = ChangesFormat("html", render)
