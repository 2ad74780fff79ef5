"""Results that were written before, reported on: by this program, by oscap, and none at all."""

import json
import os
import pty
import shutil
import subprocess
import sys
import termios
from pathlib import Path
from typing import IO

import pytest
from lxml import etree

from reference import ask
from scapkit.names import XCCDF
from scapkit.registry import discover
from shared import REPOSITORY, Run

SAMPLES = REPOSITORY / "content/eks/samples"
X = f"{{{XCCDF}}}"
FORMATS = sorted(discover("scapkit.report.formats", "FORMAT"))
TIME = {"SOURCE_DATE_EPOCH": "1700000000"}


@pytest.fixture(scope="module")
def judged(scapkit: Run, eks: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all that an evaluation of the sample cluster writes."""
    made = tmp_path_factory.mktemp("judged")
    reports = [word for name in FORMATS for word in ("--report", f"{name}={made}/report.{name}")]
    asked = ("evaluate", eks / "ssg-eks-ds.xml", "--profile", "cis", "--dump", SAMPLES / "cluster")
    results = ("--arf", made / "arf.xml", "--xccdf-results", made / "x.xml", "--oval-results", made / "oval.xml")
    done = scapkit(*asked, *results, *reports, "--quiet", **TIME)
    assert done.returncode == 2, done.stderr
    return made


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_of_our_arf_is_the_report_of_the_evaluation(
    scapkit: Run, judged: Path, tmp_path: Path, name: str
) -> None:
    again = tmp_path / "again"
    done = scapkit("report", judged / "arf.xml", "--format", name, "--output", again)
    assert (done.returncode, done.stderr) == (0, "")
    assert again.read_bytes() == (judged / f"report.{name}").read_bytes()


def test_so_it_is_with_answers_and_waivers_of_any_text(scapkit: Run, eks: Path, tmp_path: Path) -> None:
    odd = '"An\\u0001n \\uFFFE\\r\\n\\t<b>"'
    entries = (("approved_registries", odd), ("dedicated_service_accounts", "Bo\n  response: NOT_TESTED"))
    texts = (f"- rule: {rule}\n  answer:\n  when: 2023-01-01\n  remark: {odd}\n  who: {who}\n" for rule, who in entries)
    answers = "answers:\n" + "".join(texts).replace("answer:", "answer: no", 1)
    (tmp_path / "a.yml").write_text(answers, encoding="utf-8")
    waiver = (
        f"- {{rule: audit_logging, asset: '*', result: pass, authority: {odd}, reason: {odd}, expires: 2027-01-01}}\n"
    )
    (tmp_path / "w.yml").write_text(f"waivers:\n{waiver}", encoding="utf-8")
    reports = [word for name in FORMATS for word in ("--report", f"{name}=first/{name}")]
    asked = ("evaluate", eks / "ssg-eks-ds.xml", "--profile", "cis-1.8", "--dump", SAMPLES / "cluster", "--quiet")
    given = ("--answers", "a.yml", "--waivers", "w.yml", "--arf", "arf.xml")
    done = scapkit(*asked, *given, *reports, cwd=tmp_path, **TIME)
    assert (done.returncode, done.stderr) == (2, "")
    for name in FORMATS:
        scapkit("report", "arf.xml", "--format", name, "--output", f"again/{name}", cwd=tmp_path)
        assert (tmp_path / "again" / name).read_bytes() == (tmp_path / "first" / name).read_bytes(), name


def test_xccdf_results_with_their_oval_results_and_content_tell_the_same(
    scapkit: Run, eks: Path, judged: Path, tmp_path: Path
) -> None:
    oval = [word for path in sorted(judged.glob("oval*.xml")) for word in ("--oval-results", path)]
    words = ("--content", eks / "ssg-eks-ds.xml", *oval, "--format", "json", "--output", tmp_path / "again")
    done = scapkit("report", judged / "x.xml", *words)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "again").read_bytes() == (judged / "report.json").read_bytes()


def test_the_terminal_is_told_as_by_the_evaluation(scapkit: Run, eks: Path, judged: Path) -> None:
    done = scapkit("report", judged / "arf.xml")
    assert done.stdout == (judged / "report.text").read_text(encoding="utf-8")
    words = ("--profile", "cis", "--dump", SAMPLES / "cluster")
    assert scapkit("evaluate", eks / "ssg-eks-ds.xml", *words, **TIME).stdout.rstrip() == done.stdout.rstrip()
    assert "\nfound:\n" in done.stdout


def test_an_arf_of_oscap_shows_its_verdicts_and_evidence(
    scapkit: Run, oscap: str, eks: Path, trees: dict[str, Path], tmp_path: Path
) -> None:
    arf, told = tmp_path / "arf.xml", tmp_path / "told.json"
    profile = "xccdf_org.ssgproject.content_profile_cis-node"
    words: list[str | Path] = [oscap, "xccdf", "eval", "--profile", profile, "--results-arf", arf]
    ask([*words, eks / "ssg-eks-ds.xml"], trees["mixed"], makes=arf)
    done = scapkit("report", arf, "--format", "json", "--output", told)
    assert (done.returncode, done.stderr) == (0, "")
    root = etree.parse(arf).getroot()
    wanted = {
        each.get("idref"): each.findtext(f"{X}result")
        for each in root.iter(f"{X}rule-result")
        if each.findtext(f"{X}result") != "notselected"
    }
    rules = json.loads(told.read_bytes())["rules"]
    assert {each["id"]: each["result"] for each in rules} == wanted
    failed = [each for each in rules if each["result"] == "fail"]
    assert failed
    assert all(each["checks"][0]["definitions"][0]["criteria"] for each in failed)
    items = json.dumps(failed).count('"filepath"')
    assert items, "what oscap found is shown"


def test_several_assets_are_one_file_or_a_folder_as_the_format_holds_them(
    scapkit: Run, judged: Path, tmp_path: Path
) -> None:
    given = tmp_path / "given"
    (given / "nodes").mkdir(parents=True)
    for name in ("a-arf.xml", "nodes/a-arf.xml"):
        shutil.copy(judged / "arf.xml", given / name)
    (given / "content.xml").write_text(f'<Benchmark xmlns="{XCCDF}"/>', encoding="utf-8")
    (given / "notes.txt").write_text("no results", encoding="utf-8")
    assert scapkit("report", given, "--output", tmp_path / "all.txt").returncode == 0
    assert (tmp_path / "all.txt").read_text(encoding="utf-8").count("score ") == 2
    assert scapkit("report", given, "--format", "json", "--output", tmp_path / "each").returncode == 0
    assert sorted(path.name for path in (tmp_path / "each").iterdir()) == ["a-2.json", "a.json"]
    refused = scapkit("report", given, "--format", "json")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "one-asset-format: json holds one asset" in refused.stderr


def test_a_page_of_several_results_is_named_after_their_folder(scapkit: Run, judged: Path, tmp_path: Path) -> None:
    for name in ("one.xml", "two.xml"):
        (tmp_path / "may" / name).parent.mkdir(exist_ok=True)
        shutil.copy(judged / "arf.xml", tmp_path / "may" / name)
    for page, paths in (("may", [tmp_path / "may"]), ("2 assets", sorted((tmp_path / "may").iterdir()))):
        file = tmp_path / "page.html"
        assert scapkit("report", *paths, "--format", "html", "--output", file).returncode == 0
        told = file.read_text(encoding="utf-8")
        assert f"<h1><bdi>{page}</bdi></h1>" in told and f"<title>{page}: " in told


def test_results_are_never_written_over(scapkit: Run, judged: Path, tmp_path: Path) -> None:
    given = tmp_path / "given"
    given.mkdir()
    shutil.copy(judged / "arf.xml", given / "arf.xml")
    for output in (given / "arf.xml", given / "new.html"):
        done = scapkit("report", given, "--format", "html", "--output", output)
        assert done.returncode == 1
        assert "output-collision" in done.stderr
    assert (given / "arf.xml").read_bytes() == (judged / "arf.xml").read_bytes()


def test_a_file_may_say_by_its_name_what_it_is(scapkit: Run, judged: Path, tmp_path: Path) -> None:
    for name, begin in (
        ("a.html", "<!doctype html>"),
        ("a.json", "{"),
        ("a.txt", "shop-prod: "),
        ("html", "shop-prod: "),
    ):
        assert scapkit("report", judged / "arf.xml", "--output", tmp_path / name).returncode == 0
        assert (tmp_path / name).read_text(encoding="utf-8").lower().startswith(begin)


def test_results_are_read_from_standard_input(judged: Path) -> None:
    with (judged / "arf.xml").open("rb") as given:
        done = subprocess.run(
            [sys.executable, "-m", "scapkit", "report", "-"], stdin=given, capture_output=True, check=True
        )
    assert done.stdout == (judged / "report.text").read_bytes()


def test_on_a_terminal_lines_are_as_wide_as_that(judged: Path) -> None:
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 70))
    with os.fdopen(ours, "rb", buffering=0) as screen:
        running = subprocess.Popen([sys.executable, "-m", "scapkit", "report", judged / "arf.xml"], stdout=theirs)
        os.close(theirs)
        shown = b"".join(iter(lambda: read(screen), b"")).decode()
        assert running.wait() == 0
    assert max(map(len, shown.splitlines())) == 70


def read(screen: IO[bytes]) -> bytes:
    """What a terminal shows next; nothing where whoever wrote on it has ended."""
    try:
        return screen.read(4096)
    except OSError:
        return b""


def test_the_formats_are_listed(scapkit: Run) -> None:
    done = scapkit("report", "--list")
    assert done.returncode == 0
    assert {"html", "json", "text"} <= {line.split()[0] for line in done.stdout.splitlines()}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "malformed-xml"),
        ("<asset-report-collection><reports>", "malformed-xml: <reports> of line 1 is not closed"),
        ("<html/>", ":1: not-results: html is neither an asset report collection nor XCCDF or OVAL results"),
        (
            f'<Benchmark xmlns="{XCCDF}"/>',
            "no-test-result: there is no TestResult in this benchmark (these are content",
        ),
        ("<asset-report-collection/>", ":1: no-test-result: there is no TestResult among its 0 reports"),
        (
            f'<TestResult xmlns="{XCCDF}">\n<rule-result idref="r"><result>good</result></rule-result></TestResult>',
            ":2: unknown-result: good is no result of a rule",
        ),
        (f'<TestResult xmlns="{XCCDF}">\n<score>much</score></TestResult>', ":2: not-a-number: the score much"),
    ],
)
def test_what_are_no_results_is_told_in_a_line(scapkit: Run, tmp_path: Path, text: str, said: str) -> None:
    given = tmp_path / "given.xml"
    given.write_text(text, encoding="utf-8")
    done = scapkit("report", given)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"scapkit: {given}")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_folder_without_results_and_no_results_at_all_are_told(scapkit: Run, tmp_path: Path) -> None:
    assert "no-results: there is no asset report collection in it" in scapkit("report", tmp_path).stderr
    assert "no-results: name the results to report on" in scapkit("report").stderr


def test_oval_results_that_are_none_are_told(scapkit: Run, judged: Path) -> None:
    done = scapkit("report", judged / "x.xml", "--oval-results", judged / "x.xml")
    assert "not-oval-results: expected oval_results, found Benchmark" in done.stderr


@pytest.mark.parametrize("results", ["arf.xml", "oval.xml"])
def test_oval_results_of_what_has_its_own_are_not_read_and_that_is_told(
    scapkit: Run, judged: Path, results: str
) -> None:
    file = next(judged.glob(results.replace(".", "*.")))
    done = scapkit("report", file, "--oval-results", "other.xml")
    assert f"{file}: unused-oval-results: it has OVAL results of its own: other.xml is not read" in done.stderr
