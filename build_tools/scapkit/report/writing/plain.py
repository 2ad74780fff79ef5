"""Prose that is safe HTML (`prose.to_html`) as lines of plain text, and as Markdown in which nothing else is markup."""

import re
from html.parser import HTMLParser
from typing import NamedTuple

from scapkit.report.writing.inert_markdown import code, escaped, fenced, within

_PARAGRAPHS = frozenset(("p", "div", "ul", "ol", "dl", "table", "blockquote", "pre", "hr"))
_LINES = frozenset(("li", "tr", "dt", "dd", "caption"))
_CODE = frozenset(("code", "kbd", "samp"))
_CELLS = frozenset(("td", "th"))


class _Link(NamedTuple):
    href: str
    start: int


def plain(html: str) -> str:
    """The text with its paragraphs, list items and preformatted lines; addresses of links stand behind their texts."""
    return _written(html, markdown=False)


def markdown(html: str) -> str:
    """The same as Markdown: lists, code and links come out as such, all other text is escaped."""
    return _written(html, markdown=True)


def _written(html: str, markdown: bool) -> str:
    if not html:
        return ""
    writer = _Writer(markdown)
    writer.feed(html)
    writer.close()
    return writer.text()


class _Writer(HTMLParser):
    """Collects pieces of text; white space between blocks is settled at the end."""

    def __init__(self, markdown: bool) -> None:
        super().__init__(convert_charrefs=True)
        self._markdown = markdown
        self._parts: list[str] = []
        self._lists: list[int] = []
        self._links: list[_Link] = []
        self._kept: list[str] = []
        self._pre = self._code = self._marked = 0

    def text(self) -> str:
        """All that was written, blocks a line or an empty line apart."""
        joined = "".join(self._parts)
        joined = re.sub(r"[ \t]*\n[ \t]*(?=\n|\Z)", "\n", joined)
        return re.sub(r"\n{3,}", "\n\n", joined).strip("\n ")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens a block, an item, a link, or a stretch of code."""
        given = dict(attrs)
        if tag == "br":
            self._parts.append("  \n" if self._markdown else "\n")
        elif tag == "a":
            self._links.append(_Link(given.get("href") or "", len(self._parts)))
        elif tag in _CODE:
            self._code += 1
        elif tag in _CELLS and not self._at_start():
            self._parts.append(" ")
        elif tag in _PARAGRAPHS or tag in _LINES:
            self._open(tag)

    def _open(self, tag: str) -> None:
        nested = tag in ("ul", "ol") and self._lists
        if not (tag in _LINES or nested):
            self._parts.append("\n\n")
        elif not self._at_start():
            self._parts.append("\n")
        if tag in ("ul", "ol"):
            self._lists.append(0 if tag == "ul" else 1)
        elif tag == "li":
            self._parts.append(self._mark())
            self._marked = len(self._parts)
        elif tag == "pre":
            self._pre += 1

    def _mark(self) -> str:
        number = self._lists[-1] if self._lists else 0
        if number:
            self._lists[-1] += 1
        return "  " * max(len(self._lists) - 1, 0) + (f"{number}. " if number else "- ")

    def handle_endtag(self, tag: str) -> None:
        """Closes what was opened."""
        if tag == "a" and self._links:
            self._close_link(self._links.pop())
        elif tag in _CODE:
            self._code = max(self._code - 1, 0)
        elif tag == "pre":
            self._close_pre()
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        if tag in _PARAGRAPHS:
            self._parts.append("\n\n" if not self._lists else "\n")

    def _close_link(self, link: _Link) -> None:
        text = "".join(self._parts[link.start :]).strip()
        if not link.href or link.href.startswith("#") or self._pre:
            return
        if self._markdown:
            del self._parts[link.start :]
            self._parts.append(f"[{text or 'link'}](<{address(link.href)}>)")
        elif text != link.href:
            self._parts.append(f" ({link.href})")

    def _close_pre(self) -> None:
        self._pre = max(self._pre - 1, 0)
        text, self._kept = "".join(self._kept).strip("\n"), []
        if text:
            self._parts.append(fenced(text) if self._markdown else text)

    def handle_data(self, data: str) -> None:
        """Text: as it is in preformatted blocks, else with its white space collapsed."""
        if self._pre:
            self._kept.append(data)
            return
        begins = self._at_start() or self._marked == len(self._parts)
        text = re.sub(r"\s+", " ", data)
        if begins or self._parts[-1].endswith(" "):
            text = text.lstrip(" ")
        if self._markdown and text:
            text = code(text) if self._code else escaped(text) if begins else within(text)
        self._parts += [text] if text else []

    def _at_start(self) -> bool:
        """Whether a line begins, in which text could be a block of Markdown."""
        return not self._parts or self._parts[-1].endswith("\n")


def address(href: str) -> str:
    """An address as the target of a Markdown link: nothing in it ends the target."""
    return re.sub(r"[<>\\\s]", lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), href)
