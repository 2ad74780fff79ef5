"""The summary that a terminal shows: a line for each rule, counts, score, and why rules stayed open."""

from collections.abc import Iterator

from scapkit.model.results import RuleOutcome
from scapkit.report.page import inert
from scapkit.report.shown import ReportView, RuleView

COLOURS = {
    RuleOutcome.PASS: "32",
    RuleOutcome.FIXED: "32",
    RuleOutcome.FAIL: "31",
    RuleOutcome.ERROR: "33",
    RuleOutcome.UNKNOWN: "35",
}
NARROWEST = 40
RESULT = max(len(outcome) for outcome in RuleOutcome)
SEVERITY = len("severity")


def summary(view: ReportView, colour: bool, width: int) -> str:
    """The summary as lines of at most `width` columns; `colour` adds ANSI colours, for terminals only."""
    return "".join(f"{line}\n" for line in _lines(view, colour, max(width, NARROWEST)))


def _lines(view: ReportView, colour: bool, width: int) -> Iterator[str]:
    yield _cut(f"{view.target or 'unnamed target'}: {view.profile_title or view.title}", width)
    yield ""
    yield f"{'result':<{RESULT}}  {'severity':<{SEVERITY}}  rule"
    for rule in view.rules:
        yield _rule_line(rule, colour, width)
    yield ""
    counts = ", ".join(f"{number} {outcome}" for outcome, number in view.counts) or "no rule is selected"
    yield _cut(counts, width)
    for score in view.scores:
        yield _cut(f"score {score.value:.2f} of {score.maximum:.2f} ({score.label})", width)
    if view.missing:
        yield ""
        yield "could not be judged:"
        yield from _missing(view, width)


def _rule_line(rule: RuleView, colour: bool, width: int) -> str:
    result = f"{rule.outcome:<{RESULT}}"
    if colour and rule.outcome in COLOURS:
        result = f"\x1b[{COLOURS[rule.outcome]}m{result}\x1b[0m"
    title = _cut(rule.text.title, width - RESULT - SEVERITY - 4)
    return f"{result}  {rule.severity:<{SEVERITY}}  {title}"


def _missing(view: ReportView, width: int) -> Iterator[str]:
    names = {rule.anchor: rule.text.short_id for rule in view.rules}
    for each in view.missing:
        yield _cut(f"  {each.text}", width)
        yield _cut("    " + ", ".join(names[anchor] for anchor, _ in each.rules), width)


def _cut(text: str, width: int) -> str:
    """One printable line: what a terminal would obey is replaced, what does not fit is cut."""
    line = inert(text.replace("\n", " ").replace("\r", " ").replace("\t", " "))
    return line if len(line) <= width else f"{line[: width - 1]}…"
