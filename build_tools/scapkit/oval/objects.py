"""Objects to items: variables resolved, the probe asked, sets combined, filters applied (OVAL 5.11, ObjectType)."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from scapkit.model.dump import Missing, Requirement
from scapkit.model.oval import Entity, Filter, Object, Set, State
from scapkit.model.results import Result
from scapkit.model.syschar import Collected, Flag, Item, Message, VariableValues
from scapkit.oval.evidence import Evidence
from scapkit.oval.faults import faults_of_object, faults_of_patterns
from scapkit.oval.protocols import Collection, Entities, Probe, Query, Values, Wanted
from scapkit.oval.sets import OPERATORS, combine_flags, combine_items, settled
from scapkit.oval.sieve import Sieve
from scapkit.registry import find

PROBES = "scapkit.oval.probes"
MAX_PROVENANCE = 20


class Session(Protocol):
    """What collecting an object needs to know of the rest."""

    evidence: Evidence

    def collected(self, object_id: str) -> Collected:
        """What came of another object."""

    def variable(self, variable_id: str) -> Values:
        """A variable's values."""

    def state(self, state_id: str) -> State | None:
        """A state of the document."""

    def item_result(self, state_id: str, item: Item) -> Result:
        """Whether an item satisfies a state."""


def collect(wanted: Object, session: Session) -> Collected:
    """What came of an object."""
    if wanted.set:
        collected = combined(wanted.set, session)._replace(object_id=wanted.id)
    else:
        sieve = sieve_of(wanted.filters, session)
        collected = sieve.sifted(_looked_for(wanted, session, sieve))
    return collected._replace(version=wanted.version)


def _looked_for(wanted: Object, session: Session, sieve: Sieve) -> Collected:
    probe: Probe | None = find(PROBES, "PROBE", wanted.kind)
    if probe is None:
        return _nothing(wanted.id, Flag.NOT_COLLECTED, f"objects of type {wanted.kind} are not supported")
    if faults := tuple(Message(text, "error") for text in faults_of_object(wanted)):
        return Collected(wanted.id, Flag.ERROR, messages=faults)
    used = {entity.var_ref: session.variable(entity.var_ref) for entity in wanted.entities if entity.var_ref}
    for name, found in used.items():
        if not found.values:
            flag = Flag.DOES_NOT_EXIST if found.flag is Flag.COMPLETE else found.flag
            text = f"the variable {name} has no value"
            return _nothing(wanted.id, flag, text)._replace(
                messages=(*found.messages, Message(text, "warning")), variables=_values(used)
            )
    entities = Entities((entity.name, _wanted(entity, used)) for entity in wanted.entities)
    collection = _asked(probe, _query(wanted, entities, used, session, sieve), session.evidence)
    partial = any(found.flag is Flag.INCOMPLETE for found in used.values())
    if collection.flag is Flag.ERROR and (text := _unsearchable(wanted.entities, session)):
        collection = collection._replace(messages=(Message(text, "error"),))
    messages = (*_missing(collection), *collection.messages, *_provenance(collection.items, session.evidence))
    return Collected(
        wanted.id, _flag(collection, partial, sieve.dropped), tuple(collection.items), messages, _values(used)
    )


def _asked(probe: Probe, query: Query, evidence: Evidence) -> Collection:
    """What the probe finds; one object that cannot be collected is an error of that object, not of the evaluation."""
    try:
        return _affordable(probe.collect(query, evidence), evidence)
    except (ValueError, OverflowError, TimeoutError) as error:
        text = str(error)
    except RecursionError:
        text = "what was read is nested too deeply"
    except MemoryError:
        text = "there is not enough memory to collect the object"
    return Collection(messages=(Message(text, "error"),), flag=Flag.ERROR)


def _affordable(found: Collection, evidence: Evidence) -> Collection:
    items = evidence.affordable(found.items)
    if len(items) == len(found.items):
        return found
    text = f"{len(found.items) - len(items)} of {len(found.items)} items are left out: the evaluation found too many"
    return found._replace(items=items, missing=(*found.missing, Missing(text)))


def _query(wanted: Object, entities: Entities, used: dict[str, Values], session: Session, sieve: Sieve) -> Query:
    """What the probe is asked; a variable that it looks up itself is one that the object uses."""

    def variable(name: str) -> Values:
        used[name] = session.variable(name)
        return used[name]

    return Query(wanted.kind, entities, dict(wanted.behaviors), variable, sieve)


def _values(used: dict[str, Values]) -> tuple[VariableValues, ...]:
    return tuple(VariableValues(name, found.values) for name, found in used.items())


def _nothing(object_id: str, flag: Flag, text: str) -> Collected:
    return Collected(object_id, flag, messages=(Message(text, "warning"),))


def _wanted(entity: Entity, used: dict[str, Values]) -> Wanted:
    values = used[entity.var_ref].values if entity.var_ref else (entity.value,)
    return Wanted(entity.name, values, entity.operation, entity.datatype, entity.var_check, entity.nil)


def _flag(collection: Collection, partial: bool, dropped: bool) -> Flag:
    if collection.flag is not None:
        return collection.flag
    if collection.missing:
        return Flag.INCOMPLETE if collection.items or dropped else Flag.NOT_COLLECTED
    if partial:
        return Flag.INCOMPLETE
    return Flag.COMPLETE if collection.items else Flag.DOES_NOT_EXIST


def _missing(collection: Collection) -> Iterable[Message]:
    return (Message(reason, "warning") for reason in dict.fromkeys(each.reason for each in collection.missing))


def _provenance(items: Iterable[Item], evidence: Evidence) -> list[Message]:
    """Where the items came from, for the reader of a report: the call or file that the manifest names."""
    if evidence.dump.manifest is None:
        return []
    paths = dict.fromkeys(field.value for item in items for field in item.fields if field.name == "filepath")
    found = (evidence.dump.provenance(path) for path in list(paths)[:MAX_PROVENANCE])
    return [Message(_source(each)) for each in dict.fromkeys(found) if each]


def _source(requirement: Requirement) -> str:
    remark = f"; {requirement.message}" if requirement.message else ""
    return f"evidence: {requirement.kind} {requirement.key} -> {requirement.path} ({requirement.time}{remark})"


def combined(wanted: Set, session: Session) -> Collected:
    """What came of a set: its objects, or the sets in it, combined pair by pair."""
    if wanted.operator not in OPERATORS or not (wanted.sets or wanted.object_refs):
        text = "an empty set" if wanted.operator in OPERATORS else f"{wanted.operator!r} is no set operator"
        return Collected("", Flag.ERROR, messages=(Message(text, "error"),))
    parts = [combined(inner, session) for inner in wanted.sets]
    for reference in wanted.object_refs:
        parts.append(sieve_of(wanted.filters, session).sifted(session.collected(reference)))
    result = parts[0]
    for part in parts[1:]:
        items = combine_items(wanted.operator, result.items, part.items)
        flag = settled(combine_flags(wanted.operator, result.flag, part.flag), items)
        messages = tuple(dict.fromkeys((*result.messages, *part.messages)))
        result = Collected(result.object_id, flag, items, messages, (*result.variables, *part.variables))
    return result


def sieve_of(filters: Sequence[Filter], session: Session) -> Sieve:
    """What filters leave of an object's items."""
    states = {each.state_ref: session.state(each.state_ref) for each in filters}
    return Sieve(filters, states, session.item_result, lambda state: _unsearchable(state.entities, session))


def _unsearchable(entities: Sequence[Entity], session: Session) -> str:
    return ", ".join(faults_of_patterns(entities, session.variable))
