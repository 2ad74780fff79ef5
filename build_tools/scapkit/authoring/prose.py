"""Authored prose to the markup of the model: checked XHTML, paragraphs from blank lines, references to Values."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from scapkit.authoring.lines import LINE
from scapkit.authoring.yaml.marked import Node
from scapkit.model.xccdf import Text
from scapkit.names import xccdf_id
from scapkit.problem import Invalid, Problem, did_you_mean
from scapkit.xmlio.parse import Element, escape, line_of, local_name, parse

BLOCKS = frozenset(["p", "pre", "ul", "ol", "dl", "table", "blockquote", "div", "h1", "h2", "h3", "h4", "h5", "h6"])
INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "br",
        "code",
        "em",
        "i",
        "kbd",
        "li",
        "q",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "var",
    ]
)
INSIDE = frozenset(["dt", "dd", "thead", "tbody", "tr", "th", "td", "caption"])
KNOWN = BLOCKS | INLINE | INSIDE
RENAMED = {"tt": "code"}
ATTRIBUTES = frozenset(["href", "class", "id", "title", "colspan", "rowspan"])
LINKS = ("https://", "http://", "mailto:", "#")
PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")


class ValueNames(NamedTuple):
    """The Values that prose may name, and the namespace of their ids."""

    namespace: str
    ids: Mapping[str, object]


class _Prose(NamedTuple):
    node: Node
    values: ValueNames
    problems: list[Problem]

    def report(self, element: Element, code: str, message: str, hint: str = "") -> None:
        """Add a problem at the line of an element."""
        span = self.node.span_of_line(line_of(element) - 1)._replace(column=0)
        self.problems.append(Problem(span, code, message, hint))


# The text is parsed inside an element of its own, whose name means nothing to the author.
OUTER = re.compile(r"</x> stands where (<\S+> of line \d+) must be closed")


def plain_text(text: str) -> Text:
    """Text without markup."""
    return Text(escape(text))


def read_prose(node: Node, values: ValueNames, problems: list[Problem]) -> Text:
    """The markup of a text node; what is wrong with it is added to `problems`, each at its line."""
    if "<" not in node.text and "&" not in node.text and "\n\n" not in node.text:
        return plain_text(node.text.strip())
    prose = _Prose(node, values, problems)
    try:
        root = parse_markup(node)
    except Invalid as error:
        problems.extend(error.problems)
        return Text("")
    return Text(_paragraphs(_blocks(root, prose)))


def parse_markup(node: Node) -> Element:
    """A text node's markup, under an element that stands for the text. Raises Invalid with places in its file."""
    try:
        return parse(f"<x>{node.text}</x>".encode(), node.lines.file)
    except Invalid as error:
        raise Invalid(_malformed(node, problem) for problem in error.problems) from None


def _malformed(node: Node, problem: Problem) -> Problem:
    span = node.span_of_line(problem.span.line - 1)._replace(column=0)
    message = LINE.sub(lambda match: f"line {node.span_of_line(int(match.group(1)) - 1).line}", problem.message)
    return problem._replace(span=span, code="malformed-markup", message=OUTER.sub(r"\1 is not closed", message))


def _blocks(root: Element, prose: _Prose) -> list[tuple[str, bool]]:
    """Pieces of markup, each with whether it is text that makes up a paragraph."""
    blocks: list[tuple[str, bool]] = []
    current: list[str] = []

    def flush() -> None:
        text = "".join(current).strip()
        current.clear()
        if text:
            blocks.append((text, True))

    def add_text(text: str) -> None:
        first, *others = PARAGRAPHS.split(text)
        current.append(escape(first))
        for other in others:
            flush()
            current.append(escape(other))

    add_text(root.text or "")
    for child in root:
        if local_name(child) in BLOCKS:
            flush()
            blocks.append((_outer(child, prose), False))
        else:
            current.append(_outer(child, prose))
        add_text(child.tail or "")
    flush()
    return blocks


def _paragraphs(blocks: list[tuple[str, bool]]) -> str:
    if len(blocks) == 1:
        return blocks[0][0]
    return "\n".join(f"<p>{markup}</p>" if is_text else markup for markup, is_text in blocks)


def _outer(element: Element, prose: _Prose) -> str:
    name = RENAMED.get(local_name(element), local_name(element))
    if name == "sub" and "idref" in element.attrib:
        return _value(element, prose)
    inner = escape(element.text or "")
    inner += "".join(_outer(child, prose) + escape(child.tail or "") for child in element)
    if name not in KNOWN:
        prose.report(element, "unknown-markup", f"<{name}> is not accepted in prose", did_you_mean(name, KNOWN))
        return inner
    attributes = "".join(_attribute(element, str(key), str(value), prose) for key, value in element.attrib.items())
    return f"<{name}{attributes}>{inner}</{name}>" if inner or name != "br" else f"<{name}{attributes}/>"


def _attribute(element: Element, key: str, value: str, prose: _Prose) -> str:
    if key not in ATTRIBUTES:
        prose.report(element, "unknown-markup", f"the attribute {key} is not accepted in prose")
        return ""
    if key == "href" and not value.startswith(LINKS):
        prose.report(element, "unknown-markup", f"a link starts with one of {' '.join(LINKS)}")
        return ""
    return ' {}="{}"'.format(key, escape(value).replace('"', "&quot;"))


def _value(element: Element, prose: _Prose) -> str:
    name = str(element.get("idref"))
    if name not in prose.values.ids:
        prose.report(element, "unknown-value", f"no value {name}", did_you_mean(name, prose.values.ids))
    return f'<xccdf:sub idref="{xccdf_id(prose.values.namespace, "value", escape(name))}" use="legacy"/>'
