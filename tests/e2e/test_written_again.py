"""Results that were read and are written again: the same bytes, with answers and waivers in them."""

from pathlib import Path

import pytest

from scapkit.api.evaluating.judging import evaluate, generator
from scapkit.api.evaluating.options import EvaluateOptions
from scapkit.api.recorded.reading import read_results
from scapkit.api.reports.results import arf
from scapkit.report.formats.json import FORMAT
from shared import NOW, SAMPLES, Run

EMPTY = "  answer:\n  who:\n  when:\n"
SIGNED = "  answer: no\n  who: Ann Lee <ann@example.org>\n  when: 2025-12-01\n"
WAIVERS = """waivers:
- rule: audit_logging
  asset: "*"
  result: pass
  authority: Ann Lee
  reason: kept <elsewhere>
  expires: 2026-05-20
"""


def options(scapkit: Run, content: Path, folder: Path, kind: str) -> EvaluateOptions:
    """What is asked of the sample: plain, or with answers and waivers."""
    asked = EvaluateOptions(str(content), str(SAMPLES / "cluster"), "cis", arf=str(folder / "arf.xml"))
    if kind == "plain":
        return asked
    form = folder / "form.yml"
    scapkit("answer", content, "--profile", "cis", "--template", "--answers", form)
    form.write_text(form.read_text(encoding="utf-8").replace(EMPTY, SIGNED, 3), encoding="utf-8")
    (folder / "waivers.yml").write_text(WAIVERS, encoding="utf-8")
    return asked._replace(answers=str(form), waivers=str(folder / "waivers.yml"))


@pytest.mark.parametrize("kind", ["plain", "answered and waived"])
def test_what_was_read_is_written_as_it_was(scapkit: Run, eks: Path, tmp_path: Path, kind: str) -> None:
    judged = evaluate(options(scapkit, eks / "ssg-eks-ds.xml", tmp_path, kind), NOW)
    (recorded,) = read_results([str(tmp_path / "arf.xml")])
    assert recorded.evaluation.test_result == judged.evaluation.test_result
    assert recorded.evaluation.asset == judged.evaluation.asset
    assert len(recorded.evaluation.ocil_reports) == (kind != "plain")
    again = b"".join(arf(judged.content, recorded.evaluation, generator(NOW)))
    assert again == (tmp_path / "arf.xml").read_bytes()
    assert b"".join(FORMAT.render((recorded.view(),))) == b"".join(FORMAT.render((judged.view(),)))
