"""`scapkit analyse`: what was collected before, judged by definitions, against oscap."""

import copy
import re
from pathlib import Path

import pytest
from lxml import etree

from oval_sample import make_sample, variables
from reference import ask
from scapkit.names import OVAL_RES, OVAL_SC
from shared import Run


def verdicts(results: Path) -> dict[str | None, str | None]:
    root = etree.parse(results).getroot()
    return {each.get("definition_id"): each.get("result") for each in root.iter(f"{{{OVAL_RES}}}definition")}


@pytest.fixture
def collected(oscap: str, tmp_path: Path) -> Path:
    """The sample, and in sc.xml what oscap collects for it."""
    make_sample(tmp_path)
    (tmp_path / "v.xml").write_text(variables("5"), encoding="utf-8")
    words = [oscap, "oval", "collect", "--variables", "v.xml", "--syschar", "sc.xml", "d.xml"]
    ask(words, tmp_path / "tree", tmp_path, makes=tmp_path / "sc.xml")
    return tmp_path


def edited(folder: Path, pattern: str, replacement: str) -> None:
    text = (folder / "sc.xml").read_text(encoding="utf-8")
    changed = re.sub(pattern, replacement, text, flags=re.DOTALL)
    assert changed != text
    (folder / "sc.xml").write_text(changed, encoding="utf-8")


@pytest.mark.parametrize(
    ("pattern", "replacement"),
    [
        ("a.conf</ind-sys:filename>", "b.conf</ind-sys:filename>"),
        ('<object id="oval:x:obj:1".*?</object>', ""),
        ('(obj:1" version="1" flag=)"complete"', r'\1"incomplete"'),
        ('(obj:1" version="1" flag=)"complete"', r'\1"error"'),
        ('(obj:3" version="1" flag=)"complete"', r'\1"not collected"'),
        ('(obj:5" version="1" flag=)"complete"', r'\1"not applicable"'),
        ('(obj:5" version="1") flag="complete".*?</object>', r'\1 flag="does not exist"/>'),
        ('(<ind-sys:variable_item id="[0-9]+" status=)"exists"', r'\1"error"'),
        ("level 5</ind-sys:value>", "level 6</ind-sys:value>"),
    ],
)
def test_verdicts_are_those_of_oscap_analyse(
    scapkit: Run, oscap: str, collected: Path, pattern: str, replacement: str
) -> None:
    edited(collected, pattern, replacement)
    theirs = [oscap, "oval", "analyse", "--skip-valid", "--results", "theirs.xml", "d.xml", "sc.xml"]
    ask(theirs, folder=collected, makes=collected / "theirs.xml")
    done = scapkit("analyse", "d.xml", "sc.xml", "--oval-results", "ours.xml", cwd=collected)
    assert (done.returncode, done.stderr) == (0, "")
    assert verdicts(collected / "ours.xml") == verdicts(collected / "theirs.xml")
    assert scapkit("validate", "ours.xml", cwd=collected).returncode == 0


def test_the_results_hold_what_was_collected(scapkit: Run, collected: Path) -> None:
    edited(collected, "Unknown</primary_host_name>", "box.example</primary_host_name>")
    edited(collected, "<os_name>Unknown", "<os_name>Debian")
    scapkit("analyse", "d.xml", "sc.xml", "--oval-results", "r.xml", cwd=collected)
    root = etree.parse(collected / "r.xml").getroot()
    found = {each.get("id"): each for each in root.iter(f"{{{OVAL_SC}}}object")}
    assert [found[f"oval:x:obj:{n}"].get("flag") for n in (1, 2, 3, 5)] == ["complete"] * 4
    values = [each.text for each in found["oval:x:obj:3"].iter(f"{{{OVAL_SC}}}variable_value")]
    assert values == ["level 5", "5"]
    info = [root.findtext(f".//{{{OVAL_SC}}}{name}") for name in ("os_name", "os_version", "primary_host_name")]
    assert info == ["Debian", "unknown", "box.example"]


def test_what_was_not_collected_is_unknown_with_the_reason(scapkit: Run, collected: Path) -> None:
    edited(collected, '<object id="oval:x:obj:5".*?</object>', "")
    done = scapkit("analyse", "d.xml", "sc.xml", "--id", "oval:x:def:5", cwd=collected)
    assert done.stdout.splitlines()[0].startswith("unknown ")
    assert "the object oval:x:obj:5 is not in what was collected" in done.stdout


def test_an_object_collected_with_other_values_is_not_the_one_that_is_asked_for(scapkit: Run, collected: Path) -> None:
    (collected / "v.xml").write_text(variables("6"), encoding="utf-8")
    words = ("analyse", "d.xml", "sc.xml", "--id", "oval:x:def:2")
    done = scapkit(*words, "--variables", "v.xml", cwd=collected)
    assert "the object oval:x:obj:3 was collected with other values of its variables" in done.stdout
    assert scapkit(*words, cwd=collected).stdout.startswith("true ")


def test_of_several_instances_the_one_with_the_given_values_is_judged(scapkit: Run, collected: Path) -> None:
    item = r'(<object id="oval:x:obj:3".*?</object>)'
    edited(collected, item, r"\1\1")
    text = (collected / "sc.xml").read_text(encoding="utf-8").replace(">5</variable_value>", ">7</variable_value>", 1)
    second = 'obj:3" version="1" flag="complete"'
    head, _, tail = text.rpartition(second)
    (collected / "sc.xml").write_text(head + second.replace(" flag", ' variable_instance="2" flag') + tail)
    (collected / "v.xml").write_text(variables("5"), encoding="utf-8")
    words = ("analyse", "d.xml", "sc.xml", "--id", "oval:x:def:2", "--variables", "v.xml")
    assert scapkit(*words, cwd=collected).stdout.startswith("true ")


def test_without_named_objects_the_items_are_searched(scapkit: Run, collected: Path) -> None:
    edited(collected, "<collected_objects>.*?</collected_objects>", "")
    (collected / "v.xml").write_text(variables("5"), encoding="utf-8")
    done = scapkit("analyse", "d.xml", "sc.xml", "--variables", "v.xml", cwd=collected)
    found = dict(line.split()[2::-2] for line in done.stdout.splitlines() if line.startswith(("true", "false")))
    assert found == {f"oval:x:def:{number}": "true" for number in (1, 2, 5)}
    edited(collected, "/etc/a.conf</ind-sys:filepath>", "/etc/c.conf</ind-sys:filepath>")
    assert scapkit("analyse", "d.xml", "sc.xml", "--id", "oval:x:def:5", cwd=collected).stdout.startswith("false ")


@pytest.mark.parametrize(
    ("pattern", "replacement", "expected"),
    [
        ('item_ref="[0-9]+"', 'item_ref="9"', "dangling-reference: oval:x:obj:"),
        ('flag="complete"', 'flag="perfect"', "unknown-flag: perfect is no flag"),
        ('_item id="[0-9]+"', '_item id="1"', "duplicate-id: there are two items 1"),
        ("oval_system_characteristics", "something_else", "not-system-characteristics: expected"),
    ],
)
def test_a_document_that_cannot_be_used_is_refused(
    scapkit: Run, collected: Path, pattern: str, replacement: str, expected: str
) -> None:
    edited(collected, pattern, replacement)
    done = scapkit("analyse", "d.xml", "sc.xml", "--oval-results", "r.xml", cwd=collected)
    assert (done.returncode, done.stdout) == (1, "")
    assert expected in done.stderr
    assert "Traceback" not in done.stderr
    assert not (collected / "r.xml").exists()


def test_a_benchmark_is_not_analysed(scapkit: Run, eks: Path, collected: Path) -> None:
    done = scapkit("analyse", eks / "ssg-eks-ds.xml", "sc.xml", cwd=collected)
    assert done.returncode == 1
    assert "no-definitions: this is a benchmark" in done.stderr


def test_public_definitions_come_to_the_verdicts_of_oscap_analyse(
    scapkit: Run, oscap: str, public_content: Path, tmp_path: Path
) -> None:
    make_sample(tmp_path)
    definitions = public_content / "ssg-firefox-oval.xml"
    words = [oscap, "oval", "collect", "--syschar", "sc.xml", definitions]
    ask(words, tmp_path / "tree", tmp_path, makes=tmp_path / "sc.xml")
    theirs = [oscap, "oval", "analyse", "--results", "theirs.xml", definitions, "sc.xml"]
    ask(theirs, folder=tmp_path, makes=tmp_path / "theirs.xml")
    done = scapkit("analyse", definitions, "sc.xml", "--oval-results", "ours.xml", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert verdicts(tmp_path / "ours.xml") == verdicts(tmp_path / "theirs.xml")
    assert len(verdicts(tmp_path / "ours.xml")) > 30


def test_results_are_taken_for_the_characteristics_in_them(scapkit: Run, collected: Path) -> None:
    first = scapkit("analyse", "d.xml", "sc.xml", "--oval-results", "one.xml", cwd=collected)
    again = scapkit("analyse", "d.xml", "one.xml", "--oval-results", "two.xml", cwd=collected)
    assert (again.returncode, again.stdout, again.stderr) == (0, first.stdout, "")
    tree = etree.parse(collected / "one.xml")
    systems = tree.getroot().find(f"{{{OVAL_RES}}}results")
    assert systems is not None
    systems.append(copy.deepcopy(systems[0]))
    tree.write(collected / "both.xml")
    done = scapkit("analyse", "d.xml", "both.xml", cwd=collected)
    assert done.returncode == 1 and "of 2 systems; one is needed" in done.stderr


def test_swapped_arguments_are_told(scapkit: Run, collected: Path, eks: Path) -> None:
    done = scapkit("analyse", "sc.xml", "d.xml", cwd=collected)
    assert done.returncode == 1 and "(the arguments are swapped?)" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_the_definitions_of_a_datastream_are_listed(scapkit: Run, collected: Path, eks: Path) -> None:
    done = scapkit("analyse", eks / "ssg-eks-ds.xml", "sc.xml", cwd=collected)
    assert done.returncode == 1 and "--oval-id names those in a datastream: " in done.stderr
    assert "scap_org.scapkit_cref_ssg-eks-oval.xml, scap_org.scapkit_cref_ssg-eks-cpe-oval.xml" in done.stderr
