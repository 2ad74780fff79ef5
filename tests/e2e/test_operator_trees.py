"""Trees that the Compliance Operator's collector wrote: only filtered answers, no manifest, a remark where there is nothing."""

import shutil
from pathlib import Path

from outcomes import outcomes
from shared import SAMPLES

ROOT = Path("kubernetes-api-resources")
RULE = "configure_network_policies_namespaces"
NOT_FOUND = "# kube-api-error=NotFound"


def operator_tree(folder: Path) -> Path:
    """The sample cluster's answers as that collector keeps them."""
    for each in sorted((SAMPLES / "cluster" / ROOT).rglob("*")):
        if each.is_file() and ("#" in each.name or each.name == "version"):
            target = folder / each.relative_to(SAMPLES / "cluster")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(each, target)
    missing = folder / ROOT / "apis" / "config.openshift.io" / "v1" / "infrastructures" / "cluster"
    missing.parent.mkdir(parents=True)
    missing.write_text(NOT_FOUND, encoding="ascii")
    return folder


def test_such_a_tree_is_judged_like_our_own_dump(eks: Path, tmp_path: Path) -> None:
    found = outcomes(eks, operator_tree(tmp_path / "tree"), "cis")
    assert found[RULE] == outcomes(eks, SAMPLES / "cluster", "cis")[RULE]
    assert found[RULE] in ("pass", "fail")


def test_an_answer_that_is_only_the_remark_holds_nothing(eks: Path, tmp_path: Path) -> None:
    tree = operator_tree(tmp_path / "tree")
    for each in (tree / ROOT / "apis" / "networking.k8s.io" / "v1").iterdir():
        each.write_text(NOT_FOUND, encoding="ascii")
    assert outcomes(eks, tree, "cis")[RULE] == "fail"
