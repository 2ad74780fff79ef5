"""More than fits into memory or time is left out with a reason: items, links to folders, damaged archives."""

import tarfile
from io import BytesIO
from itertools import product
from pathlib import Path

import pytest
from ovals import lines, session

from collections_of import Sought, ours
from scapkit.dumps.open import open_dump
from scapkit.model.dump import Missing
from scapkit.model.syschar import Flag
from scapkit.oval import evidence
from scapkit.oval.files import walk
from scapkit.oval.probes import independent_textfilecontent54, unix_file
from scapkit.oval.protocols import Wanted
from scapkit.problem import Invalid

ANY = Sought("unix:file", (Wanted("filepath", (".*",), "pattern match"),))


def test_items_beyond_what_an_evaluation_can_hold_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc" / "a.conf").write_text("one\n" * 10)
    run = session(tmp_path, lines("o"), lines("p"))
    item = run.collected("o").items[0]
    weight = sum(evidence.FIELD_WEIGHT + len(field.value) for field in item.fields)
    monkeypatch.setattr(evidence, "MAX_WEIGHT", 14 * weight + 20)
    found = run.collected("p")
    assert (len(found.items), found.flag) == (4, Flag.INCOMPLETE)
    assert found.messages[0].text == "6 of 10 items are left out: the evaluation found too many"


def test_files_without_number_are_told_up_to_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unix_file, "MAX_ITEMS", 3)
    for name in "abcde":
        (tmp_path / name).touch()
    found = ours(ANY, tmp_path)
    assert [item.fields[0].value for item in found.items] == ["/a", "/b", "/c"]
    assert found.missing == [Missing("no more than the first 3 files are told")]


def test_matches_in_many_files_have_a_limit_in_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(independent_textfilecontent54, "MAX_MATCHES", 3)
    for name in "abc":
        (tmp_path / name).write_text("x\nx\n")
    entities = Wanted("filepath", (".*",), "pattern match"), Wanted("pattern", ("x",), "pattern match")
    every = Wanted("instance", ("1",), "greater than or equal", "int")
    found = ours(Sought("independent:textfilecontent54", (*entities, every)), tmp_path)
    assert found.flag is Flag.ERROR
    assert found.messages[0].text == "/b: more than 3 matches in all files"


def test_folders_that_link_to_one_another_end_a_walk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "MAX_LINKED", 500)
    for one, other in product("abcdefghij", repeat=2):
        (tmp_path / one).mkdir(exist_ok=True)
        (tmp_path / one / f"to-{other}").symlink_to(f"/{other}")
    (tmp_path / "a" / "file").touch()
    found = ours(ANY, tmp_path)
    assert found.missing == [Missing("the walk through / stopped after 500 links to folders")]
    assert found.items


def test_an_archive_that_is_damaged_at_its_start_is_said_to_be(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "d.tar", "w", format=tarfile.PAX_FORMAT) as archive:
        member = tarfile.TarInfo("etc/a")
        member.pax_headers = {"GNU.sparse.map": "x"}
        archive.addfile(member, BytesIO())
    with pytest.raises(Invalid, match="archive"):
        open_dump(str(tmp_path / "d.tar"))
