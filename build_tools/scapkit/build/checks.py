"""OVAL for every rule and platform: from templates, or from what authors wrote by hand beside them."""

from collections.abc import Iterable
from typing import Any

from lxml import etree

from scapkit.authoring.expand import expand, render
from scapkit.authoring.lines import Source
from scapkit.authoring.parameters import template_values
from scapkit.authoring.project import CheckTemplate, PlatformSource, Project, RuleSource, all_rules
from scapkit.build.draft import Draft, Key, Part
from scapkit.build.ocil import question_of
from scapkit.build.shorthand import read_parts
from scapkit.problem import Invalid, Problem, Problems, did_you_mean
from scapkit.span import Span
from scapkit.xmlio.parse import line_of


def make_checks(draft: Draft) -> tuple[Draft, Problems]:
    """Fill in the OVAL parts, which definition belongs to which rule, and the questions."""
    problems: list[Problem] = []
    project = draft.project
    parts: dict[Key, Part] = {}
    definition_of: dict[str, str] = {}
    questions: dict[str, tuple[str, str]] = {}
    for rule in all_rules(project).values():
        template, values = _template(project, rule, problems)
        if _add(parts, _rule_parts(project, rule, template, values, problems), rule.id, _place(rule), problems):
            definition_of[rule.id] = rule.id
        question = question_of(project, rule, template, values, problems)
        if question:
            questions[rule.id] = question
    for name in draft.applicability.used:
        platform = project.platforms[name]
        _add(parts, _platform_parts(project, platform, problems), platform.check_id.text, platform.span, problems)
    return draft._replace(parts=parts, definition_of=definition_of, questions=questions), tuple(problems)


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
    try:
        if rule.check:
            variables = {"rule_id": rule.id, "rule_title": rule.title, "collect": rule.collect}
            return read_parts(expand(project.environment, rule.check, variables, "xml:"))
        if template and "oval" in template.compiled.template.blocks and "oval" not in _off(rule):
            return _from_template(rule, template, values)
    except Invalid as error:
        problems.extend(error.problems)
    return []


def _off(rule: RuleSource) -> frozenset[str]:
    return rule.template.off if rule.template else frozenset()


def _from_template(rule: RuleSource, template: CheckTemplate, values: dict[str, Any]) -> list[Part]:
    try:
        return read_parts(render(template.compiled, values, "oval"))
    except Invalid as error:
        raise Invalid(
            problem._replace(message=f"{problem.message} (for the rule {rule.id}, {rule.span})")
            for problem in error.problems
        ) from None


def _platform_parts(project: Project, platform: PlatformSource, problems: list[Problem]) -> list[Part]:
    if platform.check is None:
        return []
    try:
        source: Source = expand(project.environment, platform.check, {"collect": platform.collect}, "xml:")
        return read_parts(source)
    except Invalid as error:
        problems.extend(error.problems)
        return []


def _add(parts: dict[Key, Part], new: Iterable[Part], definition: str, span: Span, problems: list[Problem]) -> bool:
    """Take parts in; whether there are any. Parts of one id must say the same, and the definition must be there."""
    found = list(new)
    for part in found:
        first = parts.setdefault((part.section, part.id), part)
        if first is not part and _canonical(first) != _canonical(part):
            message = f"{part.id} is defined differently in {_place_of(first)}"
            problems.append(Problem(_place_of(part), "duplicate-id", message))
    if found and ("definitions", definition) not in parts:
        problems.append(Problem(span, "missing-definition", f"its OVAL defines no definition {definition}"))
    return bool(found)


def _place_of(part: Part) -> Span:
    return part.lines.span(line_of(part.element) - 1)


def _canonical(part: Part) -> bytes:
    """The part as bytes without white space between elements and without its comment, which may differ."""
    copy = etree.fromstring(etree.tostring(part.element), etree.XMLParser(remove_blank_text=True))
    copy.attrib.pop("comment", "")
    return etree.tostring(copy, method="c14n")
