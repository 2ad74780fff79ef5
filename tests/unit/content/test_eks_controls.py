"""The controls of CIS EKS 1.8.0 are those of the benchmark, and its profiles take the rules that they name."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from scapkit.build.pipeline import compile_product
from shared import NOW, REPOSITORY

CONTENT = REPOSITORY / "content" / "eks"
TITLES = yaml.safe_load((Path(__file__).parent / "cis_eks_1_8_0_titles.yml").read_text())
FOLDER = CONTENT / "controls" / "cis_eks_1_8_0"


def controls_in(entries: list[Any]) -> Iterator[dict[str, Any]]:
    """Every control of a list, outer before inner; names of others are left out."""
    for entry in entries:
        if isinstance(entry, dict):
            yield entry
            yield from controls_in(entry.get("controls", []))


CONTROLS = {
    control["id"]: control
    for file in sorted(FOLDER.glob("*.yml"))
    for control in controls_in(yaml.safe_load(file.read_text())["controls"])
}


def test_the_controls_are_those_of_the_benchmark() -> None:
    found = {name: control["title"] for name, control in CONTROLS.items() if name.count(".") == 2}
    assert len(TITLES) == 50
    assert found == TITLES


def test_a_control_without_rules_says_that_it_is_pending_or_not_for_rules() -> None:
    without = {control["status"] for control in CONTROLS.values() if "status" in control and "rules" not in control}
    assert "automated" not in without
    assert all("status" in CONTROLS[name] for name in TITLES)


def test_references_of_the_versions_have_addresses_of_their_own() -> None:
    uris = yaml.safe_load((CONTENT / "product.yml").read_text())["reference_uris"]
    assert uris["cis-eks-1.8"] != uris["cis"]
    assert list(uris.values()).count(uris["cis-eks-1.8"]) == 1


def rules_of(section: str) -> set[str]:
    """The rules that the controls of a section name; what is no rule has a colon, a dot or an equals sign."""
    named = [
        rule for name, each in CONTROLS.items() if name.startswith(f"{section}.") for rule in each.get("rules", ())
    ]
    return {rule for rule in named if rule.replace("_", "").isalnum()}


@pytest.mark.parametrize(("profile", "sections"), [("cis-1.8", "245"), ("cis-1.8-node", "3")])
def test_profile_takes_what_its_sections_name(profile: str, sections: str) -> None:
    manifest = json.loads(compile_product(REPOSITORY, "eks", NOW).manifest)
    assert set(manifest["profiles"][profile]["rules"]) == set().union(*(rules_of(section) for section in sections))
