"""Where outputs go: into files, through links, and into pipes; never in place of what is no file."""

import os
import threading
from pathlib import Path

import pytest

from scapkit.api.writing import Output, write_all
from scapkit.problem import Invalid


def test_a_pipe_or_device_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()), daemon=True)
    reader.start()
    write_all([Output(str(pipe), lambda: b"all")])
    reader.join(10)
    assert got == [b"all"] and pipe.is_fifo()
    write_all([Output(os.devnull, lambda: b"all")])
    assert Path(os.devnull).is_char_device()


def test_a_link_stays_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("file")
    write_all([Output(str(tmp_path / "link"), lambda: b"new")])
    assert (tmp_path / "link").is_symlink() and (tmp_path / "file").read_bytes() == b"new"


def test_a_file_keeps_its_permissions(tmp_path: Path) -> None:
    (tmp_path / "secret").touch(0o600)
    write_all([Output(str(tmp_path / "secret"), lambda: b"new")])
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "secret").read_bytes() == b"new"


def test_a_link_in_place_of_the_temporary_file_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"other")
    (tmp_path / f".file.{os.getpid()}").symlink_to("other")
    write_all([Output(str(tmp_path / "file"), lambda: b"new")])
    assert (tmp_path / "other").read_bytes() == b"other"
    assert (tmp_path / "file").read_bytes() == b"new" and not (tmp_path / "file").is_symlink()


def test_links_that_lead_round_in_a_circle_are_told(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    write_all([Output(str(tmp_path / "c"), lambda: b"new")], [str(tmp_path / "a")])
    with pytest.raises(Invalid, match="a/c: unwritable-file"):
        write_all([Output(str(tmp_path / "a" / "c"), lambda: b"new")])
