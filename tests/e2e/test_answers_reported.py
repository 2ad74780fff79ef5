"""Answers of people, from the command line to what oscap makes of the ARF."""

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
