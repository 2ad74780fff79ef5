"""Where outputs go: into files, through links, and into pipes; never in place of what is no file."""

import os
import re
import threading
from pathlib import Path

import pytest

from scapkit.api.files.staging import Staging
from scapkit.api.files.writing import Output, write_all
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


@pytest.mark.parametrize("last", ["f/b.xml", "f/g/b.xml", "/dev/full"])
def test_where_one_output_cannot_be_written_none_is(tmp_path: Path, last: str) -> None:
    (tmp_path / "f").touch()
    (tmp_path / "old").write_bytes(b"old")
    names = ("half/deep/a.xml", "old", last, "later/c.xml")
    outputs = [Output(str(tmp_path / name), lambda: b"new") for name in names]
    with pytest.raises(Invalid, match=re.escape(f"{tmp_path / last}: unwritable-file: ")):
        write_all(outputs)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["f", "old"]
    assert (tmp_path / "old").read_bytes() == b"old"


def test_a_file_in_the_place_of_a_folder_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "f").touch()
    with pytest.raises(Invalid) as caught:
        write_all([Output(str(tmp_path / "f/g/b.xml"), lambda: b"new")])
    assert caught.value.problems[0].message == f"{tmp_path / 'f'} is a file, not a folder"


@pytest.mark.parametrize("last", ["f/b.xml", "/dev/full"])
def test_where_a_file_beside_cannot_be_written_folders_stay_as_they_are(tmp_path: Path, last: str) -> None:
    (tmp_path / "f").touch()
    (tmp_path / "there").mkdir()
    (tmp_path / "there/a.xml").write_bytes(b"old")
    with pytest.raises(Invalid, match="unwritable-file"), Staging() as staging:
        for folder in ("there", "new/deep"):
            staging.open(str(tmp_path / folder))
            staging.add(str(tmp_path / folder), "a.xml", Output("a.xml", lambda: b"new"))
        staging.deliver([Output(str(tmp_path / last), lambda: b"new")], ())
    assert sorted(each.name for each in tmp_path.rglob("*")) == ["a.xml", "f", "there"]
    assert (tmp_path / "there/a.xml").read_bytes() == b"old"


def test_folders_are_filled_together_with_the_files_beside(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    with Staging() as staging:
        for folder in ("there", "new/deep"):
            staging.open(str(tmp_path / folder))
            staging.add(str(tmp_path / folder), "in/a.xml", Output("a.xml", lambda: b"new"))
        staging.deliver([Output(str(tmp_path / "more/b.xml"), lambda: b"new")], ())
    made = {str(each.relative_to(tmp_path)) for each in tmp_path.rglob("*") if each.is_file()}
    assert made == {"there/in/a.xml", "new/deep/in/a.xml", "more/b.xml"}
    assert {each.name for each in tmp_path.rglob(".*")} == set()
