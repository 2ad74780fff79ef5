"""The CSV of results, as a spreadsheet reads it."""

import csv
from collections.abc import Iterable
from io import StringIO

import report_sample as sample
import report_views
from scapkit.report.formats.csv import COLUMNS, FORMAT
from scapkit.report.views.shown import ReportView


def rows(views: Iterable[ReportView]) -> list[dict[str, str]]:
    text = b"".join(FORMAT.render(views)).decode()
    return list(csv.DictReader(StringIO(text, newline=""), strict=True))


def test_there_is_a_row_for_each_rule_result_of_each_asset() -> None:
    views = report_views.all_views()
    found = rows(views)
    assert len(found) == sum(len(view.rules) for view in views)
    assert {row["asset"] for row in found} >= {"shop-prod", "shop-test", "all-outcomes"}
    assert all(set(row) == set(COLUMNS) and None not in row.values() for row in found)


def test_a_row_says_what_failed_and_what_was_found() -> None:
    (row,) = (each for each in rows([report_views.view()]) if each["rule"] == "rotation")
    assert (row["result"], row["severity"], row["original_result"]) == ("fail", "medium", "fail")
    assert row["findings"] == ".authentication.anonymous.enabled: true"
    assert row["identifiers"] == "CCE-87818-1"
    assert row["references"].splitlines()[0] == "cis 3.2.1"


def test_a_waived_failure_keeps_its_findings_and_says_who_waived_it() -> None:
    (row,) = (each for each in rows([report_views.waived_view()]) if each["rule"] == "rotation")
    assert (row["result"], row["original_result"]) == ("pass", "fail")
    assert row["findings"] == ".authentication.anonymous.enabled: true"
    assert (row["override_authority"], row["override_remark"]) == ("Ann Assessor", "accepted: RISK-7")


def test_the_reason_of_what_could_not_be_judged_is_in_the_row() -> None:
    (row,) = (each for each in rows([report_views.view()]) if each["rule"] == "port")
    assert (row["result"], row["reasons"]) == ("unknown", sample.FORBIDDEN)


def test_lines_end_as_the_standard_says_and_no_rule_gives_the_header_alone() -> None:
    assert b"".join(FORMAT.render(())) == ",".join(COLUMNS).encode() + b"\r\n"
    assert b"".join(FORMAT.render([report_views.empty_view()])) == ",".join(COLUMNS).encode() + b"\r\n"


def test_no_cell_is_a_formula_or_steers_a_terminal() -> None:
    cells = [cell for row in rows([report_views.hostile_view()]) for cell in row.values()]
    assert any(cell.startswith("'=cmd") for cell in cells)
    assert not [cell for cell in cells if cell.lstrip()[:1] in ("=", "+", "-", "@", "\t", "\r")]
    assert not [cell for cell in cells if set(cell) & set("\x00\x1b\x85\u202e\ufffe")]


def test_what_a_spreadsheet_cannot_hold_in_a_cell_is_cut_and_counted() -> None:
    told = [row["reasons"] for row in rows([report_views.hostile_view()]) if len(row["reasons"]) > 10_000]
    assert told and all(len(each) <= 32_767 and each.endswith(" more characters)") for each in told)
