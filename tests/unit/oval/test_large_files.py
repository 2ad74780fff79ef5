"""Files that would take too much time or memory are refused with a reason, before they are read."""

from pathlib import Path
from time import process_time

import pytest

from collections_of import Sought, ours
from scapkit.dumps import tree as trees
from scapkit.dumps.open import open_dump
from scapkit.model.dump import Missing
from scapkit.model.syschar import Flag
from scapkit.oval.documents.yamlpath import read as yaml_reader
from scapkit.oval.evidence import Evidence
from scapkit.oval.protocols import Wanted

GIGABYTES = 5 * 1024**3
FILE = Wanted("filepath", ("/big",))
PATTERN = Wanted("pattern", ("x",), "pattern match")
INSTANCE = Wanted("instance", ("1",), "equals", "int")
NAME = Wanted("name", (".*",), "pattern match")
READERS = [
    Sought("independent:textfilecontent54", (FILE, PATTERN, INSTANCE)),
    Sought(
        "independent:textfilecontent", (Wanted("path", ("/",)), Wanted("filename", ("big",)), Wanted("line", ("x",)))
    ),
    Sought("independent:filehash", (FILE,)),
    Sought("independent:filehash58", (FILE, Wanted("hash_type", ("SHA-256",)))),
    Sought("independent:xmlfilecontent", (FILE, Wanted("xpath", ("//a",)))),
    Sought("independent:yamlfilecontent", (FILE, Wanted("yamlpath", (".a",)))),
    Sought("unix:password", (Wanted("username", (".*",), "pattern match"),)),
    Sought("unix:shadow", (Wanted("username", (".*",), "pattern match"),)),
    Sought("unix:sysctl", (NAME,)),
    Sought("linux:dpkginfo", (NAME,)),
    Sought("linux:partition", (Wanted("mount_point", (".*",), "pattern match"),)),
]
PLACES = ("big", "etc/passwd", "etc/shadow", "etc/group", "etc/sysctl.conf", "var/lib/dpkg/status", "proc/mounts")


@pytest.fixture(scope="module")
def huge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tree whose every file has five gigabytes, all of them holes."""
    root = tmp_path_factory.mktemp("huge")
    for place in PLACES:
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        with (root / place).open("wb") as file:
            file.truncate(GIGABYTES)
    return root


@pytest.mark.parametrize("sought", READERS, ids=lambda each: each.kind)
def test_a_file_of_gigabytes_is_not_read(huge: Path, sought: Sought) -> None:
    start = process_time()
    found = ours(sought, huge)
    assert process_time() - start < 2
    assert not found.items
    assert found.flag is not Flag.COMPLETE
    assert found.missing or found.messages


def test_the_reason_says_how_large_is_too_large(huge: Path) -> None:
    assert open_dump(str(huge)).read("/big", 10) == Missing("/big is larger than 10 bytes")


def test_a_dump_is_not_read_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trees, "MAX_READ_IN_ALL", 10)
    (tmp_path / "f").write_bytes(b"sixsix")
    dump = open_dump(str(tmp_path))
    assert [dump.read("/f"), dump.read("/f")] == [b"sixsix"] * 2
    refused = dump.read("/f")
    assert isinstance(refused, Missing)
    assert refused.reason == "/f is not read: the evaluation has read 0 GiB already"


def messages(tmp_path: Path, data: bytes, sought: Sought) -> list[str]:
    (tmp_path / "big").write_bytes(data)
    found = ours(sought, Evidence(open_dump(str(tmp_path))))
    assert found.flag is Flag.ERROR
    return [each.text for each in found.messages]


def test_xml_of_elements_without_number_is_an_error(tmp_path: Path) -> None:
    said = messages(tmp_path, b"<r>" + b"<a/>" * 4_200_000 + b"</r>", READERS[4])
    assert said == ["/big: more than 4194304 tags and attributes"]


def test_json_of_lists_without_number_is_an_error(tmp_path: Path) -> None:
    said = messages(tmp_path, b"[" + b"[]," * 5_000_000 + b"[]]", READERS[5])
    assert said == ["/big: more lists, mappings and members than are read (YAML path .a)"]


def test_yaml_of_nodes_without_number_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_reader, "MAX_EVENTS", 100)
    assert messages(tmp_path, b"- a\n" * 100, READERS[5]) == ["/big: more than 100 nodes (YAML path .a)"]
