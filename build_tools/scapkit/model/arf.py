"""What goes into an ARF 1.1 asset report collection (NIST IR 7694)."""

from typing import TYPE_CHECKING, NamedTuple

from scapkit.model.dump import Asset
from scapkit.model.results import OvalResults, TestResult

if TYPE_CHECKING:
    from scapkit.model.ocil import Ocil


class OcilReport(NamedTuple):
    """An OCIL document with its results; `source` is its href, `external` are the values that were handed in."""

    source: str
    document: "Ocil"
    external: tuple[tuple[str, str], ...] = ()


class Evaluation(NamedTuple):
    """One asset judged: its XCCDF result, and the OVAL and OCIL results behind it."""

    asset: Asset
    test_result: TestResult
    oval_results: tuple[OvalResults, ...]
    ocil_reports: tuple[OcilReport, ...] = ()
