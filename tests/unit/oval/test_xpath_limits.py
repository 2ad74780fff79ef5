"""XPath expressions that take too long or are not what they should be end as errors, and leave no process behind."""

import os
from time import sleep

import pytest
from lxml import etree

from scapkit.oval.documents import xpath
from scapkit.oval.documents.apart import apart
from scapkit.oval.documents.xpath import MAX_LENGTH, find_values
from scapkit.oval.matching import searching

SMALL = etree.fromstring("<r><a b='1'>one</a><a b='2'>two</a></r>")
LARGE = etree.fromstring("<r>" + "<a/>" * 40_000 + "</r>")


@pytest.mark.parametrize(
    ("expression", "want"),
    [
        ("//a/@b", ["1", "2"]),
        ("count(//a)", 2.0),
        ("string(//a[2])", "two"),
        ("//a = 'one'", True),
        ("//c", None),
        ("//a", []),
        ("/", []),
    ],
)
def test_what_is_found_apart_is_what_is_found_here(
    expression: str, want: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert find_values(SMALL, expression, 4) == want
    monkeypatch.setattr(xpath, "QUICK", -1.0)
    assert find_values(SMALL, expression, 4) == want
    with pytest.raises(ValueError, match="cannot be evaluated"):
        find_values(SMALL, expression + "[", 4)


def test_an_expression_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "TIMEOUT", 0.3)
    searching.begin()
    slow = "//a[count(preceding::a[count(preceding::a) > 3]) > 5]"
    with pytest.raises(TimeoutError, match=r"took more than 0\.3 s"):
        find_values(LARGE, slow, 40_000)
    with pytest.raises(TimeoutError, match="is not tried again"):
        find_values(LARGE, slow, 40_000)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_an_expression_of_any_length_is_not_looked_at() -> None:
    with pytest.raises(ValueError, match="more than"):
        find_values(SMALL, "/a" * MAX_LENGTH, 4)


def test_work_apart_that_takes_all_memory_is_an_error() -> None:
    with pytest.raises(ValueError, match="too much memory"):
        apart(lambda: "x" * (1 << 34), 5)


def test_work_apart_that_dies_is_an_error() -> None:
    with pytest.raises(ValueError, match="came to no end"):
        apart(lambda: os._exit(3), 5)


def test_work_apart_has_only_so_long() -> None:
    with pytest.raises(TimeoutError):
        apart(lambda: sleep(60), 0.05)
