"""Variables that grow without bound, sets of nothing and objects without their entities are errors that say so."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from ovals import check_of, constant, definition, lines, result_of, session, values_object

from scapkit.model import oval as o
from scapkit.model.results import Result
from scapkit.model.syschar import Flag
from scapkit.oval import engine
from scapkit.oval.compare import compare_values
from scapkit.oval.matching import searching
from scapkit.oval.operands import MAX_TEXT, MAX_VALUES, bounded
from scapkit.registry import find


def apply(name: str, attributes: dict[str, str], *arguments: Sequence[str]) -> tuple[str, ...]:
    function = find("scapkit.oval.functions", "FUNCTION", name)
    assert function is not None
    return bounded(function.apply(attributes, arguments))


LONG = "x" * (MAX_TEXT // 2)
TOO_LARGE = [
    ("concat", {}, ([LONG], [LONG], ["y"])),
    ("begin", {"character": LONG}, (["a", "b", "c"],)),
    ("end", {"character": LONG}, (["a", "b", "c"],)),
    ("merge", {"delimiter": LONG}, (["a", "b", "c"],)),
    ("split", {"delimiter": ""}, (["a" * (MAX_VALUES + 5)],)),
    ("split", {"delimiter": ","}, (["," * (MAX_VALUES + 5)],)),
    ("escape_regex", {}, (["." * (MAX_TEXT // 2 + 1)],)),
    ("arithmetic", {"arithmetic_operation": "multiply"}, tuple(["9" * 4000] for _ in range(5000))),
    ("concat", {}, tuple(["x"] * 10 for _ in range(6))),
]


@pytest.mark.parametrize(("name", "attributes", "arguments"), TOO_LARGE)
def test_what_would_be_too_large_is_not_made(
    name: str, attributes: dict[str, str], arguments: tuple[list[str], ...]
) -> None:
    with pytest.raises(ValueError, match=r"more than|too large"):
        apply(name, attributes, *arguments)


def test_what_is_just_small_enough_is_made() -> None:
    assert apply("concat", {}, [LONG], [LONG]) == (LONG + LONG,)
    assert len(apply("split", {"delimiter": ""}, ["a" * 100_000])) == 100_000
    assert apply("arithmetic", {"arithmetic_operation": "multiply"}, ["9" * 2000], ["0"]) == ("0",)


def doubling(steps: int) -> list[object]:
    def call(number: int) -> o.FunctionCall:
        return o.FunctionCall("concat", (), (o.VariableComponent(f"v{number}"),) * 2)

    return [
        constant("v0", "ab"),
        *(o.Variable(f"v{number + 1}", "local", component=call(number)) for number in range(steps)),
    ]


def test_a_variable_that_doubles_at_each_step_is_an_error_in_the_end(tmp_path: Path) -> None:
    run = session(tmp_path, *doubling(30), values_object("o", "v30"), check_of("t", "o"))
    assert run.test("t").result is Result.ERROR
    assert run.variable("v30").messages[0].text == f"concat: more than {MAX_TEXT} characters"
    assert len(run.variable("v10").values[0]) == 2**11


def test_all_variables_together_have_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "MAX_TEXT", 10)
    run = session(tmp_path, constant("a", "12345"), constant("b", "12345"), constant("c", "1"))
    assert [run.variable(each).flag for each in "abc"] == [Flag.COMPLETE, Flag.COMPLETE, Flag.ERROR]
    assert run.variable("c").messages[0].text == "the variables have more than 10 characters in all"


SETS = [(o.Set("UNION"), "an empty set"), (o.Set("BOTH", (), ("a", "b")), "'BOTH' is no set operator")]


@pytest.mark.parametrize(("wanted", "said"), SETS)
def test_a_set_that_nobody_can_combine_is_an_error(tmp_path: Path, wanted: o.Set, said: str) -> None:
    parts = o.Object("s", "independent:variable", set=wanted), lines("a"), lines("b")
    found = session(tmp_path, *parts).collected("s")
    assert (found.flag, found.messages[0].text) == (Flag.ERROR, said)


def test_an_object_without_its_entities_is_an_error(tmp_path: Path) -> None:
    found = session(tmp_path, o.Object("o", "unix:file")).collected("o")
    assert (found.flag, found.messages[0].text) == (Flag.ERROR, "the object has no entity path")


def test_criteria_deeper_than_can_be_judged_are_an_error_of_their_definition(tmp_path: Path) -> None:
    criteria = o.Criteria("AND", (o.Criterion("t"),))
    for _ in range(2000):
        criteria = o.Criteria("AND", (criteria,))
    good = definition("good", o.Criterion("t"))
    parts = (
        o.Definition("deep", criteria=criteria),
        good,
        values_object("o", "v"),
        constant("v", "a"),
        check_of("t", "o"),
    )
    run = session(tmp_path, *parts)
    assert result_of(run, "deep") is Result.ERROR
    assert run.definition("deep").messages[0].text == "criteria and definitions are nested too deeply"
    assert result_of(run, "good") is Result.TRUE


VALUES = ("a", "b", "b")
COMPARED = [
    ("equals", "b", "all", Result.FALSE),
    ("equals", "b", "at least one", Result.TRUE),
    ("equals", "a", "only one", Result.TRUE),
    ("equals", "b", "only one", Result.FALSE),
    ("equals", "c", "none satisfy", Result.TRUE),
    ("not equal", "c", "all", Result.TRUE),
    ("not equal", "b", "only one", Result.TRUE),
    ("not equal", "a", "only one", Result.FALSE),
    ("equals", "a", "sometimes", Result.ERROR),
]


@pytest.mark.parametrize(("operation", "actual", "check", "want"), COMPARED)
def test_many_values_decide_as_each_of_them_would(operation: str, actual: str, check: str, want: Result) -> None:
    assert compare_values("string", operation, actual, VALUES, check) is want


def test_comparisons_without_end_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "MAX_COMPARISONS", 5)
    searching.begin()
    assert compare_values("int", "equals", "1", ("1",) * 5, "all") is Result.TRUE
    assert compare_values("int", "equals", "1", ("1",), "all") is Result.ERROR


def test_items_that_are_tested_without_end_are_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = constant("v", "a", "b"), values_object("o", "v"), *(check_of(name, "o") for name in ("t", "u", "w"))
    run = session(tmp_path, *parts)
    monkeypatch.setattr(searching, "MAX_COMPARISONS", 75)
    assert [run.test(name).result for name in ("t", "u", "w")] == [Result.TRUE, Result.TRUE, Result.ERROR]
    assert run.test("w").messages[0].text == "more than 75 comparisons of items and values"


@pytest.mark.parametrize("last", ["x1999", "y"])
def test_equality_with_one_of_many_values_is_one_comparison(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, last: str
) -> None:
    """As keys of thousands of roles are looked for in thousands of bindings."""
    monkeypatch.setattr(searching, "MAX_COMPARISONS", 30_000)
    names = [f"x{number}" for number in range(2000)]
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc/a.conf").write_text("\n".join((*names[:-1], last)))
    known = o.Entity("subexpression", operation="equals", var_ref="v", var_check="at least one")
    kept = o.State("s", "independent:textfilecontent54", (known,))
    check = o.Test("t", "independent:textfilecontent54", object_ref="o", state_refs=("s",))
    run = session(tmp_path, constant("v", *names), lines("o"), kept, check)
    assert run.test("t").result is (Result.TRUE if last in names else Result.FALSE)
