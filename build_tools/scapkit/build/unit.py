"""One rule compiled, and the OVAL entries that it is made of."""

from typing import NamedTuple

from scapkit.authoring.project import RuleSource
from scapkit.model.xccdf import Rule
from scapkit.span import Span
from scapkit.xmlio.read.oval import Entry

# A part's section (definitions, tests, objects, states, variables) and its short id.
Key = tuple[str, str]


class Need(NamedTuple):
    """Another part that a part names: its key, the element that names it, and where that stands."""

    key: Key
    element: str
    span: Span


class Part(NamedTuple):
    """One top-level entry of an OVAL document: its short id, what it is with ids made long, and what it needs."""

    section: str
    id: str
    entry: Entry
    needs: tuple[Need, ...]
    span: Span


class Unit(NamedTuple):
    """One rule compiled, by itself: its OVAL, its question (what to look at, and the bad state) and its XCCDF.

    The checks of `rule` are added once all units are there.
    """

    source: RuleSource
    rule: Rule
    parts: tuple[Part, ...] = ()
    question: tuple[str, str] | None = None

    @property
    def is_checked(self) -> bool:
        """Whether it has an OVAL definition of its own."""
        return bool(self.parts)
