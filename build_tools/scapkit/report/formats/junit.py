"""JUnit XML, which CI servers read: a test suite for each asset, a test case for each rule.

There is no one schema; this is what Jenkins (junit-10.xsd of its xUnit plugin) and GitLab read.
"""

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from scapkit.model.results import RuleOutcome
from scapkit.report.html.page import inert
from scapkit.report.protocol import Format
from scapkit.report.views.gaps import with_gaps
from scapkit.report.views.shown import ReportView, RuleView
from scapkit.report.views.told import blamed, named, reasons
from scapkit.report.writing.plain import plain
from scapkit.report.writing.stable import utc

MAX_MESSAGE = 500
ATTACHED = re.compile(r"\[(?=\[ATTACHMENT\|)", re.IGNORECASE)
ERRORS = (RuleOutcome.ERROR, RuleOutcome.UNKNOWN)
SKIPPED = (RuleOutcome.NOTAPPLICABLE, RuleOutcome.NOTCHECKED, RuleOutcome.NOTSELECTED)


def render(views: Iterable[ReportView]) -> Iterator[bytes]:
    """The document in UTF-8. What passes, is fixed or informational passes; what could not be judged is an error."""
    yield b"<?xml version='1.0' encoding='UTF-8'?>\n<testsuites name=\"scapkit\">\n"
    for number, view in enumerate(with_gaps(views)):
        yield "\n".join(_suite(view, number)).encode()
    yield b"</testsuites>\n"


def _suite(view: ReportView, number: int) -> Iterator[str]:
    outcomes = [rule.outcome for rule in view.rules]
    counts = {
        "tests": len(outcomes),
        "failures": outcomes.count(RuleOutcome.FAIL),
        "errors": sum(each in ERRORS for each in outcomes),
        "skipped": sum(each in SKIPPED for each in outcomes),
    }
    told = {
        "name": view.target or "unnamed target",
        **{name: str(count) for name, count in counts.items()},
        "time": "0",
        # as old readers want it: in UTC, and without saying so
        "timestamp": utc(view.start_time or view.end_time)[:19],
        "hostname": view.target,
        "id": str(number),
    }
    yield f"<testsuite{_attributes(told)}>"
    yield from _properties(view)
    for name, rule in named(view.rules):
        yield _case(view, name, rule)
    yield "</testsuite>\n"


def _properties(view: ReportView) -> Iterator[str]:
    told = (
        ("asset.kind", view.target_kind),
        ("benchmark", view.benchmark_id),
        ("benchmark.version", view.benchmark_version),
        ("benchmark.title", view.title),
        ("profile", view.profile_id),
        ("profile.title", view.profile_title),
        *((f"score.{each.model}", each.text) for each in view.scores),
        *((f"score_before_waivers.{each.model}", each.text) for each in view.scores_before),
        ("rules.not_selected", str(view.not_selected)),
        ("rules.passed_by_answers", str(sum(bool(rule.answered) for rule in view.rules) or "")),
    )
    yield "<properties>"
    yield from (f"<property{_attributes({'name': name, 'value': value})}/>" for name, value in told if value)
    yield "</properties>"


def _case(view: ReportView, name: str, rule: RuleView) -> str:
    """A test case; its name and class stay the same, so that servers know it again, and tell assets apart."""
    group = rule.groups[-1].rpartition("_group_")[2] if rule.groups else "rules"
    head = _attributes({"name": name, "classname": f"{view.target or 'unnamed target'}.{group}", "time": "0"})
    inside = _inside(rule)
    return f"<testcase{head}>{inside}</testcase>" if inside else f"<testcase{head}/>"


def _inside(rule: RuleView) -> str:
    if rule.outcome is RuleOutcome.FAIL:
        told = _attributes({"message": _message(rule, blamed(rule).texts), "type": rule.severity})
        return f"<failure{told}>{_text(_lines(rule))}</failure>"
    if rule.outcome in ERRORS:
        told = _attributes({"message": _message(rule, reasons(rule)), "type": rule.outcome})
        return f"<error{told}>{_text(_lines(rule))}</error>"
    changed = [each.text for each in rule.overrides]
    if rule.outcome in SKIPPED:
        return (
            f"<skipped>{_text((': '.join((rule.outcome, *reasons(rule)[:1])), *reasons(rule)[1:], *changed))}</skipped>"
        )
    if changed or rule.answered or rule.outcome is not RuleOutcome.PASS:
        became = rule.answered.change if rule.answered else rule.outcome
        return f"<system-out>{_text((f'{rule.text.title}: {became}', *reasons(rule), *changed))}</system-out>"
    return ""


def _message(rule: RuleView, texts: tuple[str, ...]) -> str:
    """One line: the title, and the first of what is to be told."""
    more = f" (and {len(texts) - 1} more)" if len(texts) > 1 else ""
    line = f"{rule.text.title.rstrip('.')}: {texts[0]}{more}" if texts else rule.text.title
    return line if len(line) <= MAX_MESSAGE else f"{line[: MAX_MESSAGE - 1]}…"


def _lines(rule: RuleView) -> Iterator[str]:
    text, findings = rule.text, blamed(rule)
    yield f"{text.title} ({', '.join((text.id, *text.identifiers))})"
    yield f"severity: {rule.severity}"
    yield from _listed("found", findings.texts)
    if findings.more:
        yield f"- and {findings.more} more"
    yield from _listed("because", reasons(rule))
    yield from _listed("changed", tuple(each.text for each in rule.overrides))
    yield from _told("about", text.description_html)
    yield from _told("to do", text.fixtext_html)


def _listed(head: str, texts: tuple[str, ...]) -> Iterator[str]:
    if texts:
        yield f"{head}:"
    yield from (f"- {text}" for text in texts)


def _told(head: str, html: str) -> Iterator[str]:
    if html:
        yield f"{head}:"
        yield plain(html)


def _text(lines: Iterable[str]) -> str:
    """Lines as text, in which no reader sees a file to attach to its report."""
    return escape(ATTACHED.sub("\\g<0>\u200b", inert("\n".join(lines))))


def _attributes(told: dict[str, str]) -> str:
    """Attributes that have something to say, and those that every reader asks for."""
    return "".join(f" {name}={quoteattr(inert(value))}" for name, value in told.items() if value or name == "name")


FORMAT = Format("junit", "JUnit XML: a test suite for each asset, for CI servers", ".xml", render)
