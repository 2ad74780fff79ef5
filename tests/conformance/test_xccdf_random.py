"""Benchmarks made up at random come to the same in oscap; hundreds were tried by hand, these are kept."""

from pathlib import Path

import pytest

from conformance.xccdf_judges import Verdicts, lay_out, ours, theirs
from conformance.xccdf_random import random_case

SEEDS = range(40)


def _comparable(verdicts: Verdicts) -> tuple[object, ...]:
    """Of several results for one rule oscap's order is that of its own tables."""
    return {name: sorted(found) for name, found in verdicts.results.items()}, verdicts.code


@pytest.mark.parametrize("seed", SEEDS)
def test_random_benchmark_comes_to_what_oscap_says(oscap: str, tmp_path: Path, seed: int) -> None:
    case = random_case(seed)
    lay_out(tmp_path, case)
    our, their = ours(tmp_path, case), theirs(oscap, tmp_path, case)
    assert _comparable(our) == _comparable(their)
    assert their.scores == pytest.approx(our.scores, abs=1e-3)
