"""What a probe, a function and a datatype are to the engine; each lives in a file of its own."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from scapkit.model.dump import Missing
from scapkit.model.syschar import Flag, Item, Message
from scapkit.oval.evidence import Evidence

if TYPE_CHECKING:
    from scapkit.oval.sieve import Sieve


class Values(NamedTuple):
    """What a variable or component came to, and how completely (OVAL 5.11 definitions schema, ConcatFunctionType)."""

    values: tuple[str, ...] = ()
    flag: Flag = Flag.COMPLETE
    messages: tuple[Message, ...] = ()


def no_variables(variable_id: str) -> Values:
    """The lookup of a query outside any document: no variable is known."""
    return Values((), Flag.ERROR, (Message(f"no variable {variable_id}", "error"),))


class Wanted(NamedTuple):
    """An object's entity with its variables resolved: what values to look for.

    `values` has one member without a variable, any number with one; `var_check` says how many of them must agree.
    """

    name: str
    values: tuple[str, ...] = ()
    operation: str = "equals"
    datatype: str = "string"
    var_check: str = "all"
    nil: bool = False

    @property
    def value(self) -> str:
        """The first value, or the empty string."""
        return self.values[0] if self.values else ""


class Entities(dict[str, Wanted]):
    """An object's entities by name; to ask for one that the object lacks, though its schema wants it, is an error."""

    def __missing__(self, name: str) -> Wanted:
        raise ValueError(f"the object has no entity {name}")


class Query(NamedTuple):
    """An object ready to be looked for; `variable` gives the values of any variable of the document.

    A probe that finds very many items may ask the sieve which of them the object's filters keep; others need not.
    """

    kind: str
    entities: Mapping[str, Wanted]
    behaviors: Mapping[str, str] = MappingProxyType({})
    variable: Callable[[str], Values] = no_variables
    sieve: "Sieve | None" = None


class Collection(NamedTuple):
    """What a probe found. `missing` is evidence that it needed and did not get; `flag` overrides what follows."""

    items: Sequence[Item] = ()
    missing: Sequence[Missing] = ()
    messages: Sequence[Message] = ()
    flag: Flag | None = None


class Probe(NamedTuple):
    """An object type: `name` is family and type as in `unix:file`."""

    name: str
    collect: Callable[[Query, Evidence], Collection]


class Function(NamedTuple):
    """An OVAL function: attributes and a list of values for each argument give values; ValueError means it cannot.

    What may give many times as much as it was given gives one value after the other.
    """

    name: str
    apply: Callable[[Mapping[str, str], Sequence[Sequence[str]]], Iterable[str]]


class Datatype(NamedTuple):
    """How values of a type compare: operation to a test of (actual, expected); ValueError means not of this type."""

    name: str
    operations: Mapping[str, Callable[[str, str], bool]]
