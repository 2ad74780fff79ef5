"""Platform expressions."""

import pytest

from scapkit.authoring.lines import plain_source
from scapkit.authoring.platforms.expressions import names_of, parse_expression, platform_id
from scapkit.authoring.platforms.language import platform_of, read_expression, to_platform
from scapkit.authoring.project import PlatformSource
from scapkit.authoring.yaml.marked import Node, read_yaml
from scapkit.model.xccdf import FactRef, LogicalTest
from scapkit.problem import Invalid, Problem
from scapkit.span import Span


def node(text: str) -> Node:
    return read_yaml(plain_source(f"- {text}", "r.yml")).items[0]


def platform(name: str) -> PlatformSource:
    return PlatformSource(name, Span("p.yml"), f"cpe:/a:x:{name}", name, node("check"), (), None)


PLATFORMS = {name: platform(name) for name in ("a", "b", "c-1.2", "9x")}
A, B, C = (FactRef(f"cpe:/a:x:{name}") for name in ("a", "b", "c-1.2"))


@pytest.mark.parametrize(
    ("text", "test"),
    [
        ("a", LogicalTest("AND", False, (A,))),
        ("not a", LogicalTest("AND", True, (A,))),
        ("not not a", LogicalTest("AND", False, (A,))),
        ("a and not b", LogicalTest("AND", False, (A, LogicalTest("AND", True, (B,))))),
        ("a or b and c-1.2", LogicalTest("OR", False, (LogicalTest("AND", False, (B, C)), A))),
        ("(a or b) and c-1.2", LogicalTest("AND", False, (LogicalTest("OR", False, (A, B)), C))),
        ("not (a or b)", LogicalTest("OR", True, (A, B))),
        ("((a))", LogicalTest("AND", False, (A,))),
    ],
)
def test_expression_becomes_a_logical_test(text: str, test: LogicalTest) -> None:
    assert to_platform(parse_expression(node(text)), PLATFORMS).test == test


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a and b", "b and a"),
        ("not (a)", "not a"),
        ("(a and b)", "a  and b"),
        ("not (a and b)", "not ((b and a))"),
        ("a or (b and not c-1.2)", "(not c-1.2 and b) or a"),
    ],
)
def test_equal_expressions_are_one_platform(one: str, other: str) -> None:
    assert to_platform(parse_expression(node(one)), PLATFORMS) == to_platform(parse_expression(node(other)), PLATFORMS)


def test_different_expressions_have_different_ids() -> None:
    texts = ("a", "not a", "a and b", "a or b", "not (a or b)", "not a or b", "(a or b) and c-1.2", "a or b and c-1.2")
    assert len({platform_id(parse_expression(node(text))) for text in texts}) == len(texts)


def test_id_starts_as_xml_ids_must() -> None:
    assert platform_id(parse_expression(node("9x and a"))) == "platform_9x_and_a"


def test_names_come_in_their_order() -> None:
    assert [name.id for name in names_of(parse_expression(node("b and not (a or b)")))] == ["b", "a", "b"]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("a and", 8),
        ("and a", 3),
        ("a b", 5),
        ("(a", 5),
        ("a )", 5),
        ("a + b", 5),
        ("a and or b", 9),
        ("a[", 5),
        ("a[b", 6),
        ("a[b and c]", 7),
        ("a[]", 5),
        ("a>=", 6),
        ("a>=1,", 8),
        ("a>=1,2", 8),
        ("a>=>=1", 6),
        ("a=1", 4),
        ("(" * 40 + "a" + ")" * 40, 34),
        ("not " * 40 + "a", 127),
    ],
)
def test_malformed_expression_is_told_at_its_column(text: str, column: int) -> None:
    with pytest.raises(Invalid) as error:
        parse_expression(node(text))
    assert [(each.code, each.span.column) for each in error.value.problems] == [("malformed-platform", column)]


def test_unknown_platform_is_told_with_the_nearest_one() -> None:
    problems: list[Problem] = []
    assert read_expression(node("a and c-1.3"), PLATFORMS, problems) is None
    assert [str(each) for each in problems] == ["r.yml:1:9: unknown-platform: no platform c-1.3 (did you mean c-1.2?)"]


PACKAGE = platform("package")._replace(
    name="cpe:/a:{arg}:{ver_specs_cpe}",
    title="Package {pkgname}",
    arguments={"audit": {"pkgname": "auditd"}, "ntp": {"pkgname": "ntp", "title": "The {pkgname} daemon"}},
    versioned=True,
    bash_conditional="has {pkgname} ${x}",
)
WITH_PACKAGE = {**PLATFORMS, "package": PACKAGE}


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("package[audit]", "cpe:/a:audit", "Package auditd"),
        ("package[ntp]>=1.2", "cpe:/a:ntp:ge_1.2", "The ntp daemon, version >= 1.2"),
        ("package[ntp] >= 1:2+x, < 3", "cpe:/a:ntp:ge_1%3a2%2bx_lt_3", "The ntp daemon, version >= 1:2+x and < 3"),
    ],
)
def test_argument_and_version_make_a_platform_of_their_own(text: str, name: str, title: str) -> None:
    found = platform_of(names_of(parse_expression(node(text)))[0], WITH_PACKAGE)
    assert (found.id, found.name, found.title) == (text.replace(" ", ""), name, title)
    assert found.bash_conditional == f"has {found.values['pkgname']} ${{x}}"


def test_version_is_added_to_a_name_without_a_place_for_it() -> None:
    platforms = {"package": PACKAGE._replace(name="cpe:/a:x:{arg}")}
    name = names_of(parse_expression(node("package[ntp]!=1")))[0]
    assert platform_of(name, platforms).name == "cpe:/a:x:ntp:ne_1"


def test_order_of_comparisons_does_not_matter() -> None:
    one, other = (parse_expression(node(f"package[ntp]{versions}")) for versions in (">=1,<2", "<2,>=1"))
    assert one == other


def test_expression_over_arguments_has_a_valid_id() -> None:
    expression = parse_expression(node("package[ntp]>=1:2 and not a"))
    assert platform_id(expression) == "not_a_and_package_ntp_ge_1_2"
    names = to_platform(expression, WITH_PACKAGE).test.children
    assert names == (LogicalTest("AND", True, (A,)), FactRef("cpe:/a:ntp:ge_1%3a2"))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a and package", "r.yml:1:9: unknown-argument: package is no platform by itself: it needs an argument"),
        ("package[ntpd]", "r.yml:1:3: unknown-argument: package has no argument ntpd (did you mean ntp?)"),
        ("a[b]", "r.yml:1:3: unknown-argument: the platform a takes no argument"),
        ("not a>=1", "r.yml:1:7: unversioned-platform: the platform a has no version to compare"),
    ],
)
def test_wrong_use_of_a_platform_is_told_at_its_name(text: str, wanted: str) -> None:
    problems: list[Problem] = []
    assert read_expression(node(text), WITH_PACKAGE, problems) is None
    assert [str(each).removesuffix(" (package[...] takes audit, ntp)") for each in problems] == [wanted]


def test_malformed_expression_gathers_its_problem() -> None:
    problems: list[Problem] = []
    assert read_expression(node("not"), PLATFORMS, problems) is None
    assert [each.code for each in problems] == ["malformed-platform"]
