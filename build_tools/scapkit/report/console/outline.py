"""What fits a terminal: a line for each rule. Made without the rest of a report, so that a quick run stays quick."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from scapkit.model.results import Override, RuleOutcome, RuleResult, Score, TestResult, XccdfMessage
from scapkit.model.xccdf import Rule, Text
from scapkit.names import short_id
from scapkit.report.views.answered import NOT, Answered, answered
from scapkit.report.views.causes import ASKED, ASKS, telling
from scapkit.report.views.counts import counted
from scapkit.xccdf.policy import Policy

if TYPE_CHECKING:
    from scapkit.report.views.findings import Findings
    from scapkit.report.views.shown import ReportView

OPEN = (RuleOutcome.UNKNOWN, RuleOutcome.ERROR)


class OutlineRule(NamedTuple):
    """A judged rule; `reasons` say why it is as it is, and with `warns` are of somebody's concern.

    `findings` are what made it fail, and `more_findings` counts what is not among them. `overrides` say who changed it,
    `answered` on whose answer alone it passes.
    """

    short_id: str
    title: str
    severity: str
    outcome: RuleOutcome
    reasons: tuple[str, ...] = ()
    warns: bool = False
    findings: tuple[str, ...] = ()
    more_findings: int = 0
    overrides: tuple[Override, ...] = ()
    answered: Answered = NOT

    @property
    def original(self) -> RuleOutcome:
        """What it was before anybody changed it."""
        return self.overrides[0].old_result if self.overrides else self.outcome


class Outline(NamedTuple):
    """Who was judged by what, the judged rules in document order, and the scores, and those before overrides."""

    target: str
    title: str
    rules: tuple[OutlineRule, ...]
    scores: tuple[Score, ...]
    scores_before: tuple[Score, ...] = ()

    def with_findings(self, found: "Mapping[str, Findings]") -> "Outline":
        """With what made rules fail, by their short ids."""
        return self._replace(rules=tuple(_found(rule, found.get(rule.short_id)) for rule in self.rules))

    @property
    def counts(self) -> tuple[tuple[RuleOutcome, int], ...]:
        """How many rules came to each outcome, those that none came to left out."""
        return counted((rule.short_id, rule.outcome) for rule in self.rules)

    @property
    def missing(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each reason for which rules stayed open, with their short ids."""
        found = [rule for rule in self.rules if rule.outcome in OPEN or _warned(rule)]
        return _by_reason((rule, rule.reasons or ("no reason was given",)) for rule in found)

    @property
    def waived(self) -> tuple[OutlineRule, ...]:
        """The rules whose results somebody overrode; one of several results as often as that."""
        return tuple(rule for rule in self.rules if rule.overrides)

    @property
    def answered(self) -> tuple[OutlineRule, ...]:
        """The rules that pass since somebody answered, and would not else."""
        return tuple(rule for rule in self.rules if rule.answered)

    @property
    def inapplicable(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each reason for which rules do not apply, with their short ids; those that somebody made so have others."""
        found = (rule for rule in self.rules if rule.outcome is RuleOutcome.NOTAPPLICABLE and not rule.overrides)
        return _by_reason((rule, rule.reasons) for rule in found)


def _found(rule: OutlineRule, found: "Findings | None") -> OutlineRule:
    if found is None:
        return rule
    return rule._replace(findings=found.texts, more_findings=found.more)


def _warned(rule: OutlineRule) -> bool:
    return rule.outcome is RuleOutcome.NOTCHECKED and rule.warns


def _by_reason(rules: Iterable[tuple[OutlineRule, tuple[str, ...]]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: dict[str, list[str]] = {}
    for rule, reasons in rules:
        for reason in reasons:
            found.setdefault(reason, []).append(rule.short_id)
    return tuple((reason, tuple(ids)) for reason, ids in found.items())


def make_outline(policy: Policy, result: TestResult) -> Outline:
    """The outline of one evaluation."""
    by_id = {rule.id: rule for rule in policy.rules}
    words: list[Mapping[str, str]] = []

    def values() -> Mapping[str, str]:
        """What `sub` elements stand for, worked out when the first title has one."""
        if not words:
            from scapkit.report.writing.prose import wording

            words.append(wording(policy).values)
        return words[0]

    rules = tuple(
        OutlineRule(
            short_id(each.rule_id),
            plain(by_id[each.rule_id].titles if each.rule_id in by_id else (), values) or short_id(each.rule_id),
            each.severity,
            each.outcome,
            _reasons(each, by_id.get(each.rule_id)),
            any(message.severity == "warning" for message in each.messages),
            overrides=each.overrides,
            answered=NOT
            if each.overrides
            else answered(each.outcome, each.checks, (one.text for one in each.messages)),
        )
        for each in result.rule_results
        if each.outcome is not RuleOutcome.NOTSELECTED
    )
    title = _title(policy, result.profile_id, values)
    return Outline(result.target, title, rules, result.scores, result.scores_before)


def _answered(result: RuleResult) -> Answered:
    return NOT if result.overrides else answered(result.outcome, result.checks, (each.text for each in result.messages))


def _reasons(result: RuleResult, rule: Rule | None) -> tuple[str, ...]:
    return telling(tuple(dict.fromkeys(each.text for each in messages_of(result, rule))))


def messages_of(result: RuleResult, rule: Rule | None) -> tuple[XccdfMessage, ...]:
    """Why a result is what it is, each once, for people, who are told the question itself and not its id.

    Of one that failed it is no reason that nobody was asked, but an answer may help.
    """
    messages = tuple(dict.fromkeys(result.messages))
    asks = [each for each in messages if each.text.startswith(ASKS)]
    if not asks:
        return messages
    others = tuple(each for each in messages if each not in asks)
    if result.outcome is not RuleOutcome.FAIL:
        return (*others, asks[0]._replace(text=ASKED))
    either = rule is not None and rule.complex_check is not None and rule.complex_check.operator == "OR"
    accepts = f"an answer to {short_id(result.rule_id)} can accept what was found"
    return (*others, *((asks[0]._replace(text=accepts),) if either else ()))


def _title(policy: Policy, profile_id: str, values: Callable[[], Mapping[str, str]]) -> str:
    """The profile's own title, which comes after those that it inherits, and its id; else the benchmark's."""
    if policy.profile is None:
        return plain(policy.benchmark.titles, values) or short_id(profile_id)
    titles, name = policy.profile.titles, short_id(profile_id)
    own = [text for text in titles if text.lang == titles[0].lang][-1:] if titles else ()
    title = plain(own, values)
    return _named(title, name)


def _named(title: str, name: str) -> str:
    return f"{title} ({name})" if title and title != name else name


def outline_of(view: "ReportView") -> Outline:
    """The outline of what a whole report shows."""
    rules = tuple(
        OutlineRule(
            rule.text.short_id,
            rule.text.title,
            rule.severity,
            rule.outcome,
            telling([each.text for each in rule.reasons]),
            any(each.level == "warning" for each in rule.reasons),
            overrides=tuple(Override(*each) for each in rule.overrides),
            answered=rule.answered,
        )
        for rule in view.rules
    )
    scores, before = (tuple(Score(*each) for each in found) for found in (view.scores, view.scores_before))
    title = _named(view.profile_title, short_id(view.profile_id)) if view.profile_id else view.title
    return Outline(view.target, title, rules, scores, before)


def plain(texts: Iterable[Text], values: Callable[[], Mapping[str, str]] = dict) -> str:
    """The first of some texts without its markup; `values` are asked for only where there is some."""
    markup = next((text.markup for text in texts), "")
    if "<" not in markup and "&" not in markup:
        return markup
    from scapkit.report.writing.prose import to_plain

    return to_plain(markup, values())
