"""SARIF 2.1.0: a run for each asset with all its rules and results, for viewers and archives of scan results."""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from scapkit import sarif
from scapkit.model.results import RuleOutcome
from scapkit.names import short_id
from scapkit.report.protocol import Format
from scapkit.report.tools.sarif_results import BASES, result
from scapkit.report.tools.sarif_rules import RuleBook
from scapkit.report.views.gaps import is_gap, with_gaps
from scapkit.report.views.shown import ReportView
from scapkit.report.views.told import named, reasons
from scapkit.report.writing.jsontext import dumped
from scapkit.report.writing.stable import utc


def render(views: Iterable[ReportView]) -> Iterator[bytes]:
    """The log in UTF-8, a line for each result."""
    head = dumped({"$schema": sarif.SCHEMA, "version": sarif.VERSION})
    yield f'{head[:-1]},"runs":['.encode()
    book, mark = RuleBook(), ""
    for view in with_gaps(views):
        yield mark.encode()
        yield _run(view, book).encode()
        mark = ",\n"
    yield b"]}\n"


def _run(view: ReportView, book: RuleBook) -> str:
    book.begin()
    results = ",\n".join(dumped(result(view, name, rule, book.number(rule))) for name, rule in named(view.rules))
    driver = dumped(sarif.tool()["driver"])
    tool = f'{{"driver":{driver[:-1]},"rules":{book.json}}}}}'
    return f'{{"tool":{tool},\n{dumped(_about(view))[1:-1]},"results":[\n{results}]}}'


def _about(view: ReportView) -> dict[str, Any]:
    notices = _notices(view)
    names = ("scapkit", short_id(view.benchmark_id), short_id(view.profile_id), view.target)
    return {
        "automationDetails": {
            "id": "/".join(quote(each.encode(errors="replace"), safe="") for each in names if each) + "/",
            "description": sarif.message(f"{view.profile_title or view.title} on {view.target}"),
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": BASES,
        "invocations": [{"executionSuccessful": not notices, **_times(view), **notices}],
        "properties": {
            "asset": {"name": view.target, "kind": view.target_kind, "facts": dict(view.facts)},
            "benchmark": {"id": view.benchmark_id, "version": view.benchmark_version, "title": view.title},
            "profile": {"id": view.profile_id, "title": view.profile_title},
            "scores": [each._asdict() for each in view.scores],
            "scoresBeforeWaivers": [each._asdict() for each in view.scores_before],
            "counts": dict(view.counts),
            "notSelected": view.not_selected,
        },
    }


def _notices(view: ReportView) -> dict[str, Any]:
    """Why an asset was not judged (3.20.21)."""
    level = "error" if dict(view.counts).get(RuleOutcome.UNKNOWN) else "note"
    told = [sarif.message(f"{view.target} was not judged: {each}") for rule in view.rules for each in reasons(rule)]
    return {"toolExecutionNotifications": [{"level": level, "message": each} for each in told]} if is_gap(view) else {}


def _times(view: ReportView) -> dict[str, str]:
    known = (("startTimeUtc", utc(view.start_time)), ("endTimeUtc", utc(view.end_time)))
    return {name: time for name, time in known if time}


FORMAT = Format("sarif", "SARIF 2.1.0: a run for each asset with all results, for viewers", ".sarif", render)
