"""Public datastreams over trees made for them: every rule ends as in oscap, but for what is documented, by its cause."""

from collections import Counter
from pathlib import Path

import pytest

from public_agreement import Cause, Difference, cause_of, causes, compare, configured, every_rule, unexplained
from random_trees import make_tree

# What CI installs; tests/bench/agreement.py judges all there are.
NAMES = ("chromium", "debian11", "eks", "firefox", "ocp4", "ubuntu2004")


@pytest.mark.parametrize("platforms", [False, True], ids=["every check", "with platforms"])
@pytest.mark.parametrize("name", NAMES)
def test_public_content_is_judged_as_by_oscap(
    oscap: str, public_content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, platforms: bool
) -> None:
    datastream = public_content / f"ssg-{name}-ds.xml"
    if not datastream.is_file():
        pytest.skip(f"{datastream.name} is not installed")
    for key, value in configured(tmp_path / "rpm").items():
        monkeypatch.setenv(key, value)
    content = every_rule(datastream, tmp_path / "content.xml", platforms=platforms)
    compared = compare(oscap, content, make_tree(datastream, int(platforms), tmp_path / "tree"), tmp_path)
    assert not list(unexplained(compared))
    if not compared.differences:
        assert compared.scores[1] == pytest.approx(compared.scores[0], abs=1e-3)
    if not platforms:
        assert {"pass", "fail"} <= set(compared.results.values())
        assert len(compared.differences) < len(compared.results) / 10 or name == "chromium"


def test_a_tree_is_the_same_for_the_same_seed_and_another_for_another(public_content: Path, tmp_path: Path) -> None:
    datastream = public_content / "ssg-eks-ds.xml"
    trees = [make_tree(datastream, seed, tmp_path / str(number)) for number, seed in enumerate((1, 1, 2))]
    files = [[each for each in sorted(tree.rglob("*")) if each.is_file()] for tree in trees]
    texts = [
        [(path.relative_to(tree), path.read_bytes()) for path in of] for tree, of in zip(trees, files, strict=True)
    ]
    assert texts[0] == texts[1] != texts[2]


def test_a_difference_without_a_known_cause_is_told() -> None:
    known = causes()
    assert cause_of(Difference("sysctl_kernel_x", "pass", "unknown"), known) == known[0]
    assert cause_of(Difference("sysctl_kernel_x", "pass", "fail"), known) is None
    assert cause_of(Difference("sshd_disable_root_login", "pass", "fail"), known) is None


def test_every_cause_says_which_clause_decides() -> None:
    named = Counter(each.cause for each in causes())
    assert all(count == 1 for count in named.values())
    assert all(all(value for value in each) for each in causes())
    assert isinstance(causes()[0], Cause)
