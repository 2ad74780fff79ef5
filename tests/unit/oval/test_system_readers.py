"""Readers of what a system wrote about itself: any text is read, and a cycle of links or units ends."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from linux_dumps import dump
from scapkit.dumps.open import open_dump
from scapkit.model.dump import Entry, Missing, Requirement
from scapkit.oval.evidence import Evidence
from scapkit.oval.system.processes import read_processes
from scapkit.oval.system.systemd.properties import dependencies
from scapkit.oval.system.systemd.settings import Setting, read_settings
from scapkit.oval.system.systemd.units import find_unit, read_units, unit_names

FOLDER = "/etc/systemd/system"
ASKED = tuple(Requirement("folder", each, "collected") for each in (FOLDER, "/usr/lib/systemd/system"))
STATE = "5 (a) S 1 5 5 0 -1 0 1 0 0 0 0 0 0 0 20 0 1 0 12345 0 0"


@given(st.text("[]=;#\\\n aU", max_size=60))
def test_any_text_has_settings_or_none(text: str) -> None:
    assert all(each.section and "\n" not in each.value for each in read_settings(text))


def test_lines_that_are_joined_may_have_remarks_between() -> None:
    text = "[Unit]\nWants=a \\\n# no\n  b \\\n; no\nc\nNothing\n=x\n"
    assert list(read_settings(text)) == [Setting("Unit", "Wants", "a b c"), Setting("Unit", "", "x")]


@given(st.text("0123456789 ()SZ-x\n", max_size=80), st.binary(max_size=20))
def test_any_state_is_a_process_or_none(state: str, command: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "proc/5")
        path.mkdir(parents=True)
        path.joinpath("stat").write_text(f"{STATE[: len(state)]}{state}")
        path.joinpath("cmdline").write_bytes(command)
        found = read_processes(Evidence(open_dump(folder)))
        assert not isinstance(found, Missing)
        assert all(each.pid == 5 and each.command.isprintable() for each in found)


def test_a_circle_of_links_is_no_unit_and_one_of_targets_ends(tmp_path: Path) -> None:
    links = [
        Entry(f"{FOLDER}/{name}.target", "symbolic link", target=f"{other}.target") for name, other in ("ab", "ba")
    ]
    files = {
        f"{FOLDER}/c.target": b"[Unit]\nWants=d.target c.target a.target\n",
        "/usr/lib/systemd/system/d.target": b"[Unit]\nRequires=c.target\n",
    }
    evidence = dump(tmp_path, files, *ASKED, described=links)
    units = read_units(evidence)
    assert not isinstance(units, Missing)
    assert unit_names(units, evidence) == ["c.target", "d.target"]
    unit = find_unit("c.target", units, evidence)
    assert unit is not None
    assert dependencies(unit, units, evidence) == ["d.target", "c.target", "a.target"]
