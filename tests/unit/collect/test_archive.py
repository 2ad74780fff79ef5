"""A dump delivered as one archive."""

import io
from pathlib import Path

import pytest

from nodes import opened
from scapkit.collect.archive import archive_form, delivered
from scapkit.collect.writer import DumpWriter
from scapkit.model.dump import Asset, Entry
from scapkit.problem import Invalid

TIME = "2026-11-26T05:00:00Z"


def _deliver(output: str, stream: io.BytesIO | None = None) -> None:
    with delivered(output, False, stream or io.BytesIO()) as folder:
        writer = DumpWriter(folder, Asset("node", "eks-node"), "test", TIME)
        writer.file(Entry("/etc/a", size=1), b"a", TIME)
        writer.file(Entry("/" + "long/" * 60 + "ä", size=1), b"b", TIME)
        writer.finish(TIME)


@pytest.mark.parametrize("name", ["dump", "dump.tar", "dump.tar.gz", "dump.tgz", "dump.tar.zst"])
def test_every_form_is_read_back(tmp_path: Path, name: str) -> None:
    _deliver(str(tmp_path / name))
    dump = opened(tmp_path / name)
    assert (dump.asset.name, dump.read("/etc/a"), dump.read("/" + "long/" * 60 + "ä")) == ("node", b"a", b"b")
    dump.close()
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_a_stream_is_a_compressed_archive(tmp_path: Path) -> None:
    stream = io.BytesIO()
    _deliver("-", stream)
    (tmp_path / "received").write_bytes(stream.getvalue())
    dump = opened(tmp_path / "received")
    assert dump.read("/etc/a") == b"a"
    dump.close()


@pytest.mark.parametrize("name", ["a.tar", "a.tar.gz", "a.tar.zst"])
def test_the_same_evidence_gives_the_same_bytes(tmp_path: Path, name: str) -> None:
    _deliver(str(tmp_path / name))
    _deliver(str(tmp_path / f"again-{name}"))
    assert (tmp_path / name).read_bytes() == (tmp_path / f"again-{name}").read_bytes()


def test_an_archive_cannot_be_resumed(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="not-resumable"), delivered(str(tmp_path / "a.tar"), True, io.BytesIO()):
        pass


def test_an_archive_that_is_there_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.tar").write_bytes(b"ours")
    with pytest.raises(Invalid, match="dump-exists"):
        _deliver(str(tmp_path / "a.tar"))
    assert (tmp_path / "a.tar").read_bytes() == b"ours"


def test_a_collection_that_fails_leaves_no_archive(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), delivered(str(tmp_path / "a.tar"), False, io.BytesIO()):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_names_say_the_form() -> None:
    assert [archive_form(name) for name in ("-", "a.tar", "a.tgz", "a.tar.zst", "a", "tar/")] == [
        "gz",
        "tar",
        "gz",
        "zst",
        "",
        "",
    ]
