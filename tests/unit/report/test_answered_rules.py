"""Rules that pass on somebody's answer alone are told as such, in the terminal and where people read no more."""

from pathlib import Path

import pytest
from lxml import etree

from answered import entry, judge
from scapkit.api.evaluating.judging import Judged
from scapkit.api.evaluating.outlines import outline_of
from scapkit.model.results import CheckResult, ComplexCheckResult, Result, RuleOutcome
from scapkit.names import OCIL_SYSTEM, OVAL_SYSTEM
from scapkit.report.console.fleet_text import fleet_summary
from scapkit.report.console.outline import outline_of as outline_of_view
from scapkit.report.console.terminal import summary
from scapkit.report.fleets.fleet import JudgedAsset, make_fleet
from scapkit.report.formats import junit, markdown
from scapkit.report.views.answered import UNTOLD, answered
from scapkit.report.views.why import CheckView, DefinitionView

ANN = "answer 'no' by Ann Lee <ann@example.org> on 2026-06-01: seen"
SAID = (ANN,)
PASS, FAIL, UNKNOWN, NOTCHECKED = (
    RuleOutcome.PASS, RuleOutcome.FAIL, RuleOutcome.UNKNOWN, RuleOutcome.NOTCHECKED,
)  # fmt: skip


@pytest.fixture
def judged(tmp_path: Path) -> Judged:
    given = [entry(name, "no", remark="seen") for name in ("plain", "joined", "open")]
    return judge(tmp_path, *given, entry("decided", "no"))


def data(outcome: RuleOutcome) -> CheckResult:
    return CheckResult(OVAL_SYSTEM, outcome=outcome)


def person(outcome: RuleOutcome) -> CheckResult:
    return CheckResult(OCIL_SYSTEM, outcome=outcome)


@pytest.mark.parametrize(
    ("check", "said", "was"),
    [
        (person(PASS), SAID, ""),
        (person(PASS), (), ""),
        (ComplexCheckResult("OR", (data(FAIL), person(PASS))), SAID, "fail"),
        (ComplexCheckResult("OR", (data(UNKNOWN), person(PASS))), SAID, "unknown"),
        (ComplexCheckResult("AND", (data(PASS), person(PASS))), SAID, "notchecked"),
        (ComplexCheckResult("OR", (data(FAIL), person(PASS)), negate=True), SAID, "fail"),
    ],
)
def test_a_pass_that_needs_an_answer_is_known(check: CheckResult, said: tuple[str, ...], was: str) -> None:
    found = answered(PASS, (check,), said)
    assert (found.was, found.texts) == (was, said or (UNTOLD,))


@pytest.mark.parametrize(
    ("outcome", "check", "said"),
    [
        (PASS, data(PASS), ()),
        (PASS, ComplexCheckResult("OR", (data(PASS), person(PASS))), SAID),
        (PASS, ComplexCheckResult("OR", (data(PASS), person(FAIL))), SAID),
        (FAIL, person(FAIL), SAID),
        (NOTCHECKED, person(NOTCHECKED), ()),
        (PASS, data(NOTCHECKED), ("answers are not asked for",)),
        (PASS, ComplexCheckResult("AND", (data(PASS), data(PASS)), negate=True), ()),
    ],
)
def test_what_passes_by_data_or_does_not_pass_rests_on_no_answer(
    outcome: RuleOutcome, check: CheckResult, said: tuple[str, ...]
) -> None:
    assert not answered(outcome, (check,), said)


def test_where_nothing_tells_what_data_came_to_it_is_not_said_that_answers_decided() -> None:
    data, person = CheckView("OVAL", "d", UNKNOWN), CheckView("OCIL", "q", PASS)
    told = DefinitionView("d", "", Result.UNKNOWN)
    both = CheckView("", "", PASS, operator="OR", children=(data, person))
    known = both._replace(children=(data._replace(definitions=(told,)), person))
    assert not answered(PASS, (both,), SAID)
    assert answered(PASS, (known,), SAID).was == "unknown"


def test_the_terminal_says_who_answered_what_and_what_that_changed(judged: Judged) -> None:
    lines = summary(outline_of(judged), colour=False, width=200).splitlines()
    at = lines.index("answered:")
    assert lines[at + 1 : at + 7] == [
        "  plain: pass", f"    {ANN}", "  joined: fail became pass", f"    {ANN}", "  open: pass", f"    {ANN}",
    ]  # fmt: skip
    assert any("pass (3 by answers)" in line for line in lines)


def test_the_quick_outline_knows_what_the_whole_report_does(judged: Judged) -> None:
    whole = outline_of_view(judged.view())
    assert [each.answered for each in whole.answered] == [each.answered for each in outline_of(judged).answered]


def test_nothing_of_an_answer_is_cut_on_a_narrow_terminal(judged: Judged) -> None:
    lines = summary(outline_of(judged), colour=False, width=60).splitlines()
    at = lines.index("  joined: fail became pass")
    assert " ".join(each.strip() for each in lines[at + 1 : at + 3]) == ANN
    assert max(map(len, lines)) <= 60


def test_a_collection_says_on_which_assets(judged: Judged) -> None:
    outline = outline_of(judged)
    assets = [JudgedAsset(name, "", "p", outline._replace(target=name)) for name in ("a", "b")]
    told = fleet_summary(make_fleet("f", assets), False, 200)
    assert "(6 by answers)" in told
    assert f"\nanswered:\n  plain on all 2 assets: pass\n    {ANN}\n" in told
    bare = outline._replace(rules=tuple(each._replace(answered=answered(FAIL, (), ())) for each in outline.rules))
    told = fleet_summary(make_fleet("f", [assets[0], assets[1]._replace(outline=bare)]), False, 200)
    assert "  joined on 1 asset: a: fail became pass\n" in told


def test_a_comment_has_a_section_of_them_and_a_count(judged: Judged) -> None:
    told = b"".join(markdown.FORMAT.render((judged.view(),))).decode()
    assert "### Passes on answers alone" in told
    section = told.partition("### Passes on answers alone")[2]
    assert "(`joined`): fail became pass: answer 'no' by Ann Lee" in section.replace("\u200b", "")
    row = next(line for line in told.splitlines() if line.startswith("| ") and " of " in line)
    assert row.split("|")[-3].strip() == "3"


def test_a_ci_server_has_it_with_the_case_and_a_count(judged: Judged) -> None:
    suite = etree.fromstring(b"".join(junit.FORMAT.render((judged.view(),)))).find("testsuite")
    (said,) = suite.find("testcase[@name='joined']")
    assert said.tag == "system-out" and ": fail became pass\n" in said.text and ANN in said.text
    assert suite.find("properties/property[@name='rules.passed_by_answers']").get("value") == "3"
