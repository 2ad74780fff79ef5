"""The summary that a terminal shows: a line for each rule, counts, score, and why rules stayed open."""

from collections.abc import Iterator, Sequence

from scapkit.model.results import RuleOutcome
from scapkit.report.console.outline import Outline, OutlineRule
from scapkit.report.html.page import inert
from scapkit.report.views.causes import by_cause
from scapkit.report.views.counts import Counts

COLOURS = {
    RuleOutcome.PASS: "32",
    RuleOutcome.FIXED: "32",
    RuleOutcome.FAIL: "31",
    RuleOutcome.ERROR: "33",
    RuleOutcome.UNKNOWN: "35",
}
FINDINGS = 3
"""As many findings are told of a rule."""
SCORING = "urn:xccdf:scoring:"
NAMED = 6
PLACES = 3
WORST = ("high", "medium", "low")
NARROWEST = 60
RESULT = max(len(outcome) for outcome in RuleOutcome)
SEVERITY = len("severity")


def summary(outline: Outline, colour: bool, width: int) -> str:
    """The summary as lines of at most `width` columns; `colour` adds ANSI colours, for terminals only."""
    return "".join(f"{line}\n" for line in _lines(outline, colour, max(width, NARROWEST)))


def _lines(outline: Outline, colour: bool, width: int) -> Iterator[str]:
    yield cut(f"{outline.target or 'unnamed target'}: {outline.title}", width)
    yield ""
    ids = min(max((len(rule.short_id) for rule in outline.rules), default=0), width // 2)
    yield f"{'result':<{RESULT}}  {'severity':<{SEVERITY}}  {'rule':<{ids}}  title".rstrip()
    for rule in outline.rules:
        yield _rule_line(rule, colour, width, ids)
    yield ""
    answers = len({rule.short_id for rule in outline.answered})
    yield cut(counts_line(outline.counts, answers), width)
    yield from (cut(text, width) for text in _scores(outline))
    yield from _waived(outline, width)
    yield from _answered(outline, width)
    yield from _findings(outline, width)
    for heading, why in (("could not be judged:", outline.missing), ("does not apply:", outline.inapplicable)):
        if why:
            yield from ("", heading)
            yield from _why(why, width)


def counts_line(counts: Counts, answers: int) -> str:
    """How many came to what, and how many of those that pass do so on answers alone."""
    more = {RuleOutcome.PASS: f" ({answers} by answers)"} if answers else {}
    told = (f"{number} {outcome}{more.get(outcome, '')}" for outcome, number in counts)
    return ", ".join(told) or "no rule is selected"


def _scores(outline: Outline) -> Iterator[str]:
    before = {each.system: each.value for each in outline.scores_before}
    for score in outline.scores:
        told = f"score {score.value:.2f} of {score.maximum:.2f} ({score.system.removeprefix(SCORING)} model)"
        yield f"{told}, {before[score.system]:.2f} before waivers" if score.system in before else told


def _waived(outline: Outline, width: int) -> Iterator[str]:
    """What became what, by whom and why."""
    if outline.waived:
        yield from ("", "waived:")
    for rule in outline.waived:
        yield cut(f"  {rule.short_id}: {rule.original} became {rule.outcome}", width)
        for each in rule.overrides:
            yield from wrapped(f"by {each.authority}: {each.remark}", width)


def _answered(outline: Outline, width: int) -> Iterator[str]:
    """What passes on somebody's answer alone."""
    if outline.answered:
        yield from ("", "answered:")
    for rule in outline.answered:
        yield cut(f"  {rule.short_id}: {rule.answered.change}", width)
        for text in rule.answered.texts:
            yield from wrapped(text, width)


def _findings(outline: Outline, width: int) -> Iterator[str]:
    """What was found, the worst rules' first."""
    found = [rule for rule in outline.rules if rule.findings]
    if found:
        yield from ("", "found:")
    for rule in sorted(found, key=lambda rule: gravity(rule.severity)):
        yield cut(f"  {rule.short_id}", width)
        yield from (cut(f"    {text}", width) for text in rule.findings[:FINDINGS])
        if more := len(rule.findings[FINDINGS:]) + rule.more_findings:
            yield f"    and {more} more"


def gravity(severity: str) -> int:
    """A number to sort by, the least for the worst severity."""
    return WORST.index(severity) if severity in WORST else len(WORST)


def _rule_line(rule: OutlineRule, colour: bool, width: int, ids: int) -> str:
    result = coloured(rule.outcome, f"{rule.outcome:<{RESULT}}", colour)
    name = cut(rule.short_id, ids)
    title = cut(rule.title, width - RESULT - SEVERITY - ids - 6)
    return f"{result}  {rule.severity:<{SEVERITY}}  {name:<{ids}}  {title}".rstrip()


def coloured(outcome: RuleOutcome, text: str, colour: bool) -> str:
    """A text in the colour of an outcome."""
    return f"\x1b[{COLOURS[outcome]}m{text}\x1b[0m" if colour and outcome in COLOURS else text


def _why(reasons: Sequence[tuple[str, Sequence[str]]], width: int) -> Iterator[str]:
    for text, places, rules in by_cause(reasons):
        yield cut(f"  {text}", width)
        if places:
            yield cut(f"    {named(places, PLACES)}", width)
        yield cut(f"    {named(rules)}", width)


def named(names: Sequence[str], most: int = NAMED) -> str:
    """The first of them, and how many more there are."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def wrapped(text: str, width: int) -> Iterator[str]:
    """Printable lines below another, of a text of which nothing may be lost."""
    from textwrap import wrap

    yield from wrap(_line(text), width, initial_indent=" " * 4, subsequent_indent=" " * 6, break_on_hyphens=False)


def _line(text: str) -> str:
    return inert(text.replace("\n", " ").replace("\r", " ").replace("\t", " "))


def cut(text: str, width: int) -> str:
    """One printable line: what a terminal would obey is replaced, what does not fit is cut."""
    line = _line(text)
    return line if len(line) <= width else f"{line[: max(width - 1, 0)]}…"
