"""Items as HTML: each field against what was expected of it."""

from collections.abc import Iterable, Sequence

from scapkit.model.results import Result
from scapkit.report.html.evidence.marks import MARKS, text
from scapkit.report.views.why import Expected, FieldView, ItemView

ITEM_WORDS = {
    Result.TRUE: "matches",
    Result.FALSE: "does not match",
    Result.UNKNOWN: "could not be compared",
    Result.ERROR: "could not be compared",
    Result.NOT_EVALUATED: "found",
    Result.NOT_APPLICABLE: "does not apply",
}
FIELD_WORDS = {Result.TRUE: "ok", Result.FALSE: "not ok"}
HEAD = (
    '<table><thead><tr><th scope="col">Field</th><th scope="col">Expected</th><th scope="col">Actual</th></tr></thead>'
    "<tbody>"
)


def write_items(items: Sequence[ItemView], total: int) -> str:
    """Some of `total` items, and how many are not among them."""
    found = "".join(_item(each, number, total) for number, each in enumerate(items, 1))
    left = total - len(items)
    more = f'<p class="muted">{left} more items are not shown; those that do not match come first.</p>' if left else ""
    return f'<div class="items">{found}{more}</div>'


def _item(item: ItemView, number: int, total: int) -> str:
    mark = MARKS[item.result]
    place = f"Item {number} of {total}" if total > 1 else "Item"
    told = ITEM_WORDS[item.result] if item.status == "exists" else text(item.status)
    judged = [field for field in item.fields if field.expected]
    plain = [field for field in item.fields if not field.expected]
    parts = [
        f'<div class="item"><p class="caption"><span class="{mark.css}">{mark.icon}</span> {place} {told}</p>',
        f"{HEAD}{''.join(map(_judged, judged))}</tbody></table>" if judged else "",
        _fields([field for field in plain if field.key]),
        _others([field for field in plain if not field.key]),
        "".join(f'<p class="lacking"><bdi>{text(each)}</bdi></p>' for each in item.messages),
    ]
    return "".join(parts) + "</div>"


def _judged(field: FieldView) -> str:
    bad = ' class="bad"' if any(each.result is Result.FALSE for each in field.expected) else ""
    asked = "<br>".join(map(_expected, field.expected))
    exists = field.status == "exists"
    actual = _code(field.value) if exists else f'<span class="lacking">{text(field.status)}</span>'
    return (
        f'<tr{bad}><th scope="row">{text(field.name)}</th><td data-label="Expected">{asked}</td>'
        f'<td data-label="Actual">{actual}</td></tr>'
    )


def _expected(asked: Expected) -> str:
    mark, word = MARKS[asked.result], FIELD_WORDS.get(asked.result, asked.result)
    return f'{_code(asked.text)} <span class="word {mark.css}">{mark.icon} {word}</span>'


def _fields(fields: Iterable[FieldView]) -> str:
    told = "".join(
        f'<li><span class="muted">{text(each.name)}</span> '
        f"{_code(each.value if each.status == 'exists' else each.status)}</li>"
        for each in fields
    )
    return f'<ul class="fields">{told}</ul>' if told else ""


def _others(fields: Sequence[FieldView]) -> str:
    if not fields:
        return ""
    told = f"{len(fields)} more field{'s' * (len(fields) != 1)}"
    return f'<details class="others"><summary>{told}</summary>{_fields(fields)}</details>'


def _code(value: str) -> str:
    return f"<code><bdi>{text(value)}</bdi></code>"
