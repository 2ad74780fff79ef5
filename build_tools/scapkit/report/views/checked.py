"""How a rule is checked and what that found, in lines of plain text."""

from collections.abc import Iterable, Iterator

from scapkit.model.results import RuleOutcome
from scapkit.report.html.page import inert
from scapkit.report.views.causes import ASKS, UNASKED, telling
from scapkit.report.views.findings import NO_FIND
from scapkit.report.views.provenance import Source, sources_of, tests_of
from scapkit.report.views.shown import RuleView
from scapkit.report.views.told import blamed, reasons
from scapkit.report.views.why import TestView

MAX_LINES = 100
MAX_LINE = 600
OPEN = frozenset((RuleOutcome.UNKNOWN, RuleOutcome.ERROR, RuleOutcome.NOTCHECKED))


def shortened(text: str, most: int) -> str:
    """Inert text of at most so many characters, as UTF-16 counts them; one that is cut ends with an ellipsis."""
    units = inert(text).encode("utf-16-le")
    if len(units) <= 2 * most:
        return inert(text)
    return f"{units[: 2 * (most - 1)].decode('utf-16-le', 'ignore').rstrip()}…"


def how_checked(rule: RuleView) -> str:
    """What a person is asked; where there is no question what each OVAL test asks of what it looks for."""
    tests = {test.id: test for test in tests_of(rule.checks)}.values()
    return inert(rule.question or "\n\n".join(map(_asked, tests)))


def _asked(test: TestView) -> str:
    lines = [f"{test.comment or test.kind}: {test.requirement}".rstrip(": ")]
    lines += [f"- {shortened(' and '.join((each.kind, *each.entities)), MAX_LINE)}" for each in test.looked_for]
    return "\n".join(lines)


def evidence(rule: RuleView) -> tuple[str, ...]:
    """Why a result is what it is, and where that was read."""
    return _few((*_why(rule), *(f"from: {each}" for each in sources(rule))))


def why(rule: RuleView) -> tuple[str, ...]:
    """Why a result is what it is: reasons, what made the rule fail, what was missing where that left it open."""
    return _few(_why(rule))


def sources(rule: RuleView) -> tuple[str, ...]:
    """The calls and files that a result rests on, with the time of collection where it is known."""
    return tuple(_source(each) for each in sources_of(rule.checks))


def _source(source: Source) -> str:
    when = f" ({source.time})" if source.time else ""
    return f"{source.kind} {source.key}{when}" if source.kind else source.text


def _why(rule: RuleView) -> Iterator[str]:
    is_open = rule.original in OPEN
    told = reasons(rule)
    yield from telling(told) if is_open else (each for each in told if not each.startswith((ASKS, UNASKED)))
    findings = blamed(rule)
    yield from (each if each.startswith(NO_FIND) else f"found: {each}" for each in findings.texts)
    if findings.more:
        yield f"found: {findings.more} more"
    if is_open:
        missing = (each for test in tests_of(rule.checks) for each in test.missing)
        yield from (f"missing: {each}" for each in missing if each not in told)


def _few(lines: Iterable[str]) -> tuple[str, ...]:
    told = tuple(dict.fromkeys(shortened(line, MAX_LINE) for line in lines if line.strip()))
    left_out = len(told) - MAX_LINES
    return (*told[:MAX_LINES], f"... {left_out} more lines") if left_out > 0 else told
