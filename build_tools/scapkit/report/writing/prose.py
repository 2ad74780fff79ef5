"""Authored prose to safe HTML and to plain text."""

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import NamedTuple

from scapkit.model.xccdf import Text
from scapkit.names import XCCDF, XHTML
from scapkit.problem import Invalid
from scapkit.xccdf.items import values_of
from scapkit.xccdf.policy import Policy
from scapkit.xccdf.values import shown, value_of
from scapkit.xmlio.parse import Element, local_name, namespace, parse

KEPT_NAMES = (
    "a abbr b blockquote br caption cite code dd del dfn div dl dt em hr i ins kbd li ol p pre q s samp small span"
    " strong sub sup table tbody td tfoot th thead tr u ul var wbr"
)
KEPT = frozenset(KEPT_NAMES.split())
RENAMED = {"tt": "code", "strike": "s", "center": "div", "big": "span", "font": "span"}
HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
EMPTY = frozenset(("br", "hr", "wbr"))
EVERYWHERE = ("title", "lang", "dir")
ATTRIBUTES = {"td": ("colspan", "rowspan"), "th": ("colspan", "rowspan", "scope"), "ol": ("start", "type")}
SAFE_HREF = re.compile(r"(?:https?://|mailto:|#)[^\s\x00-\x20]*\Z", re.IGNORECASE)
TITLE_PREFIX = "title:"
SUB, OBJECT = f"{{{XCCDF}}}sub", f"{{{XHTML}}}object"
OBJECT_PREFIX = "#xccdf:"


class Wording(NamedTuple):
    """What prose needs to become readable: what `sub` elements stand for, and the language to prefer.

    `values` maps Value and plain-text ids to their text, and `title:` with a Value's id to its title.
    """

    values: Mapping[str, str]
    lang: str = ""

    def html(self, texts: tuple[Text, ...]) -> str:
        """The text in the preferred language as safe HTML; empty where there is none."""
        return to_html(self._chosen(texts), self.values)

    def plain(self, texts: tuple[Text, ...]) -> str:
        """The text in the preferred language without markup, on one line; empty where there is none."""
        return to_plain(self._chosen(texts), self.values)

    def _chosen(self, texts: tuple[Text, ...]) -> str:
        """What an item inherited and what it appends to that are one text (NIST IR 7275r4, 7.2.2, table 32)."""
        lang = next((text.lang for text in texts if text.lang == self.lang), None)
        if lang is None:
            lang = next((text.lang for text in (*_english(texts), *texts)), "")
        return "\n".join(text.markup for text in texts if text.lang == lang)


def _english(texts: tuple[Text, ...]) -> tuple[Text, ...]:
    return tuple(text for text in texts if text.lang[:2] in ("", "en"))


def wording(policy: Policy) -> Wording:
    """The values in force under a policy, and the benchmark's language."""
    benchmark = policy.benchmark
    values = dict(benchmark.plain_texts)
    values.update(policy.values)
    titles = Wording({}, benchmark.lang)
    for value in values_of(benchmark):
        values.setdefault(value.id, shown(value_of(value) or ""))
        values[TITLE_PREFIX + value.id] = titles.plain(value.titles) or value.id
    return Wording(values, benchmark.lang)


def to_html(markup: str, values: Mapping[str, str]) -> str:
    """Markup in the form of `model.xccdf.Text` as safe HTML.

    Elements and attributes outside a small list come out as visible text, links only to http, https, mailto and
    places in the page. `sub` elements, and objects that stand for Values, give their value or title (`substitute`).
    Markup that is not well-formed comes out as text.
    """
    root = _parsed(markup)
    return escape(markup, quote=False) if root is None else _inner(root, values).strip()


def to_lines(markup: str, values: Mapping[str, str]) -> str:
    """Markup without its elements, `sub` elements replaced, every space and line as it is; for scripts."""
    root = _parsed(markup)
    return markup if root is None else "".join(_texts(root, values))


def to_plain(markup: str, values: Mapping[str, str]) -> str:
    """Markup without its elements, `sub` elements replaced, white space collapsed; malformed markup stays as it is."""
    root = _parsed(markup)
    text = markup if root is None else "".join(_texts(root, values))
    return " ".join(text.split())


def safe_href(address: str) -> str:
    """The address where a browser may safely be sent there, else the empty string."""
    stripped = address.strip()
    return stripped if SAFE_HREF.match(stripped) else ""


def link(href: str, html: str) -> str:
    """A link whose text is HTML already, or the HTML alone where the address is not safe."""
    target = safe_href(href)
    if not target:
        return html
    away = "" if target.startswith("#") else ' rel="noopener noreferrer"'
    return f'<a href="{escape(target)}"{away}>{html}</a>'


def _parsed(markup: str) -> Element | None:
    if "<" not in markup and "&" not in markup:
        return None
    try:
        return parse(f'<x xmlns="{XHTML}" xmlns:xccdf="{XCCDF}">{markup}</x>'.encode(errors="replace"), "prose")
    except Invalid:
        return None


def _inner(element: Element, values: Mapping[str, str]) -> str:
    parts = [escape(element.text or "", quote=False)]
    for child in element:
        parts.append(_outer(child, values))
        parts.append(escape(child.tail or "", quote=False))
    return "".join(parts)


def _outer(element: Element, values: Mapping[str, str]) -> str:
    name = local_name(element)
    meant = substitute(element, values)
    if meant is not None:
        return escape(meant)
    inner = _inner(element, values)
    name = RENAMED.get(name, name)
    if namespace(element) != XHTML or name not in KEPT:
        return f'<p class="heading">{inner}</p>' if name in HEADINGS else _shown(element, inner)
    if name in EMPTY:
        return f"<{name}>"
    if name == "a":
        return link(element.get("href", ""), inner)
    return f"<{name}{_attributes(element, name)}>{inner}</{name}>"


def _attributes(element: Element, name: str) -> str:
    kept = (*EVERYWHERE, *ATTRIBUTES.get(name, ()))
    return "".join(f' {key}="{escape(element.get(key, ""))}"' for key in kept if element.get(key) is not None)


def _shown(element: Element, inner: str) -> str:
    attributes = "".join(f' {key!s}="{value!s}"' for key, value in element.attrib.items())
    name = local_name(element)
    return f"{escape(f'<{name}{attributes}>')}{inner}{escape(f'</{name}>')}"


def substitute(element: Element, values: Mapping[str, str]) -> str | None:
    """What stands in the place of a `sub`, or of an `object` that names something of XCCDF; None for all others.

    What a `sub` names and nobody knows comes out as its name; such an object stays as it is. Of a plain text there is
    no title, whatever `use` says (NIST IR 7275r4, 7.2.3.6.2 and 7.2.3.6.3).
    """
    name = meant(element)
    if name is None:
        return None
    idref = name.removeprefix(TITLE_PREFIX)
    found = values.get(name, values.get(idref))
    return idref if found is None and element.tag == SUB else found


def meant(element: Element) -> str | None:
    """The name in a wording's values of what an element stands for; None where it stands for itself."""
    if element.tag == SUB:
        return (TITLE_PREFIX if element.get("use") == "title" else "") + element.get("idref", "")
    if element.tag == OBJECT:
        kind, _, name = element.get("data", "").removeprefix(OBJECT_PREFIX).partition(":")
        if element.get("data", "").startswith(OBJECT_PREFIX) and kind in ("value", "title"):
            return (TITLE_PREFIX if kind == "title" else "") + name
    return None


def _texts(element: Element, values: Mapping[str, str]) -> Iterable[str]:
    yield element.text or ""
    for child in element:
        meant_text = substitute(child, values)
        if meant_text is not None:
            yield meant_text
        else:
            yield " " if local_name(child) == "br" else ""
            yield from _texts(child, values)
        yield child.tail or ""
