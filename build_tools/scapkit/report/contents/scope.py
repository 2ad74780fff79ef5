"""Which rules a table or a count is about, and in which words."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from scapkit.model.xccdf import Check, ComplexCheck, Rule
from scapkit.names import OCIL_SYSTEM, OVAL_SYSTEM, short_id
from scapkit.problem import did_you_mean, invalid
from scapkit.report.contents.reference_classes import class_of
from scapkit.report.writing.prose import Wording, wording
from scapkit.xccdf.policy import Policy

SUB = re.compile(r'<xccdf:sub [^>]*?\bidref="([^"]*)"')
AUTOMATED, MANUAL, UNCHECKED = "automated", "manual", "none"


class Scope(NamedTuple):
    """Rules of a policy in document order; `reference` is the one class of references that is asked for, or empty."""

    policy: Policy
    rules: tuple[Rule, ...]
    words: Wording
    file: str
    reference: str = ""

    @property
    def title(self) -> str:
        """The benchmark's title, with the profile's."""
        benchmark = self.words.plain(self.policy.benchmark.titles) or short_id(self.policy.benchmark.id)
        profile = self.policy.profile
        return f"{benchmark}: {self.words.plain(profile.titles) or short_id(profile.id)}" if profile else benchmark

    def rule_title(self, rule: Rule) -> str:
        """A rule's title in plain text."""
        return self.words.plain(rule.titles) or short_id(rule.id)

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes of the rules' references, those with the most rules first."""
        declared = self.declared
        counts: dict[str, int] = {}
        for rule in self.rules:
            for name in {class_of(each.href, declared) for each in rule.references}:
                counts[name] = counts.get(name, 0) + 1
        return tuple(sorted(counts, key=lambda name: (-counts[name], name)))

    @property
    def declared(self) -> dict[str, str]:
        """The names that the benchmark itself gives to addresses."""
        return {each.href: each.text for each in self.policy.benchmark.references if each.text}


def make_scope(policy: Policy, file: str, reference: str = "") -> Scope:
    """The selected rules of a profile, or all rules where the policy has none. Raises Invalid: unknown-reference."""
    rules = tuple(rule for rule in policy.rules if policy.profile is None or rule.id in policy.selected)
    scope = Scope(policy, rules, wording(policy), file, reference)
    if reference and reference not in (known := scope.classes):
        message = f"no rule here has references of the class {reference}; there are: {', '.join(known) or 'none'}"
        raise invalid(file, "unknown-reference", message, hint=did_you_mean(reference, known))
    return scope


def checked_by(rule: Rule) -> str:
    """How a rule is checked: automated where it has OVAL, manual where it has only questions, else none."""
    systems = {check.system for check in checks_of(rule)}
    if OVAL_SYSTEM in systems:
        return AUTOMATED
    return MANUAL if OCIL_SYSTEM in systems else UNCHECKED


def checks_of(rule: Rule) -> Iterator[Check]:
    """Every check of a rule, those of its complex check included."""
    yield from _checks((*rule.checks, *([rule.complex_check] if rule.complex_check else [])))


def _checks(checks: Iterable[Check | ComplexCheck]) -> Iterator[Check]:
    for check in checks:
        if isinstance(check, ComplexCheck):
            yield from _checks(check.children)
        else:
            yield check


def values_used(rule: Rule) -> set[str]:
    """The ids of the Values that a rule hands to its checks, or has in its texts."""
    exported = {export.value_id for check in checks_of(rule) for export in check.exports}
    prose = (*rule.descriptions, *rule.rationales, *rule.fixtexts, *(each.text for each in rule.warnings))
    texts = (*(text.markup for text in prose), *(fix.markup for fix in rule.fixes))
    return exported.union(*(SUB.findall(text) for text in texts))
