"""Which reasons are worth telling."""

import pytest

from scapkit.report.views.causes import cause, telling

ASKS, UNASKED, REFUSED = "needs an answer: q", "not collected: nobody asked for GET /version", "GET /x was refused"


@pytest.mark.parametrize(
    ("reasons", "told"),
    [
        ((ASKS, REFUSED, UNASKED), (REFUSED,)),
        ((ASKS, UNASKED), (UNASKED,)),
        ((UNASKED, UNASKED + "s"), (UNASKED, UNASKED + "s")),
        ((ASKS,), (ASKS,)),
        ((), ()),
    ],
)
def test_what_nobody_can_act_on_is_told_only_where_there_is_nothing_else(
    reasons: tuple[str, ...], told: tuple[str, ...]
) -> None:
    assert telling(reasons) == told


@pytest.mark.parametrize(
    ("reason", "text", "place"),
    [
        ("reading /etc/a was skipped: ENOENT (no archive (of it))", "no archive (of it)", "/etc/a"),
        ("reading /etc/a was skipped", "reading /etc/a was skipped", ""),
        ("reading /etc/a failed: EIO (Input/output error)", "reading /etc/a failed: EIO (Input/output error)", ""),
    ],
)
def test_what_was_skipped_has_a_cause_and_a_place(reason: str, text: str, place: str) -> None:
    assert cause(reason) == (text, place)
