"""What changed as JUnit XML: a suite for each asset, and a case for each rule that changed."""

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from scapkit.compare.results.change import AssetChange, ResultsDiff, RuleChange
from scapkit.compare.results.conditions import fails_anew
from scapkit.compare.results.grouping import details, outcomes
from scapkit.compare.results.kinds import Kind
from scapkit.compare.results.protocol import ResultsFormat
from scapkit.report.html.page import inert

OK, FAILURE, ERROR, SKIPPED = "", "failure", "error", "skipped"
MOST = 500


def render(diff: ResultsDiff) -> bytes:
    """The document in UTF-8: what fails anew is a failure, what can no longer be judged an error, and what cannot be
    compared, is accepted or waived is skipped.
    """
    lines = ["<?xml version='1.0' encoding='UTF-8'?>", '<testsuites name="scapkit diff">']
    for number, asset in enumerate(diff.assets):
        lines += _suite(asset, number)
    return "".join(f"{line}\n" for line in [*lines, "</testsuites>"]).encode()


def _suite(asset: AssetChange, number: int) -> Iterator[str]:
    cases = [(each, _verdict(each)) for each in asset.changes]
    verdicts = [verdict for _, verdict in cases]
    counts = {name: str(verdicts.count(word)) for name, word in COUNTS.items()}
    told = {
        "name": asset.name or "unnamed asset",
        "tests": str(len(cases) or 1),
        **counts,
        "time": "0",
        "id": str(number),
    }
    yield f"<testsuite{_attributes(told)}>"
    yield "<properties>"
    yield from (f"<property{_attributes({'name': name, 'value': value})}/>" for name, value in _properties(asset))
    yield "</properties>"
    yield from (_case(asset, *case) for case in cases)
    if not cases:
        yield f"<testcase{_attributes(_named(asset, asset.status))}/>"
    yield "</testsuite>"


COUNTS = {"failures": FAILURE, "errors": ERROR, "skipped": SKIPPED}


def _properties(asset: AssetChange) -> Iterator[tuple[str, str]]:
    yield "status", asset.status
    yield "rules.unchanged", str(asset.same)
    yield from (("scope", each.words) for each in asset.scope)
    yield from (("remark", each) for each in asset.remarks)


def _verdict(change: RuleChange) -> str:
    if fails_anew(change):
        return FAILURE
    if change.accepted or Kind.INCOMPARABLE in change.kinds or Kind.WAIVED in change.kinds:
        return SKIPPED
    return ERROR if Kind.NO_LONGER_JUDGED in change.kinds else OK


def _case(asset: AssetChange, change: RuleChange, verdict: str) -> str:
    head = f"<testcase{_attributes(_named(asset, change.rule))}>"
    words = f"{', '.join(kind.words for kind in change.kinds)}: {change.either.title} ({outcomes(change)})"
    text = "\n".join((words, *details(change)))
    if verdict == OK:
        return f"{head}<system-out>{_text(text)}</system-out></testcase>"
    told = {"message": words[:MOST], "type": change.either.severity if verdict == FAILURE else change.kinds[0]}
    shown = {} if verdict == SKIPPED else told
    return f"{head}<{verdict}{_attributes(shown)}>{_text(text)}</{verdict}></testcase>"


def _named(asset: AssetChange, name: str) -> dict[str, str]:
    return {"name": name, "classname": asset.name or "unnamed asset", "time": "0"}


def _text(text: str) -> str:
    return escape(inert(text))


def _attributes(told: dict[str, str]) -> str:
    return "".join(f" {name}={quoteattr(inert(value))}" for name, value in told.items())


RESULTS_FORMAT = ResultsFormat("junit", "JUnit XML, in which what fails anew is a failure", render)
