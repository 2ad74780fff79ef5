"""What an evaluation came to, for tests to compare."""

from pathlib import Path

from scapkit.api import EvaluateOptions, evaluate
from shared import NOW


def outcomes(eks: Path, dump: Path, profile: str, **more: object) -> dict[str, str]:
    options = EvaluateOptions(str(eks / "ssg-eks-ds.xml"), str(dump), profile, **more)  # type: ignore[arg-type]
    results = evaluate(options, NOW).evaluation.test_result.rule_results
    return {
        each.rule_id.rpartition("_rule_")[2]: str(each.outcome) for each in results if each.outcome != "notselected"
    }
