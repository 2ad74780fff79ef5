"""Records of results in a line, for tests of what changed between them."""

from collections.abc import Mapping

from scapkit.compare.results.record import AssetRecord, RuleRecord, Scope
from scapkit.model.results import RuleOutcome
from scapkit.report.views.finds import Find

BENCHMARK = "xccdf_org.example_benchmark_B"


def rule(
    name: str, result: str, *found: str, severity: str = "medium", values: Mapping[str, str] | None = None
) -> RuleRecord:
    return RuleRecord(
        f"xccdf_org.example_rule_{name}",
        f"Title of {name}",
        severity,
        RuleOutcome(result),
        finds=tuple(Find(each, each) for each in found),
        values=tuple((values or {}).items()),
    )


def scope(**changes: str) -> Scope:
    return Scope(BENCHMARK, "1.0", "xccdf_org.example_profile_p", "", "cpe:/a:x:y:1")._replace(**changes)


def asset(
    name: str, *rules: RuleRecord, time: str = "2026-01-10T00:00:00Z", score: float | None = 80.0, **more: object
) -> AssetRecord:
    by_key = {each.id.rpartition("_rule_")[2]: each for each in rules}
    made = AssetRecord(name, scope(), by_key, score=score, time=time)
    return made._replace(**more)  # type: ignore[arg-type]
