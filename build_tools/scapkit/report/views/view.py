"""Everything that any report shows, computed once from the policy, the evaluation and the OVAL definitions."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from scapkit.model.arf import Evaluation
from scapkit.model.oval import OvalDefinitions
from scapkit.model.results import RuleOutcome, RuleResult, TestResult
from scapkit.model.xccdf import Benchmark, Group, Rule
from scapkit.names import brief, short_id
from scapkit.report.console.outline import messages_of
from scapkit.report.contents.rules import SEVERITIES, Library
from scapkit.report.views.causes import telling
from scapkit.report.views.counts import Counts, counted
from scapkit.report.views.criteria import check_view, open_checks
from scapkit.report.views.facts import facts_of
from scapkit.report.views.shown import (
    GroupView,
    OpenReason,
    OverrideView,
    Reason,
    Release,
    ReportView,
    RuleView,
    ScoreView,
)
from scapkit.report.views.texts import Texts
from scapkit.report.writing.prose import Wording, wording
from scapkit.xccdf.policy import Policy

Oval = Mapping[str, OvalDefinitions]
Words = Mapping[str, str]
NOTHING: Words = MappingProxyType({})


def make_view(
    policy: Policy,
    evaluation: Evaluation,
    oval: Oval,
    questions: Words = NOTHING,
    reference_classes: Words = NOTHING,
    texts: Texts | None = None,
) -> ReportView:
    """What a report shows of one evaluation; nothing is read from files.

    `oval`: definitions by the href that checks use; `questions`: rule id to text; `reference_classes`: address to name;
    `texts`: rules that were told before.
    """
    result = evaluation.test_result
    words = _with_facts(wording(policy), result)
    library = _library(policy, words, reference_classes)
    rules = tuple(_rule_views(policy, evaluation, library, oval, questions, texts or Texts()))
    return ReportView(
        *_judged_by(policy, result, words),
        target=brief(result.target or evaluation.asset.name),
        target_kind=brief(evaluation.asset.kind),
        facts=facts_of(evaluation),
        start_time=result.start_time,
        end_time=result.end_time,
        scores=tuple(ScoreView(*each) for each in result.scores),
        scores_before=tuple(ScoreView(*each) for each in result.scores_before),
        counts=_counts(rules),
        severities=_severities(rules),
        not_selected=sum(each.outcome is RuleOutcome.NOTSELECTED for each in result.rule_results),
        missing=_open(rules, RuleOutcome.UNKNOWN),
        errors=_errors(rules),
        root=_tree(policy, rules, words),
        release=_release(policy.benchmark),
    )


def _judged_by(policy: Policy, result: TestResult, words: Wording) -> tuple[str, str, str, str, str]:
    """Title, id and version of the benchmark, id and title of the profile."""
    benchmark, profile = policy.benchmark, policy.profile
    return (
        brief(words.plain(benchmark.titles) or result.title or short_id(result.benchmark_id)),
        brief(result.benchmark_id or benchmark.id),
        brief(result.benchmark_version or benchmark.version),
        brief(result.profile_id),
        brief(words.plain(profile.titles if profile else ()) or short_id(result.profile_id)),
    )


def _release(benchmark: Benchmark) -> Release:
    words = dict(benchmark.plain_texts).get("release-info", "")
    return Release(words, max((each.date for each in benchmark.status), default=""))


def _with_facts(words: Wording, result: TestResult) -> Wording:
    """Prose may name facts of the target too, where no Value has that name (NIST IR 7275r4, 7.2.3.6.3)."""
    return words._replace(values={**{name: value for name, _, value in result.target_facts}, **words.values})


def _library(policy: Policy, words: Wording, reference_classes: Mapping[str, str]) -> Library:
    """What rules are told with; a benchmark's own references have texts that name the document behind the address."""
    declared = {each.href: each.text for each in policy.benchmark.references if each.text}
    return Library(words, {**declared, **reference_classes})


def _rule_views(
    policy: Policy, evaluation: Evaluation, library: Library, oval: Oval, questions: Words, texts: Texts
) -> Iterator[RuleView]:
    checks = open_checks(evaluation.oval_results, oval, policy.values)
    by_id = {rule.id: rule for rule in policy.rules}
    taken: Counter[str] = Counter()
    for each in evaluation.test_result.rule_results:
        if each.outcome is RuleOutcome.NOTSELECTED:
            continue
        rule = by_id.get(each.rule_id) or Rule(each.rule_id)
        anchor = re.sub(r"[^\w.-]", "-", each.rule_id)
        taken[anchor] += 1
        yield RuleView(
            anchor=anchor if taken[anchor] == 1 else f"{anchor}-{taken[anchor]}",
            text=texts.of(rule, library),
            severity=each.severity if each.severity in SEVERITIES else "unknown",
            outcome=each.outcome,
            time=each.time,
            weight=each.weight,
            role=each.role,
            instance=each.instance,
            groups=tuple(group.id for group in policy.ancestors.get(each.rule_id, ())),
            reasons=_reasons(each, rule),
            overrides=_overrides(each),
            question=questions.get(each.rule_id, "").strip(),
            checks=tuple(check_view(check, checks) for check in each.checks),
            authored_severity=policy.authored.get(each.rule_id, ""),
        )


def _reasons(result: RuleResult, rule: Rule) -> tuple[Reason, ...]:
    return tuple(Reason(each.text, each.severity) for each in messages_of(result, rule))


def _overrides(result: RuleResult) -> tuple[OverrideView, ...]:
    return tuple(OverrideView(*each) for each in result.overrides)


def _counts(rules: Iterable[RuleView]) -> Counts:
    return counted((rule.text.id, rule.outcome) for rule in rules)


def _severities(rules: tuple[RuleView, ...]) -> tuple[tuple[str, Counts], ...]:
    by_severity = ((severity, [rule for rule in rules if rule.severity == severity]) for severity in SEVERITIES)
    return tuple((severity, _counts(members)) for severity, members in by_severity if members)


def _open(rules: Iterable[RuleView], outcome: RuleOutcome) -> tuple[OpenReason, ...]:
    """Why rules came to unknown, or to an error: each reason once, with the rules that it concerns."""
    found: dict[str, dict[tuple[str, str], None]] = {}
    for rule in rules:
        warns = rule.outcome is RuleOutcome.NOTCHECKED and any(each.level == "warning" for each in rule.reasons)
        if rule.outcome is not outcome and not (warns and outcome is RuleOutcome.UNKNOWN):
            continue
        for text in telling([each.text for each in rule.reasons]) or ["no reason was given"]:
            found.setdefault(text, {})[(rule.anchor, rule.text.title)] = None
    return tuple(OpenReason(text, tuple(members)) for text, members in found.items())


def _errors(rules: tuple[RuleView, ...]) -> tuple[OpenReason, ...]:
    """The reasons of errors that are not reasons of something unknown too."""
    missing = {each.text for each in _open(rules, RuleOutcome.UNKNOWN)}
    return tuple(each for each in _open(rules, RuleOutcome.ERROR) if each.text not in missing)


def _tree(policy: Policy, rules: tuple[RuleView, ...], words: Wording) -> GroupView:
    benchmark = policy.benchmark
    members: dict[str, list[RuleView]] = {}
    for rule in rules:
        members.setdefault(rule.groups[-1] if rule.groups else "", []).append(rule)
    groups = tuple(_groups(benchmark.children, members, words))
    placed = {rule.anchor for group in groups for inner in group.walk() for rule in inner.rules}
    loose = tuple(rule for rule in rules if rule.anchor not in placed)
    return GroupView(benchmark.id, words.plain(benchmark.titles), groups, loose)


def _groups(
    children: tuple[Group | Rule, ...], members: Mapping[str, list[RuleView]], words: Wording
) -> Iterator[GroupView]:
    for child in children:
        if isinstance(child, Group):
            inner = tuple(_groups(child.children, members, words))
            rules = tuple(members.get(child.id, ()))
            if inner or rules:
                yield GroupView(child.id, words.plain(child.titles) or short_id(child.id), inner, rules)
