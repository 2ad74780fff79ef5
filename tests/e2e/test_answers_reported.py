"""Answers of people, from the command line to what oscap makes of the ARF."""

import re
import shutil
from pathlib import Path

from reference import ask
from shared import SAMPLES, Run

EMPTY = "  answer:\n  who:\n  when:\n"
SIGNED = "  answer: no\n  who: Ann Lee <ann@example.org>\n  when: 2026-01-01\n"
UNSIGNED = "  answer: no\n  who: Bo\n  when:\n"


def answers(scapkit: Run, content: Path, folder: Path) -> str:
    """A form in which the first answer is signed and the second is not, with one at its end that nothing asks for."""
    form = folder / "form.yml"
    scapkit("answer", content, "--profile", "cis", "--template", "--answers", form)
    text = form.read_text(encoding="utf-8").replace(EMPTY, SIGNED, 1).replace(EMPTY, UNSIGNED, 1)
    return f"{text}- rule: gone\n  answer: no\n"


def test_answers_lead_to_an_arf_that_oscap_reads(
    scapkit: Run, oscap: str, eks: Path, schemas: Path, tmp_path: Path
) -> None:
    file, arf, results = (tmp_path / name for name in ("answers.yml", "arf.xml", "ocil.xml"))
    content, dump = eks / "ssg-eks-ds.xml", SAMPLES / "cluster"
    file.write_text(answers(scapkit, content, tmp_path), encoding="utf-8")
    judge = ("evaluate", content, "--profile", "cis", "--dump", dump, "--answers", file)
    done = scapkit(*judge, "--arf", arf, "--ocil-results", results)
    assert done.returncode in (0, 2), done.stderr
    warnings = re.findall(r"answers.yml:[0-9]+: ([a-z-]+)", done.stderr)
    assert warnings == ["answer-not-counted", "orphaned-answer"]
    assert "answer 'no' by Ann Lee" in arf.read_text(encoding="utf-8")
    for path in (arf, results):
        assert scapkit("validate", path, "--schemas", schemas).returncode == 0
    assert ask([oscap, "info", str(arf)]).returncode == 0
    assert ask([oscap, "ds", "rds-validate", str(arf)]).returncode == 0
    report = ask([oscap, "xccdf", "generate", "report", str(arf)]).stdout
    assert "OpenSCAP Evaluation Report" in report
    assert "by Ann Lee" in report


def test_of_a_collection_every_asset_is_judged_by_the_answers_and_has_its_results(
    scapkit: Run, eks: Path, schemas: Path, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        shutil.copytree(SAMPLES / "cluster", tmp_path / "dumps" / name)
    text = answers(scapkit, eks / "ssg-eks-ds.xml", tmp_path)
    (tmp_path / "answers.yml").write_text(text, encoding="utf-8")
    words = ("--profile", "cis", "--answers", "answers.yml", "--ocil-results", "ocil")
    dumps = ("--dump", "dumps/one", "--dump", "dumps/two")
    done = scapkit("evaluate", eks / "ssg-eks-ds.xml", *words, *dumps, cwd=tmp_path)
    assert done.stderr.count("orphaned-answer") == 1
    files = sorted((tmp_path / "ocil").iterdir())
    assert [each.name for each in files] == ["one-ocil.xml", "two-ocil.xml"]
    for file in files:
        assert scapkit("validate", file, "--schemas", schemas).returncode == 0
        assert "Ann Lee" in file.read_text(encoding="utf-8")


def test_public_content_is_answered_judged_and_reported(
    scapkit: Run, oscap: str, public_content: Path, schemas: Path, tmp_path: Path
) -> None:
    content = public_content / "ssg-eks-ds.xml"
    words = ("--profile", "cis", "--template", "--every", "--answers", "form.yml")
    assert scapkit("answer", content, *words, cwd=tmp_path).returncode == 0
    form = (tmp_path / "form.yml").read_text(encoding="utf-8")
    filled = form.replace("  answer:\n  who:\n  when:\n", "  answer: yes\n  who: Ann\n  when: 2026-01-01\n")
    (tmp_path / "answers.yml").write_text(filled, encoding="utf-8")
    judge = ("evaluate", content, "--profile", "cis", "--dump", SAMPLES / "cluster", "--answers", "answers.yml")
    done = scapkit(*judge, "--arf", "arf.xml", "--ocil-results", "ocil.xml", cwd=tmp_path)
    assert "notchecked" not in done.stdout
    assert scapkit("validate", "arf.xml", "ocil.xml", "--schemas", schemas, cwd=tmp_path).returncode == 0
    assert ask([oscap, "ds", "rds-validate", str(tmp_path / "arf.xml")]).returncode == 0
