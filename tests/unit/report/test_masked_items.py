"""How a masked value compared, where the results do not hold the value: not made up."""

import pytest

from scapkit.model.oval import Entity, State
from scapkit.model.results import OvalTestResult, Result
from scapkit.model.results import TestedItem as Looked
from scapkit.model.syschar import Field, Item
from scapkit.report.views.items import Yardstick, item_views

STATE = State("s", "unix:shadow", (Entity("password", "x"),))
MASKED = Item("unix:shadow", (Field("password", "", mask=True),))


def compared(item: Item, result: Result, *states: State) -> tuple[str, ...]:
    """What the states' demands on the field came to."""
    ((shown,), _) = item_views(OvalTestResult("t", result, (Looked(item, result),)), Yardstick(states, {}))
    return tuple(str(each.result) for each in shown.fields[0].expected)


@pytest.mark.parametrize(
    ("result", "states", "wanted"),
    [
        (Result.TRUE, (STATE,), ("true",)),
        (Result.FALSE, (STATE,), ("not evaluated",)),
        (Result.TRUE, (STATE._replace(operator="OR"),), ("not evaluated",)),
        (Result.TRUE, (STATE, STATE), ("not evaluated", "not evaluated")),
    ],
)
def test_of_a_value_that_is_not_there_only_what_the_item_tells_is_told(
    result: Result, states: tuple[State, ...], wanted: tuple[str, ...]
) -> None:
    assert compared(MASKED, result, *states) == wanted


def test_a_value_that_is_there_is_compared_and_not_shown() -> None:
    item = Item("unix:shadow", (Field("password", "y", mask=True),))
    assert compared(item, Result.FALSE, STATE) == ("false",)
    ((shown,), _) = item_views(
        OvalTestResult("t", Result.FALSE, (Looked(item, Result.FALSE),)), Yardstick((STATE,), {})
    )
    assert shown.fields[0].value == "(masked)"
