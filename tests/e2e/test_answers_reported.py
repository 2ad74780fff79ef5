"""Answers of people, from the command line to what oscap makes of the ARF."""

import shutil
from pathlib import Path

from reference import ask
from shared import SAMPLES, Run

ANSWERS = """answers:
- rule: control_plane_access
  answer: no
  who: Ann Lee <ann@example.org>
  when: 2026-01-01
- question: ocil:ssg-fargate_question:question:1
  answer: yes
  who: Bo
  when: 2026-01-01T10:00:00Z
- rule: audit_log_review
  answer: no
  who: Bo
- rule: gone
  answer: no
"""


def test_answers_lead_to_an_arf_that_oscap_reads(
    scapkit: Run, oscap: str, eks: Path, schemas: Path, tmp_path: Path
) -> None:
    file, arf, results = (tmp_path / name for name in ("answers.yml", "arf.xml", "ocil.xml"))
    file.write_text(ANSWERS, encoding="utf-8")
    content, dump = str(eks / "ssg-eks-ds.xml"), str(SAMPLES / "cluster")
    judge = ("evaluate", content, "--profile", "cis", "--dump", dump, "--answers", str(file))
    done = scapkit(*judge, "--arf", str(arf), "--ocil-results", str(results))
    assert done.returncode in (0, 2), done.stderr
    assert "answers.yml:10: answer-not-counted" in done.stderr
    assert "answers.yml:13: orphaned-answer" in done.stderr
    assert "answer 'no' by Ann Lee" in arf.read_text(encoding="utf-8")
    for path in (arf, results):
        assert scapkit("validate", str(path), "--schemas", str(schemas)).returncode == 0
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
    (tmp_path / "answers.yml").write_text(ANSWERS, encoding="utf-8")
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
