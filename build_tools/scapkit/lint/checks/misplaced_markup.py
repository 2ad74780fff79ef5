"""misplaced-markup: XHTML elements where XHTML does not have them, and elements without content."""

from collections.abc import Iterator

from scapkit.lint.prose import markup, prose
from scapkit.lint.protocol import Finding, Lint
from scapkit.lint.whole import Whole
from scapkit.problem import WARNING
from scapkit.xmlio.parse import Element, line_of, local_name

PARENTS = {
    "li": ("ul", "ol"),
    "dt": ("dl",),
    "dd": ("dl",),
    "tr": ("table", "thead", "tbody"),
    "td": ("tr",),
    "th": ("tr",),
    "thead": ("table",),
    "tbody": ("table",),
    "caption": ("table",),
}
BLOCKS = ("p", "pre", "ul", "ol", "dl", "table", "blockquote", "div")
EMPTY = ("br", "sub", "td", "th")


def run(whole: Whole) -> Iterator[Finding]:
    """Items outside of lists, cells outside of rows, blocks inside of paragraphs, and what is empty."""
    for node in prose(whole):
        root = markup(node)
        for element in root.iter() if root is not None else ():
            parent = element.getparent()
            fault = _fault(element, parent) if parent is not None else ""
            if fault:
                yield Finding(node.span_of_line(line_of(element) - 1)._replace(column=0), fault)


def _fault(element: Element, parent: Element) -> str:
    name, outer = local_name(element), local_name(parent)
    if name in PARENTS and outer not in PARENTS[name]:
        return f"<{name}> belongs into <{PARENTS[name][0]}>"
    if name in BLOCKS and outer in ("p", "pre"):
        return f"<{name}> cannot stand in <{outer}>"
    if name not in EMPTY and not len(element) and not (element.text or "").strip():
        return f"<{name}> is empty"
    return ""


LINT = Lint(
    "misplaced-markup",
    WARNING,
    "Browsers guess what such markup means, each in its way. Put items into lists, cells into rows, text into all.",
    run,
)
