"""XCCDF TestResults as they are read (NIST IR 7275r4, 6.6): all that they may hold."""

import pytest

from scapkit.model.results import (
    CheckResult,
    ComplexCheckResult,
    Override,
    RuleOutcome,
    RuleResult,
    Score,
    XccdfMessage,
)
from scapkit.model.results import TestResult as XccdfResult
from scapkit.names import XCCDF
from scapkit.problem import Invalid
from scapkit.xmlio.emit import to_bytes
from scapkit.xmlio.parse import parse
from scapkit.xmlio.read.results import NO_RESULT, asset_of, read_test_result
from scapkit.xmlio.write.results import write_test_result

CHECK = CheckResult(
    "urn:s",
    "#oval0",
    "oval:x:def:1",
    exports=(("v", "oval:x:var:1"),),
    negate=True,
    multi_check=True,
    selector="s",
    imports=(("oval:x:var:2", "one\ntwo"),),
)
RESULT = XccdfResult(
    id="xccdf_x_testresult_t",
    benchmark_id="xccdf_x_benchmark_b",
    benchmark_href="#b",
    benchmark_version="1",
    title="T",
    profile_id="xccdf_x_profile_p",
    target="host",
    start_time="2026-01-02T03:04:05Z",
    end_time="2026-01-02T03:04:06Z",
    rule_results=(
        RuleResult(
            "xccdf_x_rule_a",
            RuleOutcome.PASS,
            "high",
            "2.0",
            "unscored",
            "2026-01-02T03:04:05Z",
            "7",
            (("http://cce.mitre.org", "CCE-1"),),
            (XccdfMessage("why", "warning"), XccdfMessage("more", "info")),
            (ComplexCheckResult("OR", (CHECK, ComplexCheckResult("AND", (CHECK,))), True),),
            (Override(RuleOutcome.FAIL, RuleOutcome.PASS, "ann", "2026-01-02T03:04:05Z", "accepted"),),
            "/etc/passwd",
        ),
        RuleResult("xccdf_x_rule_b", RuleOutcome.NOTSELECTED, "low", "1.0", "full"),
    ),
    scores=(Score("urn:xccdf:scoring:default", 100 / 3, 100.0), Score("urn:xccdf:scoring:flat", 2.0, 3.0)),
    set_values=(("xccdf_x_value_v", "text"), ("xccdf_x_value_l", ("one", "two")), ("xccdf_x_value_e", "")),
    platforms=("cpe:/o:x:y:1",),
    target_addresses=("10.0.0.1", "::1"),
    target_facts=(("urn:x:fact", "string", "value"),),
    identity=("root", True, False),
    organizations=("Org",),
    tailoring=("t.xml", "xccdf_x_tailoring_t", "2", "2026-01-01T00:00:00"),
    test_system="cpe:/a:x:y",
)


def read(text: str) -> XccdfResult:
    return read_test_result(parse(f'<TestResult xmlns="{XCCDF}">{text}</TestResult>'.encode(), "f"), "f")


def test_what_is_written_is_read_again() -> None:
    element = parse(to_bytes(write_test_result(RESULT, "asset0")), "f")
    assert read_test_result(element, "f") == RESULT
    assert asset_of(element) == "asset0"


def test_what_a_rule_result_leaves_out_is_empty() -> None:
    (found,) = read('<rule-result idref="r"><result>pass</result></rule-result>').rule_results
    assert found == RuleResult("r", RuleOutcome.PASS, severity="", weight="", role="")


@pytest.mark.parametrize("told", ["", "<result/>", "<result> </result>"])
def test_a_rule_of_which_no_result_is_told_is_unknown(told: str) -> None:
    (found,) = read(f'<rule-result idref="r">{told}</rule-result>').rule_results
    assert (found.outcome, found.messages) == (RuleOutcome.UNKNOWN, (NO_RESULT,))


def test_a_score_without_a_maximum_is_out_of_a_hundred() -> None:
    (found,) = read('<score system="urn:s"> 12.5 </score>').scores
    assert found == Score("urn:s", 12.5, 100.0)


def test_several_instances_are_named_together() -> None:
    inside = '<instance context="user">ann</instance><instance context="file">/etc/x</instance>'
    (found,) = read(f'<rule-result idref="r"><result>fail</result>{inside}</rule-result>').rule_results
    assert found.instance == "ann, /etc/x"


def test_what_other_programs_add_does_no_harm() -> None:
    inside = """<remark>r</remark><metadata><x xmlns="urn:x"/></metadata>
      <rule-result idref="r"><result> fail </result><fix system="urn:xccdf:fix:script:sh">rm -rf /</fix>
      <metadata><y xmlns="urn:y">fail</y></metadata>
      <check system="s"><check-content><z xmlns="urn:z"/></check-content></check></rule-result>"""
    (found,) = read(inside).rule_results
    assert (found.outcome, found.checks) == (RuleOutcome.FAIL, (CheckResult("s"),))
    assert asset_of(parse(b"<TestResult/>", "f")) == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('<rule-result idref="r"><result>failed</result></rule-result>', "f:1: unknown-result: failed is no result"),
        (
            '<rule-result idref="r"><result>pass</result><override><new-result>pass</new-result></override></rule-result>',
            "unknown-result: an override lacks its old-result or new-result",
        ),
        ("<score>1,5</score>", "f:1: not-a-number: the score 1,5 is not a number"),
        ("<score>nan</score>", "f:1: not-a-number: the score nan is not a number"),
        ('<score maximum="all">1</score>', "f:1: not-a-number: the score 1 is not a number"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(text: str, said: str) -> None:
    with pytest.raises(Invalid) as error:
        read(text)
    assert said in str(error.value)


def test_another_root_is_no_test_result() -> None:
    with pytest.raises(Invalid, match="not-results: expected an XCCDF TestResult, found Benchmark"):
        read_test_result(parse(f'<Benchmark xmlns="{XCCDF}"/>'.encode(), "f"), "f")


@pytest.mark.parametrize(
    ("value", "written"), [(100.0, "100.000000"), (100 / 3, "33.333333333333336"), (0.0, "0.000000")]
)
def test_scores_have_six_digits_or_as_many_as_they_need(value: float, written: str) -> None:
    result = RESULT._replace(scores=(Score("urn:s", value, 100.0),))
    assert f">{written}<" in to_bytes(write_test_result(result)).decode()
