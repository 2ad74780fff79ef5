"""The cases of the shipped content: each system judged as it must be, and oscap says the same of passes and failures."""

from pathlib import Path
from shutil import copytree

import pytest

from authored import NOW
from reference import ask
from scapkit.api import judge_cases
from scapkit.api.projects.building import BuildOptions, build
from scapkit.api.projects.cases import needs_of
from scapkit.api.projects.systems import write_system
from scapkit.authoring.cases import Case, read_cases
from scapkit.dumps.tree import API_ROOTS
from scapkit.xmlio.content import open_content
from shared import REPOSITORY
from templated import RESULT

CASES = read_cases(REPOSITORY)
DECIDED = [case for case in CASES if case.result in ("pass", "fail")]
RULES = sorted({case.rule for case in CASES})


def test_every_case_comes_to_the_result_that_it_names() -> None:
    judged = judge_cases(REPOSITORY)
    assert [str(each) for each in judged if not each.is_right] == []
    assert len(judged) == len(CASES)


@pytest.mark.parametrize("rule", RULES)
def test_cases_of_a_rule_know_pass_fail_and_missing_evidence(rule: str) -> None:
    results = {case.result for case in CASES if case.rule == rule}
    assert {"pass", "fail", "unknown"} <= results


@pytest.fixture(scope="module")
def datastream(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The product built."""
    folder = tmp_path_factory.mktemp("eks")
    return Path(build(BuildOptions("eks", str(REPOSITORY), str(folder), guides=False), NOW).datastream)


@pytest.mark.parametrize("rule", RULES)
def test_oscap_says_the_same_where_there_is_evidence(oscap: str, datastream: Path, tmp_path: Path, rule: str) -> None:
    asked = needs_of(open_content(str(datastream)), [rule])[rule]
    wrong = []
    for number, case in enumerate(case for case in DECIDED if case.rule == rule):
        tree = as_tree(write_system(tmp_path / str(number), case.systems, asked), tmp_path / f"tree{number}")
        found = by_oscap(oscap, datastream, tree, case)
        if found != case.result:
            wrong.append(f"{case.span}: {case.name}: {found}, not {case.result}")
    assert not wrong, "\n".join(wrong)


def as_tree(dump: Path, tree: Path) -> Path:
    """A dump as the plain tree that oscap takes for the root of a system."""
    tree.mkdir()
    for name in (name for name in API_ROOTS if (dump / name).is_dir()):
        copytree(dump / name, tree / name)
    if (dump / "files").is_dir():
        copytree(dump / "files", tree, dirs_exist_ok=True)
    return tree


def by_oscap(oscap: str, datastream: Path, tree: Path, case: Case) -> str:
    """oscap's result for the case's rule."""
    rule = f"xccdf_org.ssgproject.content_rule_{case.rule}"
    done = ask([oscap, "xccdf", "eval", "--profile", "(all)", "--rule", rule, datastream], tree)
    return dict(RESULT.findall(done.stdout)).get(case.rule, done.stderr)
