"""Results of many assets compared: read by several processes, and told as if by one."""

import os
from pathlib import Path

import pytest

from scapkit.api import EvaluateOptions, evaluate
from scapkit.api.recorded.diffing import DiffOptions, diff_results
from scapkit.api.recorded.known import Known
from scapkit.api.recorded.reading import read_results
from scapkit.problem import Invalid
from shared import NOW, SAMPLES

NODE = "ip-10-0-12-34.eu-central-1.compute.internal"
MANY = 24


@pytest.fixture(scope="module")
def fleet(eks: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Folders with an ARF for each of many nodes: in the new one a rule of every third passes that failed."""
    folder = tmp_path_factory.mktemp("fleet")
    arf = folder / "arf.xml"
    options = EvaluateOptions(str(eks / "ssg-eks-ds.xml"), str(SAMPLES / "node"), profile="cis-1.8-node", arf=str(arf))
    evaluate(options, NOW)
    text = arf.read_text(encoding="utf-8").replace("i-0123456789abcdef0", "i-INSTANCE")
    assert text.count("result>fail<") == 1
    for side in ("old", "new"):
        (folder / side).mkdir()
        for number in range(MANY):
            own = text.replace(NODE, f"node-{number:02}").replace("i-INSTANCE", f"i-{number:017}")
            if side == "new" and number % 3 == 0:
                own = own.replace("result>fail<", "result>pass<")
            (folder / side / f"{MANY - number:02}.xml").write_text(own, encoding="utf-8")
    return folder / "old", folder / "new"


def test_many_files_are_compared_in_order_by_as_many_processes_as_may_run(
    fleet: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    options = DiffOptions(str(fleet[0]), str(fleet[1]), "json")
    made = diff_results(options)
    assert [each.name for each in made.diff.assets] == [f"node-{number:02}" for number in reversed(range(MANY))]
    assert {each.status for each in made.diff.assets} == {"compared"}
    assert [(str(kind), number) for kind, number in made.diff.counts.items()] == [("fixed", MANY // 3)]
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0})
    assert diff_results(options).shown == made.shown


def test_what_is_wrong_in_one_of_many_files_is_told(fleet: tuple[Path, Path], tmp_path: Path) -> None:
    for path in sorted(fleet[0].iterdir()):
        (tmp_path / path.name).symlink_to(path)
    (tmp_path / "05.xml").unlink()
    damaged = (fleet[0] / "05.xml").read_text(encoding="utf-8").replace("result>fail<", "result>bad<")
    (tmp_path / "05.xml").write_text(damaged, encoding="utf-8")
    with pytest.raises(Invalid) as caught:
        diff_results(DiffOptions(str(tmp_path), str(fleet[1])))
    (problem,) = caught.value.problems
    assert (problem.code, problem.span.file) == ("unknown-result", str(tmp_path / "05.xml"))


def test_a_content_that_is_known_is_not_read_again(fleet: tuple[Path, Path]) -> None:
    known = Known()
    first, second = list(read_results([str(fleet[0] / f"0{number}.xml") for number in (1, 2)], known=known))
    assert first.content is second.content
    alone = next(read_results([second.file]))
    assert alone.evaluation == second.evaluation and alone.policy == second.policy
