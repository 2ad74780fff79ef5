"""From a call and the answers to earlier ones what is asked, and what cannot be asked."""

import re
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any, NamedTuple

from scapkit.collect.aws.names import Place, key
from scapkit.collect.aws.plan import Planned
from scapkit.collect.aws.protocol import Values

Variables = Mapping[str, Any]
_VARIABLE = re.compile(r"\{(\w+)\}")


class Request(NamedTuple):
    """One request: its key in the manifest, its arguments, and the variables from which they were made.

    `asked` are these and what is known of the place.
    """

    call: Planned
    key: str
    arguments: dict[str, Any]
    variables: Variables
    asked: Variables


class Gap(NamedTuple):
    """A place in the dump where there is no answer because nothing could be asked, or nothing is there to ask about."""

    key: str
    status: str
    message: str
    variables: Variables


class Outcome(NamedTuple):
    """What came of a request: the content where it was collected, else why what draws from it cannot be asked."""

    status: str
    variables: Variables
    answer: Any = None
    reason: str = ""


Outcomes = Mapping[str, Sequence[Outcome]]


def expand(planned: Planned, place: Place, outcomes: Outcomes) -> tuple[tuple[Request, ...], tuple[Gap, ...]]:
    """The requests of a call, each once, in the order of their keys, and the gaps."""
    call = planned.call
    if not call.each:
        return (_request(planned, place, {}),), ()
    rows: list[Variables] = []
    gaps: list[Gap] = []
    for values in call.each:
        for outcome in outcomes.get(values.call, ()):
            if outcome.status == "collected":
                _draw(planned, values, outcome, place, rows, gaps)
            elif outcome.status != "not-found":
                gaps.append(_gap(planned, place, outcome.variables, "skipped", outcome.reason))
    requests = {each.key: each for each in (_request(planned, place, row) for row in _grouped(planned, rows))}
    if not requests and not gaps:
        sources = ", ".join(dict.fromkeys(values.call for values in call.each))
        gaps.append(_gap(planned, place, {}, "not-found", f"{sources} names none"))
    return tuple(requests[name] for name in sorted(requests)), tuple({gap.key: gap for gap in gaps}.values())


def _draw(
    planned: Planned, values: Values, outcome: Outcome, place: Place, rows: list[Variables], gaps: list[Gap]
) -> None:
    """Add a row of variables for each value in an answer."""
    for row in _rows(values, outcome, place):
        taken = {name: values.take(value, place.account) for name, value in row.items()} if values.take else row
        if all(taken.values()):
            rows.append({**outcome.variables, **taken})
        else:
            message = f"{', '.join(row.values())} belongs to another account"
            gaps.append(_gap(planned, place, {**outcome.variables, **row}, "skipped", message))


def _rows(values: Values, outcome: Outcome, place: Place) -> Iterator[dict[str, str]]:
    found = import_module("jmespath").search(filled(values.path, place.variables()), outcome.answer)
    for value in found if isinstance(found, list) else [found]:
        row = value if len(values.names) > 1 else [value]
        if isinstance(row, list) and len(row) == len(values.names) and all(isinstance(each, str) for each in row):
            yield dict(zip(values.names, row, strict=True))


def _grouped(planned: Planned, rows: list[Variables]) -> list[Variables]:
    """The rows, or where a call takes many values at once, a row for so many of them."""
    size = planned.call.together
    if not size or not rows:
        return rows
    [name] = planned.call.each[0].names
    all_values = sorted({row[name] for row in rows})
    starts = range(0, len(all_values), size)
    return [
        {**rows[0], name: all_values[start : start + size], "number": str(number)}
        for number, start in enumerate(starts, 1)
    ]


def _request(planned: Planned, place: Place, variables: Variables) -> Request:
    known = {**place.variables(), **variables}
    return Request(planned, _key(planned, place, variables), filled(planned.call.arguments, known), variables, known)


def _gap(planned: Planned, place: Place, variables: Variables, status: str, message: str) -> Gap:
    return Gap(_key(planned, place, variables), status, message, variables)


def _key(planned: Planned, place: Place, variables: Variables) -> str:
    """The key as far as the variables are known."""
    known = {**place.variables(), **variables}
    names: list[str] = []
    for part in planned.call.name:
        if not known.keys() >= set(_VARIABLE.findall(part)):
            break
        names.append(filled(part, known))
    service = planned.service
    return key(place, service.name, planned.call.operation, names, service.is_global)


def filled(structure: Any, variables: Variables) -> Any:
    """A structure with `{name}` in its texts replaced; a text that is one name becomes the value itself."""
    if isinstance(structure, Mapping):
        return {name: filled(value, variables) for name, value in structure.items()}
    if isinstance(structure, list | tuple):
        return [filled(value, variables) for value in structure]
    if not isinstance(structure, str):
        return structure
    whole = _VARIABLE.fullmatch(structure)
    if whole and whole[1] in variables:
        return variables[whole[1]]
    return _VARIABLE.sub(lambda found: str(variables.get(found[1], found[0])), structure)
