"""independent:yamlfilecontent: files, errors and missing evidence; what paths find is in the conformance cases."""

from pathlib import Path

import pytest

from collections_of import Sought, flat, ours, theirs
from scapkit.dumps.open import open_dump
from scapkit.dumps.write import write_dump
from scapkit.model.dump import Asset, Manifest, Requirement
from scapkit.model.syschar import Flag
from scapkit.oval.documents.yamlpath import read, records
from scapkit.oval.evidence import Evidence
from scapkit.oval.protocols import Wanted

KUBELET = '{"kubeletconfig": {"readOnlyPort": 0, "featureGates": {"RotateKubeletServerCertificate": true}}}'


def yaml(path: str, file: str = "/f", op: str = "equals") -> Sought:
    return Sought("independent:yamlfilecontent", (Wanted("filepath", (file,), op), Wanted("yamlpath", (path,))))


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    root = tmp_path / "node"
    (root / "many").mkdir(parents=True)
    (root / "f").write_text(KUBELET)
    (root / "many/a.yml").write_text("a: [1, x]\n")
    (root / "many/b.yml").write_text("b: 1\n")
    (root / "many/c.yml").write_text("a: {Key: 2}\n")
    (root / "truncated").write_text(KUBELET[:40])
    (root / "binary").write_bytes(b"\x00\xff\x00")
    (root / "empty").touch()
    (root / "link").symlink_to("f")
    return root


AGREED = [
    yaml(".kubeletconfig.readOnlyPort"),
    yaml(".kubeletconfig.featureGates"),
    yaml(".kubeletconfig"),
    yaml(".nope"),
    yaml(".a", "^/many/.*", "pattern match"),
    yaml(".a", "/truncated"),
    yaml(".a", "/binary"),
    yaml(".a", "/empty"),
    yaml(".a", "/many"),
    yaml(".kubeletconfig.readOnlyPort", "/link"),
    yaml(".a", "/nope"),
    yaml(".["),
]


@pytest.mark.parametrize("sought", AGREED, ids=str)
def test_the_items_are_those_that_oscap_finds(oscap: str, tree: Path, tmp_path: Path, sought: Sought) -> None:
    assert flat(ours(sought, tree)) == theirs(oscap, sought, tree, tmp_path)


def test_a_malformed_file_is_an_error_beside_what_is_found_elsewhere(tree: Path) -> None:
    (tree / "many/d.yml").write_text("a: [1\n")
    found = ours(yaml(".a", "^/many/.*", "pattern match"), tree)
    assert found.flag is Flag.ERROR
    assert len(found.items) == 2
    assert found.messages[0].text.startswith("/many/d.yml: neither JSON nor YAML: ")
    assert "line 2" in found.messages[0].text


def test_a_file_is_parsed_once(tree: Path) -> None:
    evidence = Evidence(open_dump(str(tree)))
    first = ours(yaml(".kubeletconfig.readOnlyPort"), evidence)
    (tree / "f").write_text("changed")
    assert ours(yaml(".kubeletconfig.readOnlyPort"), evidence) == first


def test_what_was_refused_is_missing_and_a_404_is_absence(tmp_path: Path) -> None:
    asked = (Requirement("kubernetes", "/a", "forbidden", code="403"), Requirement("kubernetes", "/b", "not-found"))
    write_dump(tmp_path / "d", Manifest(Asset("a"), asked), {})
    evidence = Evidence(open_dump(str(tmp_path / "d")))
    refused = ours(yaml(".x", "/kubernetes-api-resources/a"), evidence)
    assert [each.reason for each in refused.missing] == ["GET /a was refused: 403 Forbidden"]
    absent = ours(yaml(".x", "/kubernetes-api-resources/b"), evidence)
    assert (list(absent.items), list(absent.missing), absent.flag) == ([], [], None)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("[" * 5000 + "]" * 5000, "nested too deeply"),
        ("[" * 250 + "x" + "]" * 250, "nested too deeply"),
        ("- " * 300 + "x", "nested too deeply"),
        ("a: *nowhere", "has no anchor"),
        ("a: !!int x", "has the tag !!int and is none"),
        ("? {x: 1}\n: y", "no scalar"),
    ],
)
def test_hostile_and_odd_files_are_errors(tree: Path, content: str, words: str) -> None:
    (tree / "f").write_text(content)
    found = ours(yaml("$" if "?" in content else ".a"), tree)
    assert found.flag is Flag.ERROR
    assert words in found.messages[0].text


def test_aliases_cannot_stand_for_more_than_the_limit(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "MAX_VALUES", 1000)
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    (tree / "f").write_text("\n".join(lines))
    found = ours(yaml(".a8[:][:][:][:][:][:][:][:][:]"), tree)
    assert found.flag is Flag.ERROR
    assert "more than 1000 values" in found.messages[0].text


def test_an_alias_to_what_holds_it_ends(tree: Path) -> None:
    (tree / "f").write_text("a: &a [*a]\n")
    assert ours(yaml(".a"), tree).flag is Flag.ERROR


def test_large_yaml_that_is_not_json_is_refused(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "MAX_YAML", 10)
    (tree / "f").write_text("a: " + "x" * 20)
    assert "and not JSON" in ours(yaml(".a"), tree).messages[0].text
