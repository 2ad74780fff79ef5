"""Items as a report shows them: every field against what the states ask of it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from scapkit.model.oval import Entity, State
from scapkit.model.results import OvalTestResult, Result, TestedItem
from scapkit.model.syschar import Field, Item
from scapkit.report.views.why import Expected, FieldView, ItemView

MAX_ITEMS = 100
MAX_TEXT = 2000
MASKED = "(masked)"
ALWAYS_KEY = frozenset(("filepath", "value", "text", "subexpression", "name", "var_ref"))
FIRST = (Result.FALSE, Result.ERROR, Result.UNKNOWN)

Values = Mapping[str, tuple[str, ...]]


class Yardstick(NamedTuple):
    """What items are held against: states, the values of variables, and the fields that the object asked by.

    `masked` are the fields that the object or a filter hides.
    """

    states: Sequence[State]
    values: Values
    asked: frozenset[str] = frozenset()
    masked: frozenset[str] = frozenset()


class _Asked(NamedTuple):
    """An entity of a state, with the name that the report gives the field; records are taken apart."""

    field: str
    entity: Entity


def item_views(result: OvalTestResult, yardstick: Yardstick, most: int = MAX_ITEMS) -> tuple[tuple[ItemView, ...], int]:
    """At most so many items, those that fail first, and how many more there are."""
    # results without system characteristics tell no more of an item than that there was one
    told = (each for each in result.tested_items if each.item.kind or each.item.fields)
    ranked = sorted(told, key=_rank)
    return tuple(_item_view(each, yardstick) for each in ranked[:most]), max(0, len(ranked) - most)


def _rank(tested: TestedItem) -> int:
    return FIRST.index(tested.result) if tested.result in FIRST else len(FIRST)


def _item_view(tested: TestedItem, yardstick: Yardstick) -> ItemView:
    item = tested.item
    asked = [each for state in yardstick.states for each in _asked(state)]
    named: dict[str, list[_Asked]] = {}
    for each in asked:
        named.setdefault(each.field, []).append(each)
    leaves = list(_leaves(item.fields))
    unseen = _unseen(tested, yardstick.states)
    views = [_field_view(name, field, named.get(name, ()), yardstick, unseen) for name, field in leaves]
    present = {name for name, _ in leaves}
    for name, entities in named.items():
        if name not in present and item.status == "exists":
            views.append(_absent_view(name, entities, yardstick))
    views.sort(key=lambda view: 0 if view.expected else 1 if view.key else 2)
    return ItemView(item.status, tested.result, tuple(views), tuple(cut(message.text) for message in item.messages))


def _asked(state: State) -> Iterable[_Asked]:
    for entity in state.entities:
        if entity.fields:
            yield from (_Asked(_part(entity.name, part.name), part) for part in entity.fields)
        else:
            yield _Asked(entity.name, entity)


def _leaves(fields: Iterable[Field]) -> Iterable[tuple[str, Field]]:
    for field in fields:
        if field.fields:
            yield from ((_part(field.name, part.name), part) for part in field.fields)
        else:
            yield field.name, field


def _part(record: str, name: str) -> str:
    """A record's field; `#` is what a scalar is called there (yamlfilecontent), so it goes by the record's name."""
    return record if name == "#" else f"{record}.{name}"


def _unseen(tested: TestedItem, states: Sequence[State]) -> Result:
    """What a state's demand came to where the value is masked in the results: what the item tells of all demands."""
    satisfied = tested.result is Result.TRUE and len(states) == 1 and states[0].operator == "AND"
    return Result.TRUE if satisfied else Result.NOT_EVALUATED


def _field_view(name: str, field: Field, asked: Sequence[_Asked], yardstick: Yardstick, unseen: Result) -> FieldView:
    whole = name.partition(".")[0]
    hidden = field.mask or whole in yardstick.masked or any(each.entity.mask for each in asked)
    expected = tuple(_expected(each.entity, (field,), yardstick.values) for each in asked)
    if field.mask and not field.value:
        expected = tuple(each._replace(result=unseen) for each in expected)
    value = MASKED if hidden else cut(field.value)
    return FieldView(name, value, field.status, expected, bool(asked) or _is_key(name, yardstick))


def _absent_view(name: str, asked: Sequence[_Asked], yardstick: Yardstick) -> FieldView:
    expected = tuple(_expected(each.entity, (), yardstick.values) for each in asked)
    return FieldView(name, "", "does not exist", expected, True)


def _is_key(name: str, yardstick: Yardstick) -> bool:
    return name in ALWAYS_KEY or name in yardstick.asked or name.startswith("value.")


def _expected(entity: Entity, fields: tuple[Field, ...], values: Values) -> Expected:
    # the engine's own comparison: a report that judged by other rules would contradict the verdict
    from scapkit.oval.compare import entity_result

    alone = tuple(field._replace(name=entity.name) for field in fields)
    given = values.get(entity.var_ref, ()) if entity.var_ref else None
    return Expected(entity_text(entity, values), entity_result(entity, Item("", alone), given), entity.var_ref)


def entity_text(entity: Entity, values: Values) -> str:
    """An entity's demand in words: operation, then the value or the variable's values."""
    if entity.nil:
        return "is empty"
    if entity.mask:
        return f"{entity.operation} {MASKED}"
    if not entity.var_ref:
        return f"{entity.operation} {cut(entity.value)}".rstrip()
    found = values.get(entity.var_ref)
    if found is None:
        return f"{entity.operation} the value of {entity.var_ref}"
    joined = ", ".join(cut(value) for value in found[:MAX_ITEMS]) or "(no value)"
    if len(found) == 1:
        return f"{entity.operation} {joined}"
    return f"{entity.operation} {entity.var_check} of: {joined}"


def cut(text: str) -> str:
    """Text that fits a page: the first 2,000 characters, and how many were left out."""
    if len(text) <= MAX_TEXT:
        return text
    return f"{text[:MAX_TEXT]}… ({len(text) - MAX_TEXT:,} more characters)"
