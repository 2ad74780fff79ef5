"""What is asked, from what earlier answers said."""

from typing import Any

from scapkit.collect.aws.arns import name_here
from scapkit.collect.aws.expand import Gap, Outcome, Request, expand
from scapkit.collect.aws.names import Place
from scapkit.collect.aws.plan import Planned
from scapkit.collect.aws.protocol import Call, Service, Values

PLACE = Place("shop", "1", "aws", "r")
LIST = Values("s:List", "names", ("name",))


def expanded(
    call: Call, **outcomes: Outcome | tuple[Outcome, ...]
) -> tuple[list[tuple[str, Any]], list[tuple[str, ...]]]:
    """Keys with arguments, and keys with status and message."""
    planned = Planned(Service("s", (call,)), call)
    known = {f"s:{name}": found if isinstance(found[0], Outcome) else (found,) for name, found in outcomes.items()}
    requests, gaps = expand(planned, PLACE, known)  # type: ignore[arg-type]
    return [_request(each) for each in requests], [_gap(each) for each in gaps]


def _request(request: Request) -> tuple[str, Any]:
    return request.key.removeprefix("1/r/s/"), request.arguments


def _gap(gap: Gap) -> tuple[str, ...]:
    return gap.key.removeprefix("1/r/s/"), gap.status, gap.message


def had(answer: Any, **variables: str) -> Outcome:
    return Outcome("collected", variables, answer)


def each(*values: Values, **members: Any) -> Call:
    return Call("Get", {"Of": "{cluster}", "Name": "{name}"}, ("{cluster}", "{name}"), values, **members)


def test_a_call_without_values_is_made_once() -> None:
    assert expanded(Call("Get", {"Of": "{cluster}"}, ("{cluster}",))) == ([("Get/shop.json", {"Of": "shop"})], [])


def test_a_call_is_made_once_for_each_value_in_the_order_of_names() -> None:
    asked, gaps = expanded(each(LIST), List=(had({"names": ["b", "a"]}), had({"names": ["b"]})))
    assert asked == [
        ("Get/shop/a.json", {"Of": "shop", "Name": "a"}),
        ("Get/shop/b.json", {"Of": "shop", "Name": "b"}),
    ]
    assert not gaps


def test_where_there_is_nothing_to_ask_about_that_is_evidence() -> None:
    for answer in ({"names": []}, {}, {"names": [None]}):
        call = each(LIST)._replace(name=("{cluster}", "{name}"))
        assert expanded(call, List=had(answer, cluster="shop")) == (
            [],
            [("Get/shop.json", "not-found", "s:List names none")],
        )
    assert expanded(each(LIST), List=Outcome("not-found", {}))[1] == [
        ("Get/shop.json", "not-found", "s:List names none")
    ]


def test_a_call_whose_values_were_refused_is_skipped_with_the_reason() -> None:
    refused = Outcome("forbidden", {"cluster": "shop"}, reason="s:List was forbidden: AccessDenied")
    asked, gaps = expanded(each(LIST), List=refused)
    assert not asked
    assert gaps == [("Get/shop.json", "skipped", "s:List was forbidden: AccessDenied")]


def test_what_some_answers_name_is_asked_though_others_are_missing() -> None:
    lacking = Outcome("skipped", {"cluster": "shop"}, reason="why")
    asked, gaps = expanded(each(LIST, LIST._replace(call="s:Other")), List=had({"names": ["a"]}), Other=lacking)
    assert [name for name, _ in asked] == ["Get/shop/a.json"]
    assert gaps == [("Get/shop.json", "skipped", "why")]


def test_what_the_other_call_was_asked_with_goes_along() -> None:
    call = Call("GetPolicy", {"Role": "{role}", "Name": "{name}"}, ("{role}", "{name}"), (LIST,))
    refused = Outcome("throttled", {"role": "r2"}, reason="why")
    asked, gaps = expanded(call, List=(had({"names": ["a"]}, role="r1"), refused))
    assert asked == [("GetPolicy/r1/a.json", {"Role": "r1", "Name": "a"})]
    assert gaps == [("GetPolicy/r2.json", "skipped", "why")]


def test_rows_with_holes_are_left_out() -> None:
    rows = Values("s:List", "rows[].[id, version]", ("id", "version"))
    call = Call("Get", {"Id": "{id}", "V": "{version}"}, ("{id}", "{version}"), (rows,))
    asked, _ = expanded(call, List=had({"rows": [{"id": "a", "version": "1"}, {"id": "b"}, {}]}))
    assert asked == [("Get/a/1.json", {"Id": "a", "V": "1"})]


def test_a_role_of_another_account_is_not_asked_about_under_its_name() -> None:
    roles = Values("s:List", "names", ("name",), name_here)
    arns = ["arn:aws:iam::1:role/a/b", "arn:aws:iam::2:role/b", "no ARN"]
    asked, gaps = expanded(each(roles), List=had({"names": arns}, cluster="shop"))
    assert [name for name, _ in asked] == ["Get/shop/b.json"]
    assert gaps[0] == (
        "Get/shop/arn%3Aaws%3Aiam%3A%3A2%3Arole%2Fb.json",
        "skipped",
        "arn:aws:iam::2:role/b belongs to another account",
    )
    assert len(gaps) == 2


def test_many_values_are_asked_about_together_so_many_at_a_time() -> None:
    call = Call("Get", {"Names": "{name}"}, ("{number}",), (LIST,), together=2)
    assert expanded(call, List=had({"names": ["c", "a", "b", "a"]}))[0] == [
        ("Get/1.json", {"Names": ["a", "b"]}),
        ("Get/2.json", {"Names": ["c"]}),
    ]
