"""Whether what is not in a dump with a manifest is absent on the system, by the folder or pattern that was asked for."""

from pathlib import Path

import pytest
from made_dumps import dump_of, reason

from scapkit.dumps.requirements import matches_glob
from scapkit.model.dump import Missing, Requirement


def test_a_collected_folder_tells_what_is_not_in_it(tmp_path: Path) -> None:
    files = {"files/etc/k8s/a.conf": b"a", "files/var/x": b"x"}
    dump = dump_of(tmp_path, [Requirement("folder", "/etc/k8s", "collected", "files/etc/k8s")], files)
    assert dump.names("/etc/k8s") == ("a.conf",)
    assert dump.entry("/etc/k8s/b.conf") is None
    assert dump.entry("/etc/k8s/a.conf/below") is None
    assert dump.provenance("/etc/k8s/a.conf") is not None
    assert "nobody asked what is in" in reason(dump.names("/etc"))
    assert "nobody asked what is in" in reason(dump.names("/var"))
    assert "the manifest asks for no /var/x" in reason(dump.names("/var/x"))
    assert "the manifest asks for no /var/x" in reason(dump.read("/var/x"))


def test_a_folder_that_could_not_be_read_makes_all_in_it_missing(tmp_path: Path) -> None:
    dump = dump_of(tmp_path, [Requirement("folder", "/etc/k8s", "forbidden", message="Permission denied")])
    assert "Permission denied" in reason(dump.entry("/etc/k8s/a"))
    assert "Permission denied" in reason(dump.names("/etc/k8s"))


def test_a_folder_that_was_not_found_has_nothing_in_it(tmp_path: Path) -> None:
    dump = dump_of(tmp_path, [Requirement("folder", "/etc/k8s/", "not-found")])
    assert dump.entry("/etc/k8s/a/b") is None
    assert dump.names("/etc/k8s") is None


def test_a_single_file_requirement_of_a_folder_does_not_tell_what_is_in_it(tmp_path: Path) -> None:
    dump = dump_of(
        tmp_path,
        [Requirement("file", "/etc", "collected"), Requirement("file", "/opt/", "collected")],
        {"files/etc/a": b"", "files/opt/a": b""},
    )
    assert "nobody asked" in reason(dump.entry("/etc/b"))
    assert "nobody asked" in reason(dump.names("/etc"))
    assert dump.names("/opt") == ("a",)


def test_a_collected_pattern_tells_what_does_not_match_it(tmp_path: Path) -> None:
    asked = [
        Requirement("glob", "/etc/cni/*.conf", "collected"),
        Requirement("glob", "/opt/*", "collected"),
        Requirement("glob", "/var/lib/**", "collected"),
        Requirement("glob", "/root/*", "forbidden", message="Permission denied"),
    ]
    files = {"files/opt/a": b"", "files/var/lib/x/y": b"", "files/etc/cni/a.conf": b"", "files/root/a": b""}
    dump = dump_of(tmp_path, asked, files)
    assert dump.entry("/etc/cni/b.conf") is None
    assert "nobody asked" in reason(dump.entry("/etc/cni/b.txt"))
    assert "nobody asked" in reason(dump.names("/etc/cni"))
    assert dump.names("/opt") == ("a",)
    assert dump.names("/var/lib/x") == ("y",)
    assert dump.entry("/var/lib/x/z") is None
    assert "Permission denied" in reason(dump.entry("/root/b"))
    assert isinstance(dump.names("/root"), Missing)


@pytest.mark.parametrize(
    ("pattern", "path", "want"),
    [
        ("/a/*", "/a/b", True),
        ("/a/*", "/a/b/c", False),
        ("/a/**", "/a/b/c", True),
        ("/a/**", "/a", True),
        ("/**/c", "/a/b/c", True),
        ("/a/?.conf", "/a/b.conf", True),
        ("/a/?.conf", "/a/bb.conf", False),
        ("/a/b", "/a/b/c", False),
        ("/" + "/".join(["**", "a"] * 30), "/" + "/".join(["a"] * 59 + ["b"]), False),
    ],
)
def test_patterns_stay_within_names_unless_doubled(pattern: str, path: str, want: bool) -> None:
    assert matches_glob(pattern, path) is want


def test_a_folder_whose_names_nobody_asked_for_lists_nothing_and_says_so(tmp_path: Path) -> None:
    dump = dump_of(tmp_path, [Requirement("file", "/etc/a", "collected")], {"files/etc/a": b""})
    assert "nobody asked what is in" in reason(dump.listing("/etc"))


def test_a_folder_that_is_asked_for_by_itself_too_is_collected_with_all_in_it(tmp_path: Path) -> None:
    asked = [Requirement("file", "/etc/k8s", "collected"), Requirement("folder", "/etc/k8s", "collected")]
    for number, order in enumerate((asked, asked[::-1])):
        dump = dump_of(tmp_path / str(number), order, {"files/etc/k8s/a": b"a"})
        assert dump.names("/etc/k8s") == ("a",)
        assert dump.entry("/etc/k8s/b") is None
        assert dump.read("/etc/k8s/a") == b"a"


def test_of_a_folder_that_was_seen_and_not_listed_the_refusal_is_told(tmp_path: Path) -> None:
    asked = [
        Requirement("file", "/etc/k8s", "collected"),
        Requirement("folder", "/etc/k8s", "forbidden", code="EACCES"),
    ]
    dump = dump_of(tmp_path, asked, {"files/etc/k8s/a": b"a"})
    assert "EACCES" in reason(dump.entry("/etc/k8s/b"))
    assert "nobody asked" in reason(dump.names("/etc/k8s"))
