"""Rules compiled one by one: each to its OVAL, its question and its XCCDF, from its own files and what it names."""

from typing import Any

from scapkit.authoring.jinja.expand import expand, render
from scapkit.authoring.parameters import template_values
from scapkit.authoring.project import CheckTemplate, Project, RuleSource, all_rules
from scapkit.authoring.read import read_again
from scapkit.build.cache.kept import Kept
from scapkit.build.cache.uses import Digests, Watched, watch
from scapkit.build.draft import Draft
from scapkit.build.fixes import fixes_of
from scapkit.build.inventory import platform_parts
from scapkit.build.items import Composing, make_rule
from scapkit.build.join import Joined
from scapkit.build.ocil import question_of
from scapkit.build.shorthand import read_parts
from scapkit.build.unit import Part, Unit
from scapkit.problem import Invalid, Problem, Problems, did_you_mean
from scapkit.span import Span


def compile_rules(draft: Draft) -> tuple[Draft, Problems]:
    """Fill in the units and the OVAL parts of rules and platforms."""
    problems: list[Problem] = []
    project = draft.project
    units = _units(project, draft.kept, problems)
    joined = Joined(problems)
    for name, unit in units.items():
        joined.add(unit.parts, name, _place(unit.source))
    for platform in draft.applicability.used.values():
        joined.add(platform_parts(project, platform, problems), platform.check_id.text, platform.span)
    return draft._replace(units=units, parts=joined.parts), tuple(problems)


def _units(project: Project, kept: Kept | None, problems: list[Problem]) -> dict[str, Unit]:
    rules = all_rules(project)
    if kept is None:
        return {name: compile_rule(project, rule, problems) for name, rule in rules.items()}
    units = {}
    watched, digests = watch(project), Digests(project)
    for name, rule in rules.items():
        units[name] = kept.unit(rule, digests) or _afresh(watched, rule, kept, digests, problems)
    return units


def _afresh(watched: Watched, rule: RuleSource, kept: Kept, digests: Digests, problems: list[Problem]) -> Unit:
    """A rule compiled, what it used noted, and kept unless something is wrong with it."""
    before = len(problems)
    whole = (read_again(watched.project, rule, problems) if rule.is_light else rule) or rule
    watched.start()
    unit = compile_rule(watched.project, whole, problems)
    if len(problems) == before:
        kept.keep(unit, watched.uses(), digests)
    return unit


def compile_rule(project: Project, rule: RuleSource, problems: list[Problem]) -> Unit:
    """One rule, by itself: nothing is read but its own files and what it names in the project."""
    template, values = _template(project, rule, problems)
    parts = _rule_parts(project, rule, template, values, problems)
    question = question_of(project, rule, template, values, problems)
    fixes = fixes_of(project, rule, template, values, problems)
    compiled = make_rule(Composing(project, problems), rule)._replace(fixes=fixes)
    return Unit(rule, compiled, tuple(parts), question)


def _place(rule: RuleSource) -> Span:
    return Span(rule.check.lines.file, 1) if rule.check else rule.span


def _template(
    project: Project, rule: RuleSource, problems: list[Problem]
) -> tuple[CheckTemplate | None, dict[str, Any]]:
    """A rule's template with the values of its parameters, or none where there is something wrong with them."""
    use = rule.template
    if use is None:
        return None, {}
    template = project.templates.get(use.name.text)
    if template is None:
        hint = did_you_mean(use.name.text, project.templates)
        problems.append(Problem(use.name.span, "unknown-template", f"no check template {use.name.text}", hint))
        return None, {}
    before = len(problems)
    values = template_values(template, use.variables, use.name.span, project.product.id, problems)
    if len(problems) > before:
        return None, {}
    return template, {"rule_id": rule.id, "rule_title": rule.title, "collect": rule.collect, **values}


def _rule_parts(
    project: Project, rule: RuleSource, template: CheckTemplate | None, values: dict[str, Any], problems: list[Problem]
) -> list[Part]:
    """A rule's OVAL; what is written by hand goes before the template's."""
    namespace = project.product.check_namespace
    try:
        if rule.check:
            variables = {"rule_id": rule.id, "rule_title": rule.title, "collect": rule.collect}
            return read_parts(expand(project.environment, rule.check, variables, "xml:"), namespace)
        if template and "oval" in template.compiled.template.blocks and "oval" not in _off(rule):
            return _from_template(rule, template, values, namespace)
    except Invalid as error:
        problems.extend(error.problems)
    return []


def _off(rule: RuleSource) -> frozenset[str]:
    return rule.template.off if rule.template else frozenset()


def _from_template(rule: RuleSource, template: CheckTemplate, values: dict[str, Any], namespace: str) -> list[Part]:
    try:
        return read_parts(render(template.compiled, values, "oval"), namespace)
    except Invalid as error:
        raise Invalid(
            problem._replace(message=f"{problem.message} (for the rule {rule.id}, {rule.span})")
            for problem in error.problems
        ) from None
