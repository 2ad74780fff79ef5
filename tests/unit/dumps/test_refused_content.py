"""What is known of a file though its content was refused, and which requirement speaks for a path."""

from pathlib import Path

from scapkit.dumps.open import open_dump
from scapkit.dumps.protocol import Dump
from scapkit.dumps.write import write_dump
from scapkit.model.dump import Asset, Entry, Manifest, Missing, Requirement


def _dump(folder: Path, described: tuple[Entry, ...], *requirements: Requirement) -> Dump:
    write_dump(folder, Manifest(Asset("node"), requirements), {}, described)
    return open_dump(str(folder))


def test_a_file_whose_content_was_refused_has_an_owner_and_a_mode_all_the_same(tmp_path: Path) -> None:
    refused = Requirement("file", "/etc/shadow", "forbidden", code="EACCES")
    dump = _dump(tmp_path, (Entry("/etc/shadow", mode=0o400, size=9),), refused)
    found = dump.entry("/etc/shadow")
    assert isinstance(found, Entry)
    assert (found.mode, found.size) == (0o400, 9)
    assert dump.read("/etc/shadow") == Missing("reading /etc/shadow was refused: EACCES", "/etc/shadow")


def test_a_file_that_is_not_described_is_missing_as_a_whole(tmp_path: Path) -> None:
    dump = _dump(tmp_path, (), Requirement("file", "/etc/shadow", "forbidden"))
    assert isinstance(dump.entry("/etc/shadow"), Missing)


def test_a_folder_that_could_not_be_listed_is_not_empty_though_the_one_above_was_taken(tmp_path: Path) -> None:
    described = (Entry("/etc/closed", "directory"), Entry("/etc/open", "directory"))
    requirements = (
        Requirement("folder", "/etc", "collected"),
        Requirement("folder", "/etc/closed", "forbidden"),
        Requirement("file", "/etc/closed", "collected"),
    )
    dump = _dump(tmp_path, described, *requirements)
    assert isinstance(dump.names("/etc/closed"), Missing)
    assert isinstance(dump.entry("/etc/closed/file"), Missing)
    assert dump.names("/etc/open") == ()
    assert dump.entry("/etc/open/file") is None


def test_a_link_to_nothing_is_there_and_leads_nowhere(tmp_path: Path) -> None:
    link = Entry("/etc/link", "symbolic link", target="/none")
    requirements = (Requirement("file", "/etc/link", "collected"), Requirement("file", "/none", "not-found"))
    dump = _dump(tmp_path, (link,), *requirements)
    assert isinstance(dump.entry("/etc/link"), Entry)
    assert dump.read("/etc/link") is None
