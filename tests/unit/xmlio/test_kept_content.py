"""What is kept of a datastream changes no verdict, and nothing that others may have written is used."""

import os
import sqlite3
from pathlib import Path

import pytest

from scapkit.api.evaluating.judging import evaluate
from scapkit.api.evaluating.keeping import MAX_FILES, Keeping, tidy
from scapkit.api.evaluating.options import EvaluateOptions
from trees import make_trees

NOW = "2026-01-01T00:00:00Z"


@pytest.fixture
def keeping(tmp_path: Path) -> Keeping:
    return Keeping(str(tmp_path / "cache" / "content"), str(tmp_path / "state" / "secret"))


def stores(keeping: Keeping) -> list[Path]:
    return sorted(Path(keeping.folder).glob("*"))


def judged(datastream: Path, tree: Path, keeping: Keeping, out: Path, profile: str = "cis-node") -> bytes:
    options = EvaluateOptions(str(datastream), str(tree), profile, keeping=keeping, arf=str(out))
    evaluate(options, NOW)
    return out.read_bytes()


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cluster and a node of which some rules pass and some fail."""
    folder = make_trees(tmp_path_factory.mktemp("trees"))["mixed"]
    # The first reading changes a file's time of access, which is evidence too.
    for path in folder.rglob("*"):
        path.is_file() and path.read_bytes()
    return folder


@pytest.fixture
def datastream(public_content: Path) -> Path:
    return public_content / "ssg-eks-ds.xml"


def test_results_are_the_same_bytes_from_what_was_kept(
    datastream: Path, tree: Path, keeping: Keeping, tmp_path: Path
) -> None:
    anew = judged(datastream, tree, Keeping(), tmp_path / "0.xml")
    assert stores(keeping) == []
    for number in (1, 2):
        assert judged(datastream, tree, keeping, tmp_path / f"{number}.xml") == anew
    assert len(stores(keeping)) == 1


def test_what_another_profile_needs_is_read_and_added(
    datastream: Path, tree: Path, keeping: Keeping, tmp_path: Path
) -> None:
    judged(datastream, tree, keeping, tmp_path / "node.xml")
    before = stores(keeping)[0].read_bytes()
    anew = judged(datastream, tree, Keeping(), tmp_path / "anew.xml", "cis")
    assert judged(datastream, tree, keeping, tmp_path / "cis.xml", "cis") == anew
    assert stores(keeping)[0].read_bytes() != before


def altered(path: Path) -> int:
    """Every kept thing given the sum and the data of another; tells how many there are."""
    connection = sqlite3.connect(path)
    with connection:
        rows = connection.execute("select name, sum, data from kept").fetchall()
        for (name, _, _), (_, sum_, data) in zip(rows, rows[1:] + rows[:1], strict=True):
            connection.execute("update kept set sum = ?, data = ? where name = ?", (sum_, data, name))
    connection.close()
    return len(rows)


def test_what_was_altered_is_read_anew(datastream: Path, tree: Path, keeping: Keeping, tmp_path: Path) -> None:
    anew = judged(datastream, tree, keeping, tmp_path / "0.xml")
    assert altered(stores(keeping)[0]) > 1
    assert judged(datastream, tree, keeping, tmp_path / "1.xml") == anew


def test_another_content_has_a_file_of_its_own(datastream: Path, tree: Path, keeping: Keeping, tmp_path: Path) -> None:
    judged(datastream, tree, keeping, tmp_path / "0.xml")
    changed = tmp_path / "changed.xml"
    changed.write_bytes(datastream.read_bytes() + b"\n")
    judged(changed, tree, keeping, tmp_path / "1.xml")
    assert len(stores(keeping)) == 2


@pytest.mark.parametrize("place", ["folder", "secret"])
def test_nothing_is_kept_where_others_can_write(
    datastream: Path, tree: Path, keeping: Keeping, tmp_path: Path, place: str
) -> None:
    judged(datastream, tree, keeping, tmp_path / "0.xml")
    (kept,) = stores(keeping)
    kept.unlink()
    Path(getattr(keeping, place)).chmod(0o777)
    judged(datastream, tree, keeping, tmp_path / "1.xml")
    assert stores(keeping) == []


def test_small_content_is_not_kept(tree: Path, keeping: Keeping, tmp_path: Path, public_content: Path) -> None:
    oval = public_content / "ssg-chromium-cpe-oval.xml"
    from scapkit.api.evaluating.definitions import judge

    judge(EvaluateOptions(str(oval), str(tree), keeping=keeping), NOW)
    assert not Path(keeping.folder).exists()


def test_the_oldest_files_go_where_there_are_too_many(keeping: Keeping) -> None:
    Path(keeping.folder).mkdir(parents=True)
    for number in range(MAX_FILES + 3):
        path = Path(keeping.folder) / f"{number}.sqlite3"
        path.touch()
        os.utime(path, (number, number))
    tidy(keeping)
    assert sorted(int(path.stem) for path in stores(keeping)) == list(range(3, MAX_FILES + 3))
