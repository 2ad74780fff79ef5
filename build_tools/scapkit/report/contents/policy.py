"""A project's policies as tables and documents show them."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from scapkit.authoring.comparisons import Comparison
from scapkit.authoring.policies.automation import check_of, is_rule, kind_of
from scapkit.authoring.project import Control, Policy, Project, RuleSource, all_rules
from scapkit.problem import did_you_mean, invalid
from scapkit.report.html.page import render_page

UNSET = "pending"
MISSING = "missing"


class PolicyRule(NamedTuple):
    """A rule that a control names; `check` is automated, partly, manual, none, or missing where there is no such rule.

    `reads`: what its check looks at.
    """

    id: str
    title: str
    severity: str
    check: str
    reads: tuple[str, ...] = ()


class ControlView(NamedTuple):
    """A control; `depth` counts the controls around it, `settings` are Values that it sets.

    `related` rules have to do with it and do not answer it.

    One that only holds others has no status: it is a heading.
    """

    id: str
    title: str
    levels: tuple[str, ...]
    status: str
    notes: str
    rules: tuple[PolicyRule, ...]
    settings: tuple[str, ...]
    depth: int
    related: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """How it is checked by its rules: automated, partly, manual or none."""
        return kind_of(rule.check for rule in self.rules)


class PolicyView(NamedTuple):
    """A policy with all its controls, outer before inner; `levels`: each level with those whose controls it takes.

    `others`: what other tools automate of it.
    """

    id: str
    title: str
    version: str
    controls: tuple[ControlView, ...]
    levels: tuple[tuple[str, frozenset[str]], ...]
    others: tuple[Comparison, ...] = ()


def policy_views(project: Project, only: str = "", compared: tuple[Comparison, ...] = ()) -> tuple[PolicyView, ...]:
    """A project's policies by id, or one of them. Raises Invalid: unknown-policy, no-policy."""
    known = project.policies
    if only and only not in known:
        message = f"no policy {only}; there are: {', '.join(sorted(known)) or 'none'}"
        raise invalid(str(project.product.span.file), "unknown-policy", message, hint=did_you_mean(only, known))
    if not known:
        raise invalid(str(project.product.span.file), "no-policy", f"{project.product.id} has no policies in controls/")
    rules = all_rules(project)
    views = (_policy(known[name], rules) for name in sorted(known) if only in ("", name))
    return tuple(each._replace(others=tuple(tool for tool in compared if tool.policy == each.id)) for each in views)


def render_policies(views: tuple[PolicyView, ...]) -> bytes:
    """Policies as one self-contained HTML document."""
    title = views[0].title if len(views) == 1 else "Policies"
    return render_page("policy.html", title=title, policies=views)


def _policy(policy: Policy, rules: Mapping[str, RuleSource]) -> PolicyView:
    levels = tuple((level, _inherited(policy, level)) for level in policy.levels)
    return PolicyView(policy.id, policy.title, policy.version, tuple(_controls(policy.controls, rules, 0)), levels)


def _inherited(policy: Policy, level: str) -> frozenset[str]:
    found: set[str] = set()
    waiting = [level]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [each.text for each in policy.levels.get(name, ())]
    return frozenset(found)


def _controls(controls: tuple[Control, ...], rules: Mapping[str, RuleSource], depth: int) -> Iterator[ControlView]:
    for each in controls:
        names = [node.text for node in each.rules]
        yield ControlView(
            id=each.id,
            title=each.title,
            levels=tuple(node.text for node in each.levels),
            status=each.status or ("" if each.controls and not each.rules else UNSET),
            notes=each.notes.strip(),
            rules=tuple(_rule(name, rules) for name in names if is_rule(name)),
            settings=tuple(name for name in names if not is_rule(name)),
            depth=depth,
            related=tuple(node.text for node in each.related_rules),
        )
        yield from _controls(each.controls, rules, depth + 1)


def _rule(name: str, rules: Mapping[str, RuleSource]) -> PolicyRule:
    rule = rules.get(name)
    if rule is None:
        return PolicyRule(name, "", "unknown", MISSING)
    return PolicyRule(name, rule.title, rule.severity, check_of(rule), tuple(_reads(rule)))


def _reads(rule: RuleSource) -> Iterator[str]:
    """What is collected for a rule, each once; without a word of that, the files that its template is about."""
    named = [each.path or each.aws or each.file or each.glob or each.fact for each in rule.collect]
    variables = rule.template.variables if rule.template and not named else None
    files = variables.entries.get("filepath") if variables else None
    named += [node.text for node in (files.items or (files,))] if files else []
    yield from dict.fromkeys(named)
