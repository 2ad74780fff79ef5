"""Paths longer than any system's, and archives that are little but grow without end."""

import gzip
import tarfile
from pathlib import Path

import pytest

from scapkit.dumps import unpack
from scapkit.dumps.links import MAX_PATH
from scapkit.dumps.open import open_dump
from scapkit.model.dump import Missing
from scapkit.problem import Invalid


def test_there_is_nothing_where_a_path_is_too_long(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "f").touch()
    dump = open_dump(str(tmp_path))
    assert dump.entry("/a/../" * 500 + "a/f") is not None
    assert dump.entry("/a/../" * MAX_PATH + "a/f") is None


def test_a_member_with_a_path_too_long_is_refused(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "d.tar", "w", format=tarfile.PAX_FORMAT) as archive:
        archive.addfile(tarfile.TarInfo("a/" * MAX_PATH + "x"))
    with pytest.raises(Invalid, match="longer than any system's"):
        open_dump(str(tmp_path / "d.tar"))


def test_a_link_to_a_path_too_long_leads_nowhere(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "d.tar", "w", format=tarfile.PAX_FORMAT) as archive:
        link = tarfile.TarInfo("l")
        link.type, link.linkname = tarfile.SYMTYPE, "./" * MAX_PATH
        archive.addfile(link)
    dump = open_dump(str(tmp_path / "d.tar"))
    assert dump.entry("/l") is not None
    assert dump.read("/l") == Missing("too many symbolic links: /l")
    dump.close()


def test_a_small_archive_of_gigabytes_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpack, "UNSUSPICIOUS", 1 << 20)
    (tmp_path / "bomb.tar.gz").write_bytes(gzip.compress(bytes(16 << 20)))
    with pytest.raises(Invalid, match=r"archive-too-large: more than \d+ MiB unpacked"):
        open_dump(str(tmp_path / "bomb.tar.gz"))
