"""The verdicts of oscap, rule by rule: our datastream and the public one, both profiles, four plain trees."""

from pathlib import Path

import pytest
from lxml import etree

from reference import ask
from scapkit.api import EvaluateOptions, evaluate

X = "{http://checklists.nist.gov/xccdf/1.2}"


def by_oscap(oscap: str, datastream: Path, profile: str, tree: Path, folder: Path) -> tuple[dict[str, str], float]:
    results = folder / "arf.xml"
    done = ask(
        [oscap, "xccdf", "eval", "--profile", profile, "--results-arf", results, datastream], tree, makes=results
    )
    assert done.returncode in (0, 2), done.stderr
    root = etree.parse(results)
    verdicts = {each.get("idref", ""): each.findtext(f"{X}result", "") for each in root.iter(f"{X}rule-result")}
    return verdicts, float(next(root.iter(f"{X}score")).text or "nan")


@pytest.mark.parametrize("tree", ["passing", "failing", "mixed", "empty"])
@pytest.mark.parametrize("profile", ["cis", "cis-node"])
@pytest.mark.parametrize("content", ["ours", "public"])
def test_every_verdict_and_the_score_are_oscaps(
    oscap: str,
    request: pytest.FixtureRequest,
    trees: dict[str, Path],
    tmp_path: Path,
    content: str,
    profile: str,
    tree: str,
) -> None:
    folder: Path = request.getfixturevalue("eks" if content == "ours" else "public_content")
    datastream = folder / "ssg-eks-ds.xml"
    theirs, score = by_oscap(
        oscap, datastream, f"xccdf_org.ssgproject.content_profile_{profile}", trees[tree], tmp_path
    )
    judged = evaluate(EvaluateOptions(str(datastream), str(trees[tree]), profile), "2026-01-01T00:00:00Z")
    result = judged.evaluation.test_result
    ours = {each.rule_id: str(each.outcome) for each in result.rule_results}
    assert ours == theirs
    assert result.scores[0].value == pytest.approx(score, abs=1e-4)


def test_the_trees_tell_good_from_bad(eks: Path, trees: dict[str, Path]) -> None:
    """An agreement on nothing but one verdict would prove little."""
    outcomes = {}
    for tree in ("passing", "failing", "mixed"):
        options = EvaluateOptions(str(eks / "ssg-eks-ds.xml"), str(trees[tree]), "cis-node")
        results = evaluate(options, "2026-01-01T00:00:00Z").evaluation.test_result.rule_results
        outcomes[tree] = {str(each.outcome) for each in results} - {"notselected"}
    assert outcomes == {"passing": {"pass"}, "failing": {"fail"}, "mixed": {"pass", "fail"}}
