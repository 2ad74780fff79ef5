"""CPE names in both bindings, and which takes in which."""

import pytest

from scapkit.xccdf.cpe import parse_cpe, takes_in


def matches(source: str, target: str) -> bool:
    return takes_in(parse_cpe(source), parse_cpe(target))


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("cpe:/o:redhat:enterprise_linux:8", "cpe:/o:redhat:enterprise_linux:8"),
        ("cpe:/o:redhat:enterprise_linux", "cpe:/o:redhat:enterprise_linux:8"),
        ("cpe:/o:redhat", "cpe:/o:redhat:enterprise_linux:8"),
        ("cpe:/o:RedHat:Enterprise_Linux", "cpe:/o:redhat:enterprise_linux"),
        ("cpe:2.3:o:redhat:enterprise_linux:8:*:*:*:*:*:*:*", "cpe:/o:redhat:enterprise_linux:8"),
        ("cpe:/o:redhat:enterprise_linux:8", "cpe:2.3:o:redhat:enterprise_linux:8:*:*:*:*:*:*:*"),
        ("cpe:2.3:a:amazon:eks:1.21:*:*:*:*:*:*:*", "cpe:/a:amazon:eks:1.21"),
        (r"cpe:2.3:a:amazon:eks:1\.21:*:*:*:*:*:*:*", "cpe:/a:amazon:eks:1.21"),
        ("cpe:2.3:a:hp:insight:7.4.*:*:*:*:*:*:*:*", "cpe:/a:hp:insight:7.4.0.1570"),
        ("cpe:2.3:a:hp:insight:7.?:*:*:*:*:*:*:*", "cpe:/a:hp:insight:7.4"),
        ("cpe:2.3:a:x:y:??:*:*:*:*:*:*:*", "cpe:/a:x:y:10"),
        ("cpe:/a:x:y:%0210", "cpe:/a:x:y:v10"),
        ("cpe:/a:x:y:1:-:~~pro~win~~", "cpe:2.3:a:x:y:1:-:*:*:pro:win:*:*"),
        (r"cpe:2.3:a:x:foo\:bar:1:*:*:*:*:*:*:*", "cpe:/a:x:foo%3abar:1"),
        ("no name at all", "no name at all"),
    ],
)
def test_equal_name_or_superset_matches(source: str, target: str) -> None:
    assert matches(source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("cpe:/o:redhat:enterprise_linux:8", "cpe:/o:redhat:enterprise_linux"),
        ("cpe:/o:redhat:enterprise_linux:8", "cpe:/o:redhat:enterprise_linux:8.1"),
        ("cpe:/o:redhat:enterprise_linux:8", "cpe:/a:redhat:enterprise_linux:8"),
        ("cpe:/a:x:y:-", "cpe:/a:x:y:1"),
        ("cpe:/a:x:y:1", "cpe:/a:x:y:-"),
        ("cpe:2.3:a:x:y:1?:*:*:*:*:*:*:*", "cpe:/a:x:y:123"),
        ("cpe:2.3:a:x:y:1*:*:*:*:*:*:*:*", "cpe:2.3:a:x:y:1?:*:*:*:*:*:*:*"),
        (r"cpe:2.3:a:x:y:\*:*:*:*:*:*:*:*", "cpe:/a:x:y:1"),
        ("cpe:2.3:a:x:y", "cpe:/a:x:y"),
        ("cpe:2.3:a:x:y:1:*:*:*:*:*:*:*:extra", "cpe:/a:x:y:1"),
        ("cpe:/a:b:c:d:e:f:g:h", "cpe:/a:b"),
        ("no name", "cpe:/a:x"),
    ],
)
def test_other_names_do_not_match(source: str, target: str) -> None:
    assert not matches(source, target)


def test_any_and_does_not_apply_are_told_apart() -> None:
    assert parse_cpe("cpe:/a:x:y:-") == ("a", "x", "y", "-", *["*"] * 7)


def test_backslash_at_the_end_is_no_name() -> None:
    assert parse_cpe("cpe:2.3:a:x:y:1:*:*:*:*:*:*:\\") == ("cpe:2.3:a:x:y:1:*:*:*:*:*:*:\\",)


@pytest.mark.parametrize("wild", ["*a" * 30 + "b", "?a" * 30 + "b", "?" * 60 + "b"])
def test_hostile_wildcards_take_no_time(wild: str) -> None:
    assert not matches(f"cpe:2.3:a:x:y:{wild}:*:*:*:*:*:*:*", f"cpe:/a:x:y:{'a' * 200}")
