"""Where the evidence behind a verdict lies."""

import pytest

import report_sample as sample
import report_views
from scapkit.model.results import Result, RuleOutcome
from scapkit.report.views import provenance
from scapkit.report.views.provenance import MAX_SOURCES, Source, sources_of
from scapkit.report.views.why import CheckView, CriteriaView, CriterionView, DefinitionView, FieldView, ItemView
from scapkit.report.views.why import TestView as OvalTest


def _check(*tests: OvalTest) -> CheckView:
    criteria = CriteriaView("AND", Result.TRUE, tuple(CriterionView(Result.TRUE, test) for test in tests))
    definition = DefinitionView("oval:x:def:1", "", Result.TRUE, criteria)
    leaf = CheckView("OVAL", "oval:x:def:1", RuleOutcome.PASS, definitions=(definition,))
    return CheckView("", "", RuleOutcome.PASS, operator="AND", children=(leaf,))


def _test(*items: ItemView, sources: tuple[str, ...] = ()) -> OvalTest:
    return OvalTest("oval:x:tst:1", "", "", "all", "", "", Result.TRUE, items=items, sources=sources)


def _item(**fields: str) -> ItemView:
    return ItemView("exists", Result.TRUE, tuple(FieldView(name, value) for name, value in fields.items()))


def test_a_source_of_a_dump_is_told_in_parts() -> None:
    rule = next(each for each in report_views.view().rules if each.text.short_id == "rotation")
    (found,) = sources_of(rule.checks)
    assert found[1:] == (f"files{sample.KUBELET}", "file", sample.KUBELET, "2026-11-20T09:00:00Z")


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"filepath": "/etc/a", "path": "/etc", "filename": "a"}, "/etc/a"),
        ({"path": "/etc/", "filename": "a"}, "/etc/a"),
        ({"path": "/etc"}, "/etc"),
    ],
)
def test_in_a_plain_tree_the_files_of_the_items_are_the_sources(fields: dict[str, str], path: str) -> None:
    assert sources_of([_check(_test(_item(**fields)))]) == (Source(path, path, "file", path),)


def test_what_is_about_no_file_has_no_source() -> None:
    assert sources_of([_check(_test(_item(name="net.ipv4.ip_forward", value="1")))]) == ()


def test_a_source_in_other_words_is_told_as_it_is() -> None:
    assert sources_of([_check(_test(sources=("somewhere",)))]) == (Source("somewhere", ""),)


def test_each_source_is_told_once_and_no_more_than_a_hundred() -> None:
    many = _test(*(_item(filepath=f"/etc/{number % 150}") for number in range(300)))
    assert len(sources_of([_check(many)])) == MAX_SOURCES


def test_tests_of_joined_checks_stand_in_their_order() -> None:
    first, second = _test(), _test()._replace(id="oval:x:tst:2")
    assert [each.id for each in provenance.tests_of([_check(first, second)])] == ["oval:x:tst:1", "oval:x:tst:2"]
