"""Remediations of a rule, from the scripts beside it and from its template, as fix elements."""

from collections.abc import Iterator
from typing import Any

from scapkit.authoring.jinja.expand import expand, render
from scapkit.authoring.lines import Source
from scapkit.authoring.platforms.conditions import limited
from scapkit.authoring.platforms.expressions import Expression
from scapkit.authoring.platforms.language import read_expression
from scapkit.authoring.project import CheckTemplate, Project, RuleSource
from scapkit.authoring.remediation_yaml import check_yaml
from scapkit.authoring.remediations import LANGUAGES, Remediation, is_for, markup, read_remediation
from scapkit.authoring.yaml.marked import Node
from scapkit.build.resolve import value_names
from scapkit.model.xccdf import Fix
from scapkit.problem import Invalid, Problem


def fixes_of(
    project: Project,
    rule: RuleSource,
    template: CheckTemplate | None,
    values: dict[str, Any],
    problems: list[Problem],
) -> tuple[Fix, ...]:
    """The rule's fix elements, one a language; a script beside the rule goes before the template's."""
    found = []
    for language, source in _sources(project, rule, template, values, problems):
        remediation = read_remediation(source, problems)
        if remediation.text and is_for(remediation, project.product):
            check_yaml(language, remediation, rule.id, problems)
            script = markup(remediation, value_names(project), problems)
            levels = [_expressions(project, nodes) for nodes in (*rule.inherited_platforms, rule.platforms)]
            found.append(_fix(rule, language, remediation, limited(language, script, levels, project.platforms)))
    return tuple(found)


def _expressions(project: Project, nodes: tuple[Node, ...]) -> list[Expression]:
    """The expressions of one level; what is wrong with them is told elsewhere."""
    found = (read_expression(node, project.platforms, []) for node in nodes)
    return [each for each in found if each is not None]


def _sources(
    project: Project,
    rule: RuleSource,
    template: CheckTemplate | None,
    values: dict[str, Any],
    problems: list[Problem],
) -> Iterator[tuple[str, Source]]:
    """Each language with its rendered script."""
    off = rule.template.off if rule.template else frozenset()
    for language in LANGUAGES:
        try:
            if language in rule.remediations:
                cces = {name: node.text for name, node in rule.identifiers.items()}
                variables = {
                    "rule_id": rule.id,
                    "rule_title": rule.title,
                    "collect": rule.collect,
                    "cce_identifiers": cces,
                }
                yield language, expand(project.environment.scripts, rule.remediations[language], variables, "text:")
            elif template and language in template.compiled.template.blocks and language not in off:
                yield language, render(template.scripts, values, language)
        except Invalid as error:
            problems.extend(error.problems)


def _fix(rule: RuleSource, language: str, remediation: Remediation, text: str) -> Fix:
    facts = remediation.facts
    return Fix(
        markup=f"{text}\n",
        system=LANGUAGES[language].system,
        id=rule.id,
        complexity=facts.get("complexity", ""),
        disruption=facts.get("disruption", ""),
        strategy=facts.get("strategy", ""),
        reboot=facts.get("reboot") == "true",
    )
