"""A small benchmark with all that can be tailored, and profiles made of it."""

import pytest

from scapkit.model.tailoring import Ask, ProfileWish
from scapkit.model.xccdf import (
    Benchmark,
    Check,
    Group,
    Profile,
    Refinement,
    Select,
    Tailoring,
    Text,
    Value,
)
from scapkit.names import OVAL_SYSTEM
from scapkit.problem import Invalid
from scapkit.span import Span
from scapkit.tailoring.making import Made, with_profile
from small_benchmark import BENCHMARK, rule, xid

HERE = Span("here")
DAYS = Value(
    xid("value", "days"),
    type="number",
    values=(("", "30"), ("long", "90")),
    lower_bounds=(("", "1"), ("long", "60")),
    upper_bounds=(("", "100"),),
)
MODE = Value(xid("value", "mode"), values=(("", "soft"),), choices=(("", ("soft", "hard"), True),))
NAMES = Value(xid("value", "names"), values=(("", ("a", "b")),))
FIXED = Value(xid("value", "fixed"), values=(("", "x"),), prohibit_changes=True)
FLAG = Value(xid("value", "flag"), type="boolean", values=(("", "true"),))
FORM = Value(xid("value", "form"), values=(("", "a1"),), matches=(("", "[a-z][0-9]"),))
RULES = (
    rule("one", checks=(Check(OVAL_SYSTEM, selector="x"), Check(OVAL_SYSTEM, selector="y"))),
    rule("two", requires=((xid("rule", "one"),),)),
    rule("three", conflicts=(xid("rule", "four"),)),
    rule("four", cluster_id="pair"),
    rule("five", cluster_id="pair"),
    rule("locked", prohibit_changes=True),
    rule("extra"),
)
OTHERS = Group(xid("group", "others"), children=(rule("inner"), rule("extra")._replace(id=xid("rule", "inner2"))))
BASE = Profile(
    xid("profile", "base"),
    titles=(Text("Base"),),
    refinements=tuple(Select(xid("rule", each), True) for each in ("one", "two", "three", "inner")),
)
SMALL = BENCHMARK._replace(
    values=(DAYS, MODE, NAMES, FIXED, FLAG, FORM),
    profiles=(BASE, Profile(xid("profile", "hidden"), abstract=True)),
    children=(Group(xid("group", "all"), children=RULES), OTHERS),
)
EMPTY = Tailoring("xccdf_org.example_tailoring_t", "1", "2026-01-01T00:00:00Z", "b.xml", ())


def ask(kind: str, name: str, content: str | tuple[str, ...] = "", **properties: str) -> Ask:
    return Ask(kind, name, HERE, content, tuple(properties.items()))


def made(*asks: Ask, extends: str = "base", benchmark: Benchmark = SMALL, **more: str) -> Made:
    wish = ProfileWish(more.pop("id", "mine"), extends, HERE, asks=asks, **more)
    return with_profile(Made(EMPTY), wish, benchmark, "org.example", "b.xml")


def refinements(*asks: Ask) -> tuple[Refinement, ...]:
    return made(*asks).tailoring.profiles[0].refinements


def problems(*asks: Ask) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as caught:
        made(*asks)
    return [(each.code, f"{each.message} {each.hint}".strip()) for each in caught.value.problems]


def warnings(*asks: Ask) -> list[tuple[str, str]]:
    return [(each.code, each.message) for each in made(*asks).warnings]
