"""linux:dpkginfo: packages from dpkg's database; oscap is asked through the cache that it reads them from."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from collections_of import Sought, flat, ours, theirs
from linux_dumps import column, dump, reasons, schema_faults
from scapkit.model.dump import Requirement
from scapkit.model.syschar import Flag
from scapkit.oval.protocols import Wanted
from scapkit.oval.system import dpkg

STATUS = "/var/lib/dpkg/status"
CONFIGURATION = (
    'Dir::Etc::parts "/none";\nDir::Cache::pkgcache "pkgcache.bin";\nAPT::Architectures {"amd64"; "i386";};\n'
)


def stanza(name: str, version: str, state: str = "install ok installed", arch: str = "amd64", more: str = "") -> str:
    text = f"Package: {name}\nStatus: {state}\nArchitecture: {arch}\nMaintainer: x <x@x>\nVersion: {version}\n{more}"
    return f"{text}Description: of {name}\n Version: not this one\n .\n Status: nor this\n\n"


PACKAGES = (
    stanza("bash", "5.2.15-2+b8"),
    stanza("vim", "2:9.0.1378-2+deb12u2"),
    stanza("native", "12.4", arch="all"),
    stanza("dashes", "1:1.2-rc1-3"),
    stanza("held", "7-1", "hold ok installed", more="Multi-Arch: same\n"),
    stanza("gone", "1.0-1", "deinstall ok config-files"),
    stanza("purged", "1.0-1", "purge ok not-installed"),
    stanza("half", "1.0-1", "install reinstreq half-installed"),
    stanza("unpacked", "1.0-1", "install ok unpacked"),
    stanza("triggered", "1.0-1", "install ok triggers-pending"),
)


def named(*values: str, op: str = "equals", check: str = "all") -> Sought:
    return Sought("linux:dpkginfo", (Wanted("name", values, op, var_check=check),))


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    root = tmp_path / "node"
    (root / "var/lib/dpkg").mkdir(parents=True)
    (root / "var/lib/dpkg/status").write_text("".join(PACKAGES))
    return root


@pytest.fixture
def cached(tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tree with what oscap's library needs: the tables of architectures, and a cache of the database."""
    if not shutil.which("apt-cache") or not Path("/usr/share/dpkg/cputable").exists():
        pytest.skip("apt is not installed")
    for folder in ("var/cache/apt", "var/lib/apt/lists/partial", "etc/apt/sources.list.d", "etc/apt/apt.conf.d"):
        (tree / folder).mkdir(parents=True)
    (tree / "etc/apt/sources.list").touch()
    (tree / "usr/share/dpkg").mkdir(parents=True)
    for name in ("cputable", "tupletable", "ostable"):
        shutil.copy(f"/usr/share/dpkg/{name}", tree / "usr/share/dpkg")
    configuration = tmp_path / "apt.conf"
    configuration.write_text(CONFIGURATION)
    monkeypatch.setenv("APT_CONFIG", str(configuration))
    places = {"State::status": STATUS, "State": "/var/lib/apt", "Etc": "/etc/apt", "Cache": "/var/cache/apt"}
    command = ["apt-cache", *(f"-oDir::{key}={tree}{path}" for key, path in places.items()), "gencaches"]
    subprocess.run(command, env=dict(os.environ), capture_output=True, check=True)
    return tree


@pytest.mark.parametrize(
    "name",
    [
        *("bash", "vim", "native", "dashes", "held", "half", "unpacked", "triggered"),
        *("gone", "purged", "nowhere", "bash:i386"),
    ],
)
def test_the_items_are_those_that_oscap_finds(oscap: str, cached: Path, tmp_path: Path, name: str) -> None:
    flag, items = flat(ours(named(name), cached))
    spelled = [[text.replace(":debian_evr_string:", ":evr_string:") for text in item] for item in items]
    assert (flag, spelled) == theirs(oscap, named(name), cached, tmp_path)


@pytest.mark.parametrize(
    ("sought", "want"),
    [
        (named("^(bash|vim)$", op="pattern match"), ["bash", "vim"]),
        (named("BASH", op="case insensitive equals"), ["bash"]),
        (named("bash", "vim", check="at least one"), ["bash", "vim"]),
        (named("bash", "vim"), []),
        (named("^(?!native|held|vim)", op="pattern match"), ["bash", "dashes", "half", "unpacked", "triggered"]),
    ],
)
def test_any_operation_selects_packages(tree: Path, sought: Sought, want: list[str]) -> None:
    assert column(ours(sought, tree), "name") == [[each] for each in want]


def test_every_architecture_of_a_package_is_an_item(tree: Path) -> None:
    with (tree / "var/lib/dpkg/status").open("a") as file:
        file.write(stanza("held", "7-1", arch="i386"))
    assert column(ours(named("held"), tree), "arch") == [["amd64"], ["i386"]]
    assert column(ours(named("held:i386"), tree), "name") == [["held:i386"]]


def test_the_items_are_valid(tree: Path, schemas: Path) -> None:
    assert schema_faults(ours(named(".", op="pattern match"), tree), schemas) == []


def test_a_bad_pattern_is_an_error(tree: Path) -> None:
    assert ours(named("(", op="pattern match"), tree).flag is Flag.ERROR


def test_a_tree_without_dpkg_has_no_packages(tmp_path: Path) -> None:
    found = ours(named("bash"), tmp_path)
    assert (found.items, found.missing, found.flag) == ([], (), None)


def test_images_without_dpkg_have_a_file_for_each_package(tmp_path: Path) -> None:
    folder = tmp_path / "var/lib/dpkg/status.d"
    folder.mkdir(parents=True)
    (folder / "base").write_text("Package: base-files\nVersion: 12\nArchitecture: amd64\n")
    (folder / "base.md5sums").write_text("Package: no\n")
    assert column(ours(named(".", op="pattern match"), tmp_path), "evr") == [["0:12"]]


def test_a_database_that_nobody_asked_for_is_missing(tmp_path: Path) -> None:
    found = ours(named("bash"), dump(tmp_path, {"/etc/hostname": b"x"}))
    assert not found.items
    assert reasons(found) == [f"not collected: nobody asked for {STATUS}", "not collected: the facts linux:dpkginfo"]


def test_facts_stand_in_for_the_database(tmp_path: Path) -> None:
    evidence = dump(tmp_path, {"facts/linux_dpkginfo.jsonl": b'{"name": "bash", "evr": "0:5-1"}\n'})
    found = ours(named("bash"), evidence)
    assert column(found, "evr") == [["0:5-1"]]
    assert not found.missing


def test_a_system_without_the_database_has_no_packages(tmp_path: Path) -> None:
    absent = (Requirement("file", STATUS, "not-found"), Requirement("folder", dpkg.STATUS_FOLDER, "not-found"))
    assert ours(named("bash"), dump(tmp_path, {}, *absent)) == ([], (), (), None)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Package: a\nStatus: install ok installed\n", "a has no Version"),
        ("Package: a\nVersion: 1\n", "a paragraph without Status (a)"),
        ("Package: a\nStatus: installed\nVersion: 1\n", "a paragraph without Status (a)"),
        ("Status: install ok installed\nVersion: 1\n", "a paragraph without Package (no name)"),
    ],
)
def test_what_is_malformed_is_missing_beside_what_is_not(tree: Path, text: str, reason: str) -> None:
    status = tree / "var/lib/dpkg/status"
    status.write_text(f"{text}\n{PACKAGES[0]}")
    found = ours(named("bash"), tree)
    assert column(found, "name") == [["bash"]]
    assert reasons(found) == [f"{STATUS}: {reason}"]


def test_bytes_that_are_no_text_do_no_harm(tree: Path) -> None:
    (tree / "var/lib/dpkg/status").write_bytes(b"\xff\xfe\n\0\0:\n\n" + PACKAGES[0].encode() + b"Package: \xff")
    assert column(ours(named("bash"), tree), "version") == [["5.2.15"]]
