"""Reports in the formats of `report/formats`: which are asked for, and the files that come of them."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from scapkit.api.files.writing import Output
from scapkit.model.arf import Evaluation
from scapkit.problem import WARNING, Problem, did_you_mean, invalid
from scapkit.registry import find, module_names
from scapkit.span import Span

if TYPE_CHECKING:
    from scapkit.report.protocol import Format
    from scapkit.report.views.shown import ReportView

FORMATS = "scapkit.report.formats"


class Report(NamedTuple):
    """A report that is asked for: the format by its name, and the file; of a format for one asset a folder."""

    format: str
    path: str


def reports_of(texts: Iterable[str]) -> tuple[Report, ...]:
    """What `FORMAT=FILE` asks for, each; raises Invalid (malformed-report, unknown-format)."""
    return tuple(_report(text) for text in texts)


def _report(text: str) -> Report:
    name, equals, path = text.partition("=")
    if not (name and equals and path):
        raise invalid("--report", "malformed-report", f"{text} is not FORMAT=FILE", hint="such as csv=report.csv")
    format_named(name)
    return Report(name, path)


def format_named(name: str) -> "Format":
    """The format of that name; raises Invalid (unknown-format)."""
    found: Format | None = find(FORMATS, "FORMAT", name)
    if found is None or found.name != name:
        known = [each.replace("_", "-") for each in module_names(FORMATS)]
        hint = did_you_mean(name, known) or f"there are {', '.join(known)}"
        raise invalid("report", "unknown-format", f"there is no report format {name}", hint=hint)
    return found


def lacking(reports: Iterable[Report], evaluation: Evaluation) -> Iterator[Problem]:
    """A warning for each report whose readers will not take it, for want of facts about an asset."""
    from scapkit.report.views.facts import facts_of

    for report in reports:
        found = format_named(report.format).missing(dict(facts_of(evaluation)))
        if found:
            hint = "add the facts to the asset in the dump's manifest.json, or replace that in the report"
            yield Problem(Span(report.path), "missing-facts", found, hint, WARNING)


def report_outputs(reports: Iterable[Report], view: "Callable[[], ReportView]") -> Iterator[Output]:
    """A file for each report on one asset; the view is made once, and only where a report is written."""
    shown = cache(view)
    for report in reports:
        yield Output(report.path, lambda report=report: format_named(report.format).render((shown(),)))  # type: ignore[misc]
