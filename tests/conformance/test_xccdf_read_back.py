"""Every case's results, written as an ARF and read again: the same results, and the same report."""

from pathlib import Path
from typing import Any

import pytest

from conformance.cases import parameters
from conformance.xccdf_judges import lay_out, options_of
from scapkit.api.evaluating.judging import evaluate
from scapkit.api.recorded.reading import Recorded, read_results

NOW = "2026-01-02T03:04:05Z"
JUDGED = [each for each in parameters("xccdf") if "refused" not in each.values[1]]
INLINE = "data:"


def read_back(folder: Path, case: dict[str, Any]) -> tuple[Any, Recorded]:
    lay_out(folder, case)
    judged = evaluate(options_of(folder, case)._replace(arf=str(folder / "arf.xml")), NOW)
    (recorded,) = read_results([str(folder / "arf.xml")])
    return judged, recorded


@pytest.mark.parametrize(("name", "case"), JUDGED)
def test_results_that_were_written_are_read_as_they_were_made(name: str, case: dict[str, Any], tmp_path: Path) -> None:
    judged, recorded = read_back(tmp_path, case)
    made, read = judged.evaluation.test_result, recorded.evaluation.test_result
    # of content inside of checks, several pieces may go by one name when they are read
    assert read == made or INLINE in str(made)
    assert recorded.view() == judged.view()
    assert recorded.exit_code == judged.exit_code
