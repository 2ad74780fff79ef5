"""What a path finds in documents, as the records of an OVAL yamlfilecontent_item.

The shape is OpenSCAP's: a mapping is a record of its scalars; a scalar, or the scalars of a sequence, are a record of
one name, `#`; a sequence of mappings or of sequences is one record for each. Anything deeper is an error.
"""

from collections.abc import Iterator

from scapkit.oval.documents.yamlpath.grammar import Index, Indices, Key, Keys, Path, Segment
from scapkit.oval.documents.yamlpath.nodes import Documents, Mapped, Node, Pairs, Scalar, mapped, pairs
from scapkit.oval.documents.yamlpath.scalars import Value, scalar_value

NAMELESS = "#"
MAX_VALUES = 1_000_000

_DEEP = (list, dict, Pairs)
_MAPPING = (dict, Pairs)

Record = tuple[tuple[str, Value], ...]


class _Budget:
    """Counts what is visited, because aliases let a small file stand for a huge one."""

    def __init__(self) -> None:
        self._left = MAX_VALUES

    def spend(self, count: int) -> None:
        """Take so many off; raises ValueError when there are none left."""
        self._left -= count
        if self._left < 0:
            raise ValueError(f"more than {MAX_VALUES} values")


def find_records(documents: Documents, path: Path) -> tuple[Record, ...]:
    """The records, none where the path leads nowhere.

    Raises ValueError where it leads to something deeper than a record, to a scalar that its tag does not fit, or to
    more than a million values.
    """
    budget = _Budget()
    roots = documents.roots
    if path.anchor:
        roots = tuple(node for name, node in documents.anchors.items() if name == path.anchor)
    found = [node for root in roots for node in _select(root, path.segments, budget)]
    records = [record for node in found for record in _flat(node, budget)]
    # A scalar may be found more than once: in several documents, or under a key that is there twice.
    loose = tuple((NAMELESS, scalar_value(node)) for node in found if not isinstance(node, _DEEP))
    return tuple(record for record in (*records, loose) if record)


def _select(node: Node, segments: tuple[Segment, ...], budget: _Budget) -> list[Node]:
    """What the segments leave of a node: nothing, or one node."""
    for position, segment in enumerate(segments):
        if isinstance(segment, Keys | Indices):
            part = _part(node, segment, segments[position + 1 :], budget)
            return [] if part is None else [part]
        inner = _step(node, segment)
        budget.spend(1)
        if len(inner) != 1:
            # A key that is there twice: both lead on.
            return [each for one in inner for each in _select(one, segments[position + 1 :], budget)]
        node = inner[0]
    return [node]


def _step(node: Node, segment: Key | Index) -> list[Node]:
    if isinstance(segment, Key):
        if isinstance(node, dict):
            return [node[segment.name]] if segment.name in node else []
        return [value for key, value in node.items if key == segment.name] if isinstance(node, Pairs) else []
    return node[segment.number : segment.number + 1] if isinstance(node, list) else []


def _part(node: Node, segment: Keys | Indices, rest: tuple[Segment, ...], budget: _Budget) -> Node | None:
    """A mapping or sequence of what the rest of the path finds in its chosen members."""
    if isinstance(segment, Keys) and isinstance(node, (dict, Pairs)):
        members = pairs(node)
        budget.spend(len(members))
        chosen = [(key, value) for key, value in members if segment.names is None or key in segment.names]
        return mapped([(key, each) for key, value in chosen for each in _select(value, rest, budget)])
    if isinstance(segment, Indices) and isinstance(node, list):
        budget.spend(len(node))
        numbers = segment.numbers
        chosen_members = node if numbers is None else [each for at, each in enumerate(node) if at in numbers]
        return [each for member in chosen_members for each in _select(member, rest, budget)]
    return None


def _flat(node: Node, budget: _Budget) -> Iterator[Record]:
    if isinstance(node, (dict, Pairs)):
        yield tuple(_fields(node, budget))
    elif isinstance(node, list):
        yield from _from_sequence(node, budget)


def _fields(node: Mapped, budget: _Budget) -> Iterator[tuple[str, Value]]:
    for key, value in pairs(node):
        if key is None:
            raise ValueError("the path leads to a mapping with a key that is no scalar")
        for scalar in _scalars(value, budget):
            yield escaped(key), scalar_value(scalar)


def _from_sequence(members: list[Node], budget: _Budget) -> Iterator[Record]:
    """One record of the scalars, then one for each mapping and sequence."""
    budget.spend(len(members))
    scalars = [each for each in members if not isinstance(each, _DEEP)]
    if scalars and any(isinstance(each, _MAPPING) for each in members):
        raise ValueError("the path leads to a sequence of both scalars and mappings")
    if scalars:
        yield tuple((NAMELESS, scalar_value(each)) for each in scalars)
    for each in members:
        if isinstance(each, (dict, Pairs)):
            yield tuple(_fields(each, budget))
        elif isinstance(each, list):
            yield tuple((NAMELESS, scalar_value(scalar)) for scalar in _scalars(each, budget))


def _scalars(node: Node, budget: _Budget) -> list[Scalar]:
    """A scalar, or the scalars of a sequence; raises ValueError for anything deeper."""
    members = node if isinstance(node, list) else [node]
    budget.spend(len(members))
    scalars = [each for each in members if not isinstance(each, _DEEP)]
    if len(scalars) != len(members):
        raise ValueError("the path leads to something deeper than a mapping or sequence of scalars")
    return scalars


def escaped(key: str) -> str:
    """A key as a field's name, which the schema wants without capitals: `Ab^` is `^ab^^`, an empty key `^`."""
    if not key:
        return "^"
    return "".join(f"^{c.lower()}" if "A" <= c <= "Z" else "^^" if c == "^" else c for c in key)
