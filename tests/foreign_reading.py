"""Results of others read by tests."""

from pathlib import Path

from scapkit.api.recorded.reading import ReadingOptions, Recorded, read_results
from scapkit.report.views.shown import ReportView, RuleView


def read(tmp_path: Path, text: str, options: ReadingOptions = ReadingOptions()) -> list[Recorded]:  # noqa: B008
    (tmp_path / "results.xml").write_text(text, encoding="utf-8")
    return list(read_results([str(tmp_path / "results.xml")], options))


def view(tmp_path: Path, text: str, options: ReadingOptions = ReadingOptions()) -> ReportView:  # noqa: B008
    (found,) = read(tmp_path, text, options)
    return found.view()


def paths(rule: RuleView) -> list[str]:
    """What the evidence of a rule's check shows."""
    criteria = [each.criteria for check in rule.checks for each in check.definitions if each.criteria]
    tests = [child.test for each in criteria for child in each.children]  # type: ignore[union-attr]
    return [field.value for test in tests for item in test.items for field in item.fields]
