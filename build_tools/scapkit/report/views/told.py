"""What formats tell of a rule's result besides its fields: the same in each of them."""

from collections import Counter
from collections.abc import Iterable, Iterator

from scapkit.model.results import RuleOutcome
from scapkit.report.contents.reference_classes import document_of
from scapkit.report.views.findings import NONE, Findings, findings_of, finds_of
from scapkit.report.views.items import cut
from scapkit.report.views.shown import RuleText, RuleView

TROUBLE = (RuleOutcome.FAIL, RuleOutcome.ERROR, RuleOutcome.UNKNOWN)
"""Outcomes that somebody must look into."""
_ASKING = (*TROUBLE, RuleOutcome.NOTCHECKED)


def found(rule: RuleView) -> Findings:
    """What made it fail, even where somebody has waived that since."""
    return findings_of(rule.checks) if RuleOutcome.FAIL in (rule.outcome, rule.original) else NONE


def blamed(rule: RuleView) -> Findings:
    """The same; where nothing was found that did, what was not there, or who says so."""
    findings = found(rule)
    if findings.texts or RuleOutcome.FAIL not in (rule.outcome, rule.original):
        return findings
    finds, more = finds_of(rule.checks)
    return Findings(tuple(dict.fromkeys(each.text for each in finds)), more)


def reasons(rule: RuleView) -> tuple[str, ...]:
    """Why the result is what it is; of one that could not be judged there is always something to say."""
    texts = tuple(dict.fromkeys(cut(each.text) for each in rule.reasons))
    return texts or (("no reason was given",) if rule.outcome in TROUBLE[1:] else ())


def reference_texts(rule: RuleText) -> tuple[str, ...]:
    """A rule's references, each as `DOCUMENT NUMBER`, once."""
    links = ((each.label, link) for each in rule.references for link in each.links)
    return tuple(dict.fromkeys(f"{document_of(label, link.href)} {link.text}" for label, link in links))


def asking(rule: RuleView) -> bool:
    """Whether somebody has to act on it: find out, answer or mend."""
    return rule.outcome in _ASKING


def waived(rule: RuleView) -> bool:
    """Whether somebody would have had to act on it, and somebody has made of it what asks for nothing."""
    return bool(rule.overrides) and rule.original in _ASKING and not asking(rule)


def overridden(rule: RuleView) -> str:
    """Who made what of the result, when and why, a line each."""
    return "\n".join(each.text for each in rule.overrides)


def named(rules: Iterable[RuleView]) -> Iterator[tuple[str, RuleView]]:
    """Rules with names that are unique among them, and the same in every run of the same content on the same asset.

    A rule's name is its short id, with the instance, or the number, of a result that is not its only one.
    """
    taken: Counter[str] = Counter()
    for rule in rules:
        name = f"{rule.text.short_id}[{rule.instance}]" if rule.instance else rule.text.short_id
        taken[name] += 1
        yield name if taken[name] == 1 else f"{name}#{taken[name]}", rule
