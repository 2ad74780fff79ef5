"""Files that a browser sends, kept as evidence."""

import io
from pathlib import Path

import pytest

from scapkit.api.asking.serving.posted import Wrong
from scapkit.api.asking.serving.uploads import blocks, keep


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("a.pdf", "evidence/a.pdf"),
        ("../../etc/passwd", "evidence/passwd"),
        ("C:\\files\\a.tar.gz", "evidence/a.tar.gz"),
        (" a b é.txt ", "evidence/a b é.txt"),
        ("noend", "evidence/noend"),
    ],
)
def test_a_name_is_that_of_a_file_in_the_folder(name: str, kept: str, tmp_path: Path) -> None:
    assert keep(tmp_path, name, [b"x", b"y"]) == kept
    assert (tmp_path / kept).read_bytes() == b"xy"


@pytest.mark.parametrize("name", ["", "..", ".hidden", "-rf", "a/", "a\x00b", "a\nb", "x" * 121, "\u202ea"])
def test_what_is_no_name_is_refused_and_nothing_is_written(name: str, tmp_path: Path) -> None:
    with pytest.raises(Wrong, match="no name"):
        keep(tmp_path, name, [b"x"])
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_is_never_written_over_and_the_same_is_kept_once(tmp_path: Path) -> None:
    names = [keep(tmp_path, "a.txt", [data]) for data in (b"one", b"two", b"one", b"two", b"three")]
    assert names == [f"evidence/{each}" for each in ("a.txt", "a-2.txt", "a.txt", "a-2.txt", "a-3.txt")]
    assert len(list((tmp_path / "evidence").iterdir())) == 3


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "answers").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "answers" / "evidence").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Wrong, match="leads out of"):
        keep(tmp_path / "answers", "a.txt", [b"x"])
    (tmp_path / "answers" / "evidence").unlink()
    (tmp_path / "answers" / "evidence").mkdir()
    (tmp_path / "answers" / "evidence" / "a.txt").symlink_to(tmp_path / "target")
    assert keep(tmp_path / "answers", "a.txt", [b"x"]) == "evidence/a-2.txt"
    assert not (tmp_path / "target").exists()


def test_half_an_upload_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(Wrong, match="ended too early"):
        keep(tmp_path, "a.txt", blocks(io.BytesIO(b"half"), 8))
    assert list((tmp_path / "evidence").iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "evidence").write_bytes(b"a file")
    with pytest.raises(Wrong, match="cannot be kept"):
        keep(tmp_path, "a.txt", [b"x"])
