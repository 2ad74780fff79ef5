"""The results as comma-separated values (RFC 4180): a row for each rule result of each asset, for spreadsheets."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from scapkit.report.protocol import Format
from scapkit.report.views.gaps import with_gaps
from scapkit.report.views.shown import ReportView, RuleView
from scapkit.report.views.told import blamed, reference_texts
from scapkit.report.writing.cells import safe_cell

if TYPE_CHECKING:
    from io import StringIO

COLUMNS = (
    "asset",
    "asset_kind",
    "benchmark",
    "benchmark_version",
    "profile",
    "rule",
    "rule_id",
    "instance",
    "title",
    "severity",
    "result",
    "original_result",
    "time",
    "reasons",
    "findings",
    "findings_left_out",
    "override_authority",
    "override_time",
    "override_remark",
    "identifiers",
    "references",
    "weight",
    "role",
    "groups",
    "question",
)
"""Their order and meaning stay; new ones come at the end."""


def render(views: Iterable[ReportView]) -> Iterator[bytes]:
    """A header, then the rows in UTF-8; a cell of several entries has one a line."""
    import csv
    from io import StringIO

    stream = StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for view in with_gaps(views):
        yield _taken(stream)
        writer.writerows([safe_cell(cell) for cell in _row(view, rule)] for rule in view.rules)
    yield _taken(stream)


def _taken(stream: "StringIO") -> bytes:
    """What was written since this was asked for last."""
    data = stream.getvalue().encode()
    stream.seek(0)
    stream.truncate()
    return data


def _row(view: ReportView, rule: RuleView) -> tuple[str, ...]:
    findings = blamed(rule)
    return (
        view.target,
        view.target_kind,
        view.benchmark_id,
        view.benchmark_version,
        view.profile_id,
        rule.text.short_id,
        rule.text.id,
        rule.instance,
        rule.text.title,
        rule.severity,
        rule.outcome,
        rule.original,
        rule.time,
        "\n".join(each.text for each in rule.reasons),
        "\n".join(findings.texts),
        str(findings.more or ""),
        "\n".join(each.authority for each in rule.overrides),
        "\n".join(each.time for each in rule.overrides),
        "\n".join(each.remark for each in rule.overrides),
        "\n".join(rule.text.identifiers),
        "\n".join(reference_texts(rule.text)),
        rule.weight,
        rule.role,
        "\n".join(rule.groups),
        rule.question,
    )


FORMAT = Format("csv", "a row for each rule result of each asset, for spreadsheets", ".csv", render)
