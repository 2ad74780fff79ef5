"""Facts: what only a running system could tell, written down by the collector (docs/facts.md)."""

from collections.abc import Collection as Words
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any, NamedTuple

from scapkit.dumps.requirements import fact_path
from scapkit.model.dump import Missing
from scapkit.model.results import Result
from scapkit.model.syschar import Field, Flag, Item, Message
from scapkit.oval.compare import compare, compare_values
from scapkit.oval.evidence import Evidence
from scapkit.oval.matching.searching import shown
from scapkit.oval.protocols import Collection, Query, Wanted

MAX_BYTES = 128 * 1024 * 1024
MAX_BAD_LINES = 20
ADDRESS = "ip_address"
"""A datatype for `fields` that stands for ipv4_address or ipv6_address, whichever the value is."""

Choices = Mapping[str, Words[str]]
NO_CHOICES: Choices = MappingProxyType({})


class Facts(NamedTuple):
    """The items that a file of facts has, and what of it is missing or cannot be used."""

    items: tuple[Item, ...] = ()
    missing: tuple[Missing, ...] = ()


def facts_items(
    query: Query, evidence: Evidence, fields: Mapping[str, str], choices: Choices = NO_CHOICES
) -> Collection:
    """The facts of the query's type that its entities ask for.

    `fields` has the item's entities in the schema's order with their datatypes, `choices` the words of those for which
    the schema has a list. Without facts they are missing; a line that cannot be used is missing evidence too. An
    operation that cannot be applied makes the object an error.
    """
    facts = read_facts(query.kind, evidence, fields, choices)
    wanted = [query.entities[name] for name in fields if name in query.entities]
    try:
        nearest = _nearest(facts, query.kind, wanted, evidence)
        items = [item for item in nearest if all(_satisfies(item, each) for each in wanted)]
    except (ValueError, TimeoutError) as error:
        return Collection(missing=facts.missing, messages=(Message(str(error), "error"),), flag=Flag.ERROR)
    return Collection(items, facts.missing)


def _nearest(facts: Facts, kind: str, wanted: Sequence[Wanted], evidence: Evidence) -> Sequence[Item]:
    """Those that can be meant: found by value where an entity names its only one, else all."""
    for each in wanted:
        if _is_name(each) and each.var_check in ("all", "at least one", "only one"):
            by_value = evidence.once(("facts by", kind, each.name), partial(_by_value, facts, each.name))
            return by_value.get(each.value, ())
    return facts.items


def _is_name(wanted: Wanted) -> bool:
    return wanted.operation == "equals" and wanted.datatype == "string" and len(wanted.values) == 1 and not wanted.nil


def _by_value(facts: Facts, name: str) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = {}
    for item in facts.items:
        for value in {field.value for field in item.fields if field.name == name}:
            found.setdefault(value, []).append(item)
    return found


def read_facts(kind: str, evidence: Evidence, fields: Mapping[str, str], choices: Choices = NO_CHOICES) -> Facts:
    """All facts of a type, read once."""
    return evidence.once(("facts", kind), lambda: _read(kind, evidence, fields, choices))


def _satisfies(item: Item, wanted: Wanted) -> bool:
    """A nil entity wants facts that have none; of several values one is enough."""
    values = [field.value for field in item.fields if field.name == wanted.name and field.status == "exists"]
    if wanted.nil:
        return not any(values)
    return any(_accepts(value, wanted) for value in values)


def _accepts(value: str, wanted: Wanted) -> bool:
    if _is_name(wanted):
        return (value == wanted.value) != wanted.var_check.startswith("none")
    result = compare_values(wanted.datatype, wanted.operation, value, wanted.values, wanted.var_check)
    if result not in (Result.TRUE, Result.FALSE):
        raise ValueError(f"{wanted.name}: cannot compare {shown(value)} with {shown(' and '.join(wanted.values[:9]))}")
    return result is Result.TRUE


def _read(kind: str, evidence: Evidence, fields: Mapping[str, str], choices: Choices) -> Facts:
    path = fact_path(kind)
    if evidence.dump.manifest is None:
        return Facts(missing=(Missing(f"not collected: the facts {kind}, which a tree of files does not tell"),))
    data = evidence.dump.read(path, MAX_BYTES)
    if isinstance(data, Missing):
        known = evidence.dump.provenance(path) is not None or not data.reason.startswith("not collected")
        return Facts(missing=(data if known else Missing(f"not collected: the facts {kind}", kind),))
    return _parsed(data or b"", kind, fields, choices)


def _parsed(data: bytes, kind: str, fields: Mapping[str, str], choices: Choices) -> Facts:
    items: dict[Item, None] = {}
    bad: list[Missing] = []
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            item = Item(kind, tuple(_fields(_members(line), fields)))
            _check_words(item, choices)
            items[item] = None
        except (ValueError, RecursionError) as error:
            bad.append(Missing(f"the facts {kind}, line {number}: {_reason(error)}", kind))
    if len(bad) > MAX_BAD_LINES:
        more = Missing(f"the facts {kind}: {len(bad) - MAX_BAD_LINES} more lines cannot be used", kind)
        bad = [*bad[:MAX_BAD_LINES], more]
    return Facts(tuple(items), tuple(bad))


def _reason(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "nested too deeply"
    return "not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)


def _members(line: bytes) -> dict[str, Any]:
    """A line's object; numbers stay as they are written, so that none loses a digit."""
    import json

    members = json.loads(line, parse_int=str, parse_float=str, parse_constant=_refuse)
    if not isinstance(members, dict):
        raise ValueError("must be a JSON object")
    return members


def _refuse(word: str) -> None:
    raise ValueError(f"{word} is no JSON")


def _fields(members: Mapping[str, Any], fields: Mapping[str, str]) -> Iterator[Field]:
    """The members in the schema's order; null and an empty list say that there is none."""
    unknown = sorted(members.keys() - fields.keys())
    if unknown:
        raise ValueError(f"{unknown[0]!r} is no entity of the item")
    for name, datatype in fields.items():
        if name in members:
            value = members[name]
            values: Sequence[Any] = value if isinstance(value, list) else [value]
            for each in values or [None]:
                yield _field(name, datatype, each)


def _field(name: str, datatype: str, value: Any) -> Field:
    if value is None:
        return Field(name, "", "string" if datatype == ADDRESS else datatype, "does not exist")
    if datatype == ADDRESS and not value:
        return Field(name)
    if isinstance(value, bool) and datatype in ("boolean", "string"):
        value = "true" if value else "false"
    if not isinstance(value, str):
        raise ValueError(f"{name} must be a {datatype}, or a list of them")
    if datatype == ADDRESS:
        datatype = "ipv6_address" if ":" in value else "ipv4_address"
    if datatype != "string" and compare(datatype, "equals", value, value) is not Result.TRUE:
        raise ValueError(f"{name}: {value[:80]!r} is no {datatype}")
    return Field(name, value, datatype)


def _check_words(item: Item, choices: Choices) -> None:
    for field in item.fields:
        if field.name in choices and field.status == "exists" and field.value not in choices[field.name]:
            raise ValueError(f"{field.name}: {field.value[:80]!r} is none of the words that the schema has for it")
