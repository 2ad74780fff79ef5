"""`scapkit diff-content`: what changed between two contents."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from authored import GROUP, NOW, PROFILE, RULE, VALUE, edited, project
from scapkit.api import BuildOptions, build
from shared import Run

OLD_NEW = tuple[Path, Path]


def datastream(folder: Path, changes: Mapping[str, str | None]) -> Path:
    """The tiny project's datastream."""
    return Path(
        build(BuildOptions("tiny", str(project(folder, changes)), str(folder / "out"), guides=False), NOW).datastream
    )


def changes(scapkit: Run, old: Path, new: Path) -> list[tuple[str, str, str, str, str]]:
    done = scapkit("diff-content", old, new, "--format", "json", "--exit-code")
    found = [tuple(each.values()) for each in json.loads(done.stdout)["changes"]]
    assert (done.returncode, done.stderr) == (2 if found else 0, "")
    return found  # type: ignore[return-value]


def told(scapkit: Run, tmp_path: Path, new: Mapping[str, str | None]) -> list[tuple[str, str, str, str, str]]:
    return changes(scapkit, datastream(tmp_path / "old", {}), datastream(tmp_path / "new", new))


def test_content_is_the_same_as_itself(scapkit: Run, public_content: Path) -> None:
    for name in ("eks", "firefox", "chromium"):
        path = public_content / f"ssg-{name}-ds.xml"
        assert changes(scapkit, path, path) == []
    assert "nothing changed" in scapkit("diff-content", path, path).stdout


def test_names_versions_and_comments_of_oval_are_no_change(scapkit: Run, public_content: Path, tmp_path: Path) -> None:
    old = public_content / "ssg-firefox-ds.xml"
    text = old.read_text(encoding="utf-8")
    assert text.count("oval:ssg-") > 100
    text = re.sub(r"oval:ssg-([^:]*):(\w+):1", r"oval:other-x\1:\2:7", text)
    text = re.sub(r'(<oval-def:criter\w+ [^>]*?)comment="[^"]*"', r'\1comment="said otherwise"', text)
    text = re.sub(r'(<ind:\w+_(?:test|object|state) [^>]*?)version="1"', r'\1version="5"', text)
    new = tmp_path / "new-ds.xml"
    new.write_text(text, encoding="utf-8")
    assert changes(scapkit, old, new) == []


@pytest.mark.parametrize(
    ("old", "new", "subject", "expected"),
    [
        (RULE, ("severity: high", "severity: low"), "rule", ("conf_owner", "severity", "high", "low")),
        (RULE, ("title: Conf Belongs", "title: It Belongs"), "rule",
         ("conf_owner", "title", "Conf Belongs to Root", "It Belongs to Root")),
        (RULE, ("rationale: Others could", "rationale: All could"), "rule",
         ("conf_owner", "rationale", "Others could change it.", "All could change it.")),
        (RULE, ("CCE-80000-1", "CCE-80001-9"), "rule", ("conf_owner", "idents", "CCE-80000-1", "CCE-80001-9")),
        (RULE, ("1.1,1.2", "1.1,1.3"), "rule", ("conf_owner", "references", "cis 1.2", "cis 1.3")),
        (RULE, ("uid_or_name: '0'", "uid_or_name: '1'"), "rule", ("conf_owner", "check (OVAL)")),
        (VALUE, ("strict: '0600'", "strict: '0400', lax: '0666'"), "value",
         ("var_mode", "options", "strict: 0600", "strict: 0400\nlax: 0666")),
        (PROFILE, ("var_mode=strict", "var_mode=default"), "profile",
         ("base", "refinements", "var_mode=strict", "var_mode=default")),
        (PROFILE, ("policy:all:high", "policy:all:low"), "profile", ("base", "rules", "api_answer", "")),
        (GROUP, ("title: Files", "title: All Files"), "group", ("files", "title", "Files", "All Files")),
    ],
)  # fmt: skip
def test_a_change_is_told_where_it_is(
    scapkit: Run, tmp_path: Path, old: str, new: tuple[str, str], subject: str, expected: tuple[str, ...]
) -> None:
    found = told(scapkit, tmp_path, edited(old, *new))
    assert (subject, *expected) in [each[: len(expected) + 1] for each in found]
    others = {each[:3] for each in found} - {(subject, *expected[:2])}
    along = ("check (OCIL)", "check (OVAL)", "fix (bash)", "fix (ansible)")  # a template makes all of them
    assert others <= {("rule", "conf_owner", each) for each in along}, others


def test_the_parts_of_a_check_that_differ_are_named(scapkit: Run, tmp_path: Path) -> None:
    found = told(scapkit, tmp_path, edited(RULE, "filepath: /etc/conf", "filepath: /etc/other"))
    (change,) = [each for each in found if each[:3] == ("rule", "conf_owner", "check (OVAL)")]
    assert re.fullmatch(r"oval:ex-\w+:obj:1", change[3]) and re.fullmatch(r"oval:ex-\w+:obj:1", change[4])


def test_rules_that_went_and_came_are_told_with_their_profiles(scapkit: Run, tmp_path: Path) -> None:
    other = RULE.replace("conf_owner", "conf_owned")
    text = project(tmp_path / "p").joinpath(RULE).read_text(encoding="utf-8")
    policy = "content/tiny/controls/policy.yml"
    renamed = {RULE: None, other: text, **edited(policy, "rules: [conf_owner]", "rules: [conf_owned]"),
               **edited(PROFILE, "conf_owner.severity", "conf_owned.severity")}  # fmt: skip
    found = told(scapkit, tmp_path, renamed)
    assert ("rule", "conf_owned", "added", "", "Conf Belongs to Root") in found
    assert ("rule", "conf_owner", "removed", "Conf Belongs to Root", "") in found
    assert ("profile", "base", "rules", "conf_owner", "conf_owned") in found


@pytest.mark.parametrize("name", ["text", "markdown", "html"])
def test_formats_for_people_tell_the_change_and_stay_inert(scapkit: Run, tmp_path: Path, name: str) -> None:
    evil = edited(RULE, "title: Conf Belongs", "title: '<script>alert(1)</script> `[x](javascript:y)` \\x1b[1m Belongs")
    evil[RULE] = evil[RULE].replace("Belongs to Root", "Belongs to Root'", 1)
    old, new = datastream(tmp_path / "old", {}), datastream(tmp_path / "new", evil)
    done = scapkit("diff-content", old, new, "--format", name)
    assert (done.returncode, done.stderr) == (0, "")
    assert "conf_owner" in done.stdout.replace("\\", "") and "\x1b" not in done.stdout
    assert "<script>alert" not in done.stdout or name == "text"
    assert "](javascript" not in done.stdout or name != "markdown"


def test_what_is_no_content_or_format_is_one_line(scapkit: Run, tmp_path: Path, public_content: Path) -> None:
    path = public_content / "ssg-firefox-ds.xml"
    for words, code in (
        ((path, tmp_path / "gone.xml"), "unreadable-file"),
        ((path, path, "--format", "txt"), "unknown-format"),
        ((path, public_content / "ssg-firefox-oval.xml"), "no-benchmark"),
        ((path, path, "--output", path), "output-collision"),
    ):
        done = scapkit("diff-content", *words)
        assert done.returncode == 1 and code in done.stderr and done.stderr.count("\n") == 1
