"""Digests of definitions: equal where they judge alike, whatever parts are called and however they refer."""

import time

from scapkit.compare.digests import Digests
from scapkit.model import oval
from scapkit.model.oval import (
    Criteria,
    Criterion,
    Definition,
    Entity,
    ExtendDefinition,
    Generator,
    Object,
    OvalDefinitions,
    State,
    Variable,
    VariableComponent,
)


def document(*parts: Definition | oval.Test | Object | State | Variable) -> OvalDefinitions:
    sections = {
        Definition: "definitions",
        oval.Test: "tests",
        Object: "objects",
        State: "states",
        Variable: "variables",
    }
    found: dict[str, dict[str, object]] = {name: {} for name in sections.values()}
    for each in parts:
        found[sections[type(each)]][each.id] = each
    return OvalDefinitions(Generator(), **found)  # type: ignore[arg-type]


def small(prefix: str = "", value: str = "1", swapped: bool = False, **more: str) -> OvalDefinitions:
    first, second = Criterion(f"{prefix}t1", comment=prefix), ExtendDefinition(f"{prefix}d2")
    children = (second, first) if swapped else (first, second)
    return document(
        Definition(f"{prefix}d1", title=prefix, criteria=Criteria("AND", children), **more),
        Definition(f"{prefix}d2", criteria=Criteria("OR", (Criterion(f"{prefix}t1", negate=True),))),
        oval.Test(f"{prefix}t1", "unix:file", object_ref=f"{prefix}o1", state_refs=(f"{prefix}s1",), comment=prefix),
        Object(f"{prefix}o1", "unix:file", (Entity("filepath", var_ref=f"{prefix}v1"),)),
        State(f"{prefix}s1", "unix:file", (Entity("size", value), Entity("uid", "0"))),
        Variable(f"{prefix}v1", "external"),
    )


def digest(made: OvalDefinitions, name: str, exports: dict[str, str] | None = None) -> str:
    return Digests(made, exports or {}).digest("definitions", name)


def test_names_comments_titles_and_order_of_operands_do_not_count() -> None:
    one = digest(small(), "d1", {"v1": "path"})
    assert digest(small("other-", version="7"), "other-d1", {"other-v1": "path"}) == one
    assert digest(small(swapped=True), "d1", {"v1": "path"}) == one


def test_a_value_and_what_it_is_bound_to_count() -> None:
    one = digest(small(), "d1", {"v1": "path"})
    assert digest(small(value="2"), "d1", {"v1": "path"}) != one
    assert digest(small(), "d1", {"v1": "elsewhere"}) != one
    assert digest(small(), "d2", {"v1": "path"}) != one


def test_structure_and_text_are_not_confused() -> None:
    def made(*values: str) -> str:
        entities = tuple(Entity("a", each) for each in values)
        return digest(document(Definition("d", criteria=Criteria("AND", (Criterion("t"),))),
                               oval.Test("t", "k", state_refs=("s",)), State("s", "k", entities)), "d")  # fmt: skip

    assert len({made("x", "y"), made("x',y"), made("x')],Entity(name='a',value='y"), made("xy")}) == 4


def test_the_parts_that_differ_are_found_without_what_refers_to_them() -> None:
    old, new = (Digests(small(value=value), {}).parts("d1") for value in "12")
    assert [names for text, names in new.items() if text not in old] == [["s1"]]


def test_circles_and_missing_parts_come_to_an_end() -> None:
    circle = [Variable(f"v{n}", "local", component=VariableComponent(f"v{(n + 1) % 3}")) for n in range(3)]
    made = document(
        Definition("d", criteria=Criteria("AND", (Criterion("t"), Criterion("gone"), ExtendDefinition("d")))),
        oval.Test("t", "k", object_ref="o"),
        Object("o", "k", (Entity("a", var_ref="v0"),)),
        *circle,
    )
    assert digest(made, "d") == digest(made, "d")


def test_long_chains_of_deep_criteria_take_little_time() -> None:
    def deep(number: int) -> Definition:
        node: Criteria = Criteria("AND", (ExtendDefinition(f"d{number + 1}"),))
        for _ in range(200):
            node = Criteria("AND", (node,))
        return Definition(f"d{number}", criteria=node)

    start = time.process_time()
    assert digest(document(*(deep(number) for number in range(300))), "d0")
    assert time.process_time() - start < 5
