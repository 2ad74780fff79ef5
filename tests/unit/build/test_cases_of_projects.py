"""Cases describe systems in a few lines; each is judged, and what is wrong with them is told at its line."""

from pathlib import Path

import pytest

from authored import API_RULE, CONTENT, FILES, project
from scapkit.api import judge_cases
from scapkit.problem import Invalid

CASES = "tests/cases/a.yml"
SYSTEM = "tests/system.yml"


def judged(root: Path, text: str, **changes: str) -> dict[str, str]:
    """The results of the cases in a file, by their names."""
    return {
        each.case.name: each.found
        for each in judge_cases(project(root, {SYSTEM: "files: {/etc/tiny: ''}\n", CASES: text}))
    }


def refused(root: Path, text: str) -> list[str]:
    """Place and code of what is wrong."""
    with pytest.raises(Invalid) as error:
        judged(root, text)
    return [f"{str(each.span).replace(f'{root}/', '')} {each.code}" for each in error.value.problems]


OWNER = """rule: conf_owner
files: {/etc/conf: x}
cases:
  - {name: root, result: pass}
  - {name: other, result: fail, files: {/etc/conf: {uid: 7}}}
  - {name: none, result: fail, files: {/etc/conf: null}}
  - {name: link, result: fail, files: {/etc/conf: {link: conf2}, /etc/conf2: ''}}
  - {name: folder, result: fail, files: {/etc/conf: {folder: true}}}
  - {name: elsewhere, result: notapplicable, files: {/etc/tiny: null}}
"""


def test_files_have_owners_without_a_privileged_user(tmp_path: Path) -> None:
    assert judged(tmp_path, OWNER) == {
        "root": "pass",
        "other": "fail",
        "none": "fail",
        "link": "fail",
        "folder": "fail",
        "elsewhere": "notapplicable",
    }


def test_wrong_and_undecided_cases_say_so(tmp_path: Path) -> None:
    text = "rule: conf_owner\ncases:\n  - {name: none, result: pass}\n  - {name: undecided, result: TODO}\n"
    wrong, undecided = judge_cases(project(tmp_path, {SYSTEM: "files: {/etc/tiny: ''}\n", CASES: text}))
    assert (wrong.is_right, wrong.is_decided, undecided.is_decided) == (False, True, False)
    assert str(wrong) == f"{tmp_path}/{CASES}:3:5: conf_owner: none: must be pass; it is fail"
    assert str(undecided).endswith("undecided: say which result is right; it is fail")


ANSWERS = """template: yamlfile_value
cases:
  - name: three
    result: pass
    vars: {filepath: /api/v1/things, ocp_data: true, yamlpath: '.count', values: [{value: '3'}]}
    answers: [{path: /api/v1/things, answer: '{"count": 3}'}]
  - name: nobody answered
    result: unknown
    vars: {filepath: /api/v1/things, ocp_data: true, yamlpath: '.count', values: [{value: '3'}]}
  - name: no such thing
    result: fail
    vars: {filepath: /api/v1/things, ocp_data: true, yamlpath: '.count', values: [{value: '3'}]}
    answers: [{path: /api/v1/things}]
"""


def test_number_that_json_does_not_have_is_text_in_an_answer(tmp_path: Path) -> None:
    text = ANSWERS.replace("""'{"count": 3}'""", "{count: 3, code: 0123}")
    assert judged(tmp_path, text)["three"] == "pass"


def test_answers_and_missing_answers_are_told_apart(tmp_path: Path) -> None:
    assert judged(tmp_path, ANSWERS) == {"three": "pass", "nobody answered": "unknown", "no such thing": "fail"}


def test_filtered_answer_has_the_name_that_collectors_give_it(tmp_path: Path) -> None:
    rule = FILES[API_RULE].replace("platforms: [not tiny]\n", "")
    text = """rule: api_answer
cases:
  - {name: there, result: pass, answers: [{path: /api/v1/answers, filter: '.items[]{{if x}} | 1{{end}}', answer: 'yes'}]}
  - {name: another, result: unknown, answers: [{path: /api/v1/others, answer: 'yes'}]}
"""
    root = project(tmp_path, {API_RULE: rule, SYSTEM: "files: {/etc/tiny: ''}\n", CASES: text})
    assert [each.found for each in judge_cases(root)] == ["pass", "unknown"]


FACTS = """rule: kernel
cases:
  - {name: set, result: pass, facts: {'unix:sysctl': [{name: kernel.x, value: 1}]}}
  - {name: unset, result: fail, facts: {'unix:sysctl': []}}
  - {name: untold, result: unknown}
"""
SYSCTL = """<def-group>
  <definition class="compliance" id="kernel" version="1">
    {{{ oval_metadata("Set.") }}}
    <criteria><criterion comment="set" test_ref="test_kernel"/></criteria>
  </definition>
  <unix:sysctl_test id="test_kernel" version="1" check="all" check_existence="at_least_one_exists" comment="set">
    <unix:object object_ref="object_kernel"/>
  </unix:sysctl_test>
  <unix:sysctl_object id="object_kernel" version="1"><unix:name>kernel.x</unix:name></unix:sysctl_object>
</def-group>
"""


def test_facts_of_a_running_system_are_told(tmp_path: Path) -> None:
    rule = "title: Kernel\ndescription: d\nrationale: r\nseverity: low\n"
    folder = f"{CONTENT}/files/kernel"
    changes = {f"{folder}/rule.yml": rule, f"{folder}/oval/shared.xml": SYSCTL, SYSTEM: "files: {/etc/tiny: ''}\n"}
    root = project(tmp_path, {**changes, CASES: FACTS})
    assert {each.case.name: each.found for each in judge_cases(root)} == {
        "set": "pass",
        "unset": "fail",
        "untold": "unknown",
    }


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("cases: []\n", ["tests/cases/a.yml:1:1 bad-case"]),
        ("rule: a\ntemplate: b\ncases: []\n", ["tests/cases/a.yml:1:1 bad-case"]),
        ("rule: nobody\ncases:\n  - {name: a, result: pass}\n", ["tests/cases/a.yml:3:5 unknown-rule"]),
        ("rule: conf_owner\ncases:\n  - {name: a, result: passed}\n", ["tests/cases/a.yml:3:23 bad-value"]),
        ("rule: conf_owner\ncases:\n  - {nam: a, result: pass}\n", ["tests/cases/a.yml:3:5 missing-key", "tests/cases/a.yml:3:6 unknown-key"]),
        ("rule: conf_owner\ncases:\n  - {name: a, result: pass, files: x}\n", ["tests/cases/a.yml:3:36 wrong-type"]),
        ("rule: conf_owner\ncases:\n  - {name: a, result: pass, files: {etc: x}}\n", ["tests/cases/a.yml:3:42 bad-case"]),
        ("rule: conf_owner\ncases:\n  - {name: a, result: pass, files: {/a: {mode: 9}}}\n", ["tests/cases/a.yml:3:41 bad-case"]),
        ("rule: conf_owner\ncases:\n  - {name: a, result: pass, files: {/a: {mod: '0644'}}}\n", ["tests/cases/a.yml:3:42 unknown-key"]),
        ("rule: conf_owner\ncases:\n  - {name: a, result: pass, facts: {a: b}}\n", ["tests/cases/a.yml:3:40 bad-case"]),
        ("template: file_owner\ncases:\n  - {name: a, result: pass}\n", ["tests/cases/a.yml:3:5 missing-parameter"] * 2),
        ("rule: conf_owner\nproduct: tony\ncases:\n  - {name: a, result: pass}\n", ["content unknown-product"]),
        ("rule: [\n", ["tests/cases/a.yml:2:1 malformed-yaml"]),
    ],
)  # fmt: skip
def test_mistake_in_cases_is_told_at_its_place(tmp_path: Path, text: str, wanted: list[str]) -> None:
    assert refused(tmp_path, text) == wanted


def test_mistake_in_a_copy_is_told_of_the_project_itself(tmp_path: Path) -> None:
    root = project(tmp_path, {f"{CONTENT}/files/group.yml": "titel: Files\n", CASES: ANSWERS})
    with pytest.raises(Invalid) as error:
        judge_cases(root)
    assert {each.span.file for each in error.value.problems} == {f"{root}/{CONTENT}/files/group.yml"}


FOUND = """rule: api_findings
cases:
  - name: none
    result: pass
    answers: [&cluster {aws: 'eks:DescribeCluster', arguments: shop, answer: {cluster: {name: shop, tags: {ok: true}}}}, &pods {path: /api/v1/pods, answer: {items: []}}]
  - name: a bad Pod
    result: fail
    answers: [*cluster, {path: /api/v1/pods, answer: '{"items": [{"bad": true, "name": "shop/a"}]}'}]
  - name: a bad cluster
    result: fail
    answers: [*pods, {aws: 'eks:DescribeCluster', arguments: shop, answer: {cluster: {name: shop}}}]
  - {name: forbidden, result: unknown, answers: [*cluster, {path: /api/v1/pods, status: forbidden}]}
  - {name: not asked, result: unknown, answers: [*cluster]}
  - {name: a filter fails, result: unknown, answers: [*cluster, {path: /api/v1/pods, status: error, answer: {items: 1}}]}
"""
FINDINGS_RULE = """title: No Findings
description: One.
rationale: Because.
severity: low
collect:
  - {path: /api/v1/pods, filter: '[.items[] | select(.bad) | .name]'}
  - {aws: 'eks:DescribeCluster', filter: '[.cluster | select(.tags.ok | not) | .name]'}
template: {name: findings, vars: {what: bad things}}
"""


def findings(root: Path, text: str) -> Path:
    """The tiny project with a rule about findings, and cases of it."""
    changes = {SYSTEM: "files: {/etc/tiny: ''}\n", CASES: text, f"{CONTENT}/files/api_findings/rule.yml": FINDINGS_RULE}
    return project(root, changes)


def test_filters_of_the_rule_are_run_on_raw_answers(tmp_path: Path) -> None:
    judged = judge_cases(findings(tmp_path, FOUND))
    assert [(each.case.name, each.found) for each in judged] == [(each.case.name, each.case.result) for each in judged]


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("{path: /api/v1/pods, aws: 'eks:DescribeCluster'}", "name one"),
        ("{answer: []}", "name one"),
        ("{aws: 'eks:DescribeClusters'}", "did you mean eks:DescribeCluster?"),
        ("{path: /api/v1/pods, answer: {items: 1}}", "the filter failed"),
        ("{path: /api/v1/pods, status: error, answer: {items: []}}", "no filter fails on this answer"),
    ],
)
def test_answers_that_no_collector_could_have_are_told(tmp_path: Path, answer: str, told: str) -> None:
    text = f"rule: api_findings\ncases:\n  - {{name: a, result: pass, answers: [{answer}]}}\n"
    with pytest.raises(Invalid) as error:
        judge_cases(findings(tmp_path, text))
    assert error.value.problems[0].code == "bad-case" and told in str(error.value.problems[0])


def test_cases_of_one_rule_can_be_chosen(tmp_path: Path) -> None:
    root = findings(tmp_path, FOUND)
    assert len(judge_cases(root, ("api_findings",))) == 6
    with pytest.raises(Invalid) as error:
        judge_cases(root, ("api_findings", "api_finding"))
    assert [each.code for each in error.value.problems] == ["no-cases"]
