"""What checks look for: OVAL definitions worked out over a dump that holds nothing, and remembers what it was asked."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from scapkit.collect.need import Need
from scapkit.collect.places import READ, SEEN, file_needs
from scapkit.collect.recorder import Recorder
from scapkit.evaluate.uses import Uses
from scapkit.model.oval import Entity, Object, ObjectComponent, OvalDefinitions
from scapkit.model.syschar import Collected, Flag
from scapkit.oval.engine import Session
from scapkit.oval.evidence import Evidence
from scapkit.oval.objects import collect
from scapkit.oval.protocols import Entities, Wanted

_FOUND = ("filepath", "canonical_path")
"""The fields of items that name a file: one that was found, and what a link among these leads to."""
_NOW = "1970-01-01T00:00:00"


class Sought:
    """What the objects of one document are looking for; `external` are the values handed in to it.

    `unknown` are the ids of objects of which only other evidence can say where they look.
    """

    def __init__(self, document: OvalDefinitions, external: Mapping[str, Sequence[str]]) -> None:
        self.needs: dict[Need, None] = {}
        self.unknown: dict[str, None] = {}
        self._document = document
        self._uses = Uses(document)
        # once supposing that nothing is known, and once that nothing is there
        dumps = Recorder(empty=False), Recorder(empty=True)
        self._sessions = [Session(document, Evidence(each, self._collect), external, _NOW) for each in dumps]

    def definition(self, definition_id: str) -> None:
        """Add what a definition's tests look for, and what the variables of its states are made of."""
        for session in self._sessions:
            session.definition(definition_id)
            tests = [each.test_id for each in session.results().tests]
            for object_id in sorted(self._uses.objects_behind(tests)):
                session.collected(object_id)

    def _collect(self, wanted: Object, session: Any) -> Collected:
        found = collect(wanted, session)
        recorder: Recorder = session.evidence.dump
        asked = recorder.taken(wanted.kind)
        used = [session.variable(each.var_ref) for each in wanted.entities if each.var_ref]
        if any(values.flag is Flag.NOT_COLLECTED for values in used) and not self._comes_along(wanted):
            self.unknown[wanted.id] = None
        if wanted.kind in READ | SEEN:
            if wanted.set is None and found.flag is not Flag.ERROR and all(values.values for values in used):
                entities = Entities((each.name, _wanted(each, session)) for each in wanted.entities)
                self._add(file_needs(wanted.kind, entities, dict(wanted.behaviors)))
            asked = (need for need in asked if need.kind == "fact")
        self._add(asked)
        return found

    def _comes_along(self, wanted: Object) -> bool:
        """Whether it looks only at files that others look for, or at what links among these lead to.

        A collector takes what a link leads to with the link; that is all that need be planned.
        """
        named = [each for each in wanted.entities if each.var_ref]
        return wanted.kind in SEEN and all(each.name == "filepath" and self._is_found(each.var_ref) for each in named)

    def _is_found(self, variable_id: str) -> bool:
        variable = self._document.variables.get(variable_id)
        component = variable.component if variable else None
        if not isinstance(component, ObjectComponent) or component.item_field not in _FOUND:
            return False
        source = self._document.objects.get(component.object_ref)
        return source is not None and source.kind in SEEN and source.id not in self.unknown

    def _add(self, needs: Iterable[Need]) -> None:
        self.needs.update(dict.fromkeys(needs))


def _wanted(entity: Entity, session: Session) -> Wanted:
    values = session.variable(entity.var_ref).values if entity.var_ref else (entity.value,)
    return Wanted(entity.name, values, entity.operation, entity.datatype, entity.var_check, entity.nil)
