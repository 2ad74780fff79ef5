"""SARIF 2.1.0 as code hosts take it in: one run of all assets, with what somebody must look into alone.

They show each result as an alert, whatever its kind and whether or not it is suppressed, and know one run of a tool.
"""

from collections.abc import Iterable, Iterator

from scapkit import sarif
from scapkit.report.protocol import Format
from scapkit.report.tools.sarif_results import BASES, result, with_lines
from scapkit.report.tools.sarif_rules import RuleBook
from scapkit.report.views.gaps import with_gaps
from scapkit.report.views.shown import ReportView
from scapkit.report.views.told import TROUBLE, named
from scapkit.report.writing.jsontext import dumped

MOST = 25_000
"""A run of more results is refused."""


def render(views: Iterable[ReportView]) -> Iterator[bytes]:
    """The log in UTF-8, a line for each result; the rules that these are of stand behind them."""
    book, number = RuleBook(), 0
    head = dumped({"$schema": sarif.SCHEMA, "version": sarif.VERSION})
    yield f'{head[:-1]},"runs":[{{"results":['.encode()
    for view in with_gaps(views):
        for name, rule in named(view.rules):
            if rule.outcome not in TROUBLE:
                continue
            number += 1
            if number <= MOST:
                told = with_lines(result(view, name, rule, book.number(rule)))
                yield f"{',' if number > 1 else ''}\n{dumped(told)}".encode()
    yield f"],\n{_rest(book, max(number - MOST, 0))}}}]}}\n".encode()


def _rest(book: RuleBook, left_out: int) -> str:
    driver = dumped(sarif.tool()["driver"])
    invocation: dict[str, object] = {"executionSuccessful": True}
    if left_out:
        text = f"{left_out} more results are left out, as a code host takes {MOST}; other formats have all."
        invocation["toolExecutionNotifications"] = [{"level": "warning", "message": {"text": text}}]
    about = {
        "automationDetails": {"id": "scapkit/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": BASES,
        "invocations": [invocation],
    }
    return f'"tool":{{"driver":{driver[:-1]},"rules":{book.json}}}}},\n{dumped(about)[1:-1]}'


FORMAT = Format("code-scanning", "SARIF 2.1.0 with failures and open results alone, for code hosts", ".sarif", render)
