"""Dumps in archives."""

import gzip
import io
import tarfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
import zstandard

from scapkit.dumps import tar, unpack
from scapkit.dumps.open import open_dump
from scapkit.dumps.store import UNKNOWN_MODE
from scapkit.dumps.write import write_dump
from scapkit.model.dump import Asset, Entry, Manifest, Missing, Requirement
from scapkit.problem import Invalid

COMPRESS: dict[str, Callable[[bytes], bytes]] = {
    "tar": lambda data: data,
    "tar.gz": gzip.compress,
    "tar.zst": lambda data: zstandard.ZstdCompressor().compress(data),
}


def member(name: str, data: bytes = b"", **changes: object) -> tuple[tarfile.TarInfo, bytes]:
    info = tarfile.TarInfo(name)
    info.size = len(data)
    for key, value in changes.items():
        setattr(info, key, value)
    return info, data


def archive(members: Iterable[tuple[tarfile.TarInfo, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.PAX_FORMAT) as writer:
        for info, data in members:
            writer.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def code(caught: pytest.ExceptionInfo[Invalid]) -> str:
    return caught.value.problems[0].code


@pytest.mark.parametrize("suffix", COMPRESS)
def test_a_dump_reads_the_same_from_a_folder_and_from_an_archive_of_it(tmp_path: Path, suffix: str) -> None:
    asked = (Requirement("folder", "/etc", "collected"), Requirement("kubernetes", "/version", "not-found"))
    write_dump(tmp_path / "dump", Manifest(Asset("a"), asked), {"files/etc/a": b"a"}, [Entry("/etc/a", mode=0o600)])
    for inner in ("", "dump"):
        buffer = io.BytesIO()
        with tarfile.open(fileobj=buffer, mode="w") as writer:
            writer.add(tmp_path / "dump", arcname=inner or ".")
        path = tmp_path / f"x.{suffix}"
        path.write_bytes(COMPRESS[suffix](buffer.getvalue()))
        dump = open_dump(str(path))
        assert dump.read("/etc/a") == b"a"
        assert dump.entry("/etc/a") == Entry("/etc/a", mode=0o600)
        assert dump.names("/etc") == ("a",)
        assert dump.entry("/kubernetes-api-resources/version") is None
        assert isinstance(dump.entry("/opt"), Missing)
        dump.close()


def test_a_plain_tree_in_an_archive_has_the_metadata_of_the_headers(tmp_path: Path) -> None:
    path = tmp_path / "node.tar"
    path.write_bytes(
        archive(
            [
                member("./etc", type=tarfile.DIRTYPE, mode=0o755),
                member(
                    "./etc/a", b"abc", mode=0o4640, uid=7, gid=8, mtime=9, pax_headers={"atime": "10.5", "ctime": "x"}
                ),
                member("./etc/acl", pax_headers={"SCHILY.acl.access": "user::rw-"}),
                member("./etc/link", type=tarfile.SYMTYPE, linkname="a"),
                member("./etc/hard", type=tarfile.LNKTYPE, linkname="./etc/a"),
                member("./dev/pipe", type=tarfile.FIFOTYPE),
                member("./dev/null", type=tarfile.CHRTYPE),
                member("./dev/sda", type=tarfile.BLKTYPE),
            ]
        )
    )
    dump = open_dump(str(path))
    assert dump.entry("/etc/a") == Entry("/etc/a", "regular", 0o4640, 7, 8, 3, 9.0, 10.5, 9.0)
    assert dump.read("/etc/link") == b"abc"
    assert dump.read("/etc/hard") == b"abc"
    assert dump.names("/etc") == ("a", "acl", "hard", "link")
    assert dump.names("/etc/a") is None
    assert dump.entry("/nope") is None
    assert dump.read("/nope") is None
    kinds = {
        name: found.kind for name in ("pipe", "null", "sda") if isinstance(found := dump.entry(f"/dev/{name}"), Entry)
    }
    assert kinds == {"pipe": "fifo", "null": "character special", "sda": "block special"}
    for unreadable in ("/dev/pipe", "/dev", "/etc"):
        found = dump.read(unreadable)
        assert isinstance(found, Missing)
    implied, acl = dump.entry("/dev"), dump.entry("/etc/acl")
    assert isinstance(implied, Entry)
    assert implied.mode == UNKNOWN_MODE
    assert isinstance(acl, Entry)
    assert acl.has_acl
    assert isinstance(dump.read("/etc/a", limit=2), Missing)
    assert dump.asset.name == "node"
    dump.close()


@pytest.mark.parametrize("name", ["/etc/passwd", "../out", "a/../../out"])
def test_a_member_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "x.tar"
    path.write_bytes(archive([member(name, b"x")]))
    with pytest.raises(Invalid) as caught:
        open_dump(str(path))
    assert code(caught) == "unsafe-path"


def test_a_hard_link_to_nothing_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.tar"
    path.write_bytes(archive([member("a", type=tarfile.LNKTYPE, linkname="b")]))
    with pytest.raises(Invalid) as caught:
        open_dump(str(path))
    assert code(caught) == "malformed-tar"


@pytest.mark.parametrize("suffix", COMPRESS)
def test_an_archive_that_is_cut_off_is_refused(tmp_path: Path, suffix: str) -> None:
    whole = archive([member("a", bytes(range(256)) * 100), member("b", bytes(range(256)) * 100)])
    data = COMPRESS[suffix](whole)
    path = tmp_path / f"x.{suffix}"
    path.write_bytes(data[: len(data) // 2])
    with pytest.raises(Invalid) as caught:
        open_dump(str(path))
    assert code(caught) in ("malformed-tar", "malformed-archive")


def test_an_archive_that_is_cut_off_between_members_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.tar"
    path.write_bytes(archive([member("a", b"x"), member("b", b"x")])[:1024])
    with pytest.raises(Invalid, match="cut off"):
        open_dump(str(path))


def test_frames_of_zstandard_follow_each_other(tmp_path: Path) -> None:
    whole = archive([member("a", b"x")])
    path = tmp_path / "x.tar.zst"
    path.write_bytes(COMPRESS["tar.zst"](whole[:700]) + COMPRESS["tar.zst"](whole[700:]))
    dump = open_dump(str(path))
    assert dump.read("/a") == b"x"
    dump.close()


@pytest.mark.parametrize("magic", [b"\x1f\x8b", b"\x28\xb5\x2f\xfd"])
def test_damaged_compression_is_refused(tmp_path: Path, magic: bytes) -> None:
    path = tmp_path / "x"
    path.write_bytes(magic + b"garbage" * 9)
    with pytest.raises(Invalid) as caught:
        open_dump(str(path))
    assert code(caught) == "malformed-archive"


def test_too_many_members_and_too_much_content_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tar, "MAX_MEMBERS", 2)
    monkeypatch.setattr(unpack, "MAX_UNPACKED", 5)
    path = tmp_path / "x.tar"
    path.write_bytes(archive(member(name) for name in "abc"))
    with pytest.raises(Invalid) as caught:
        open_dump(str(path))
    assert code(caught) == "too-many-files"
    path.write_bytes(gzip.compress(path.read_bytes()))
    with pytest.raises(Invalid) as caught:
        open_dump(str(path))
    assert code(caught) == "archive-too-large"


def test_a_file_with_holes_is_read_whole(tmp_path: Path) -> None:
    import subprocess

    source = tmp_path / "sparse"
    with source.open("wb") as file:
        file.seek(1024 * 1024)
        file.write(b"end")
    subprocess.run(["tar", "-S", "-cf", str(tmp_path / "x.tar"), "-C", str(tmp_path), "sparse"], check=True)
    dump = open_dump(str(tmp_path / "x.tar"))
    data = dump.read("/sparse")
    assert isinstance(data, bytes)
    assert len(data) == 1024 * 1024 + 3
    assert data.endswith(b"end")
    dump.close()
