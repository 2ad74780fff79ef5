"""What somebody asks of a profile, before it is held against a benchmark (docs/tailoring.md)."""

from typing import NamedTuple

from scapkit.model.refinements import Content
from scapkit.span import Span

SELECT, UNSELECT, SET, VALUE, REFINE = ASKS = ("select", "unselect", "set", "value", "refine")


class Ask(NamedTuple):
    """One change: `kind` is one of ASKS, `name` the item's id, short or whole, `span` where it was asked.

    `content` is what a Value is to have: of `set` the name of an option or a value, of `value` always the value itself.
    `properties` are those that are refined, by name.
    """

    kind: str
    name: str
    span: Span
    content: Content = ""
    properties: tuple[tuple[str, str], ...] = ()


class ProfileWish(NamedTuple):
    """A profile that is to be made: ids short or whole, what it extends (empty: the benchmark itself), and changes."""

    id: str
    extends: str
    span: Span
    title: str = ""
    description: str = ""
    asks: tuple[Ask, ...] = ()


class TailoringWish(NamedTuple):
    """A tailoring that is to be made; what is empty is made of the profiles. `namespace` is that of short ids."""

    profiles: tuple[ProfileWish, ...]
    id: str = ""
    version: str = ""
    namespace: str = ""
