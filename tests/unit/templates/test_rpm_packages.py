"""The package templates over an RPM database, which a file of cases cannot hold."""

from typing import Any

import pytest

from authored import CONTENT, NOW, project
from linux_rpms import configure, package, write_sqlite
from scapkit.api.projects.building import BuildOptions, build
from templated import by_oscap, by_us, plant, rule_text

CASES: list[tuple[str, dict[str, Any], str, str]] = [
    ("package_installed", {"pkgname": "cronie"}, "pass", "fail"),
    ("package_installed", {"pkgname": "cronie", "package_format": "rpm"}, "pass", "fail"),
    ("package_installed", {"pkgname": "none"}, "fail", "fail"),
    ("package_installed", {"pkgname": "cronie", "evr": "1.5-3"}, "pass", "fail"),
    ("package_installed", {"pkgname": "cronie", "evr": "1.10-1"}, "fail", "fail"),
    ("package_installed", {"pkgname": "cronie", "evr": "0:1.5-2.el7_0.3"}, "pass", "fail"),
    ("package_installed", {"pkgname": "shadow", "evr": "2:4.0-1"}, "pass", "fail"),
    ("package_installed", {"pkgname": "shadow", "evr": "3:1.0-1"}, "fail", "fail"),
    ("platform_package", {"pkgname": "cronie"}, "pass", "fail"),
    ("platform_package", {"pkgname": "cronie", "versions": [{"operator": "eq", "version": "1.5-3"}]}, "pass", "fail"),
    ("platform_package", {"pkgname": "cronie", "versions": [{"operator": "lt", "version": "1.5-3"}]}, "fail", "fail"),
    ("platform_package", {"pkgname": "shadow", "versions": [{"operator": "ge", "version": "2:4"}]}, "pass", "fail"),
    ("package_removed", {"pkgname": "none"}, "pass", "fail"),
    ("package_removed", {"pkgname": "cronie"}, "fail", "fail"),
]
RULES = [f"case_{number}" for number in range(len(CASES))]


@pytest.fixture(scope="module")
def results(oscap: str, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, tuple[str, str]]]:
    """By rule what oscap and scapkit say of a tree with a database, and of one without."""
    folder = tmp_path_factory.mktemp("rpm")
    changes: dict[str, str | None] = {"profiles/tiny/base.profile": f"title: B\ndescription: B.\nselections: {RULES}\n"}
    for rule, (template, variables, _, _) in zip(RULES, CASES, strict=True):
        changes[f"{CONTENT}/files/{rule}/rule.yml"] = rule_text(template, variables, rule)
    build(BuildOptions("tiny", str(project(folder, changes)), str(folder / "out"), guides=False), NOW)
    datastream = folder / "out/tiny/ex-tiny-ds.xml"
    there, without = (plant(folder / name, {"/etc/tiny": ""}) for name in ("there", "without"))
    records = {"cronie": package("cronie", "1.5-3"), "shadow": package("shadow", "2:4.9-1"), "glibc": package("glibc")}
    write_sqlite(there / "var/lib/rpm/rpmdb.sqlite", records)
    configure(folder / "configuration")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RPM_CONFIGDIR", str(folder / "configuration"))
        judged = [(by_oscap(oscap, datastream, tree), by_us(datastream, tree)) for tree in (there, without)]
    return [{rule: (theirs[rule], ours[rule]) for rule in RULES} for theirs, ours in judged]


@pytest.mark.parametrize(("rule", "case"), list(zip(RULES, CASES, strict=True)))
def test_rpm_packages_are_judged_alike(
    results: list[dict[str, tuple[str, str]]], rule: str, case: tuple[str, dict[str, Any], str, str]
) -> None:
    assert [each[rule] for each in results] == [(case[2], case[2]), (case[3], case[3])]
