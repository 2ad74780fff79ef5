"""What goes into an ARF 1.1 asset report collection (NIST IR 7694)."""

from typing import NamedTuple

from scapkit.model.dump import Asset
from scapkit.model.results import OvalResults, TestResult


class Evaluation(NamedTuple):
    """One asset judged: its XCCDF result and the OVAL results behind it."""

    asset: Asset
    test_result: TestResult
    oval_results: tuple[OvalResults, ...]
