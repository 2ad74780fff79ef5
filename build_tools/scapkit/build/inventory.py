"""Inventory OVAL of platforms: what tells whether a system is one."""

from scapkit.authoring.jinja.expand import expand, render
from scapkit.authoring.parameters import template_values
from scapkit.authoring.platforms.language import filled
from scapkit.authoring.project import CheckTemplate, PlatformSource, Project
from scapkit.authoring.yaml.marked import Node
from scapkit.build.shorthand import read_parts
from scapkit.build.unit import Part
from scapkit.problem import Invalid, Problem, did_you_mean
from scapkit.span import Span


def platform_parts(project: Project, platform: PlatformSource, problems: list[Problem]) -> list[Part]:
    """The OVAL of a platform, its template rendered or what is written by hand."""
    namespace = project.product.check_namespace
    try:
        if platform.template:
            return _from_template(project, platform, namespace, problems)
        if platform.check:
            source = expand(project.environment, platform.check, {"collect": platform.collect}, "xml:")
            return read_parts(source, namespace)
    except Invalid as error:
        problems.extend(error.problems)
    return []


def _from_template(project: Project, platform: PlatformSource, namespace: str, problems: list[Problem]) -> list[Part]:
    assert platform.template
    name = platform.template.name
    template = project.templates.get(name.text)
    if template is None:
        hint = did_you_mean(name.text, project.templates)
        problems.append(Problem(name.span, "unknown-template", f"no check template {name.text}", hint))
        return []
    wrong: list[Problem] = []
    values = template_values(template, _given(platform, template), name.span, project.product.id, wrong)
    if wrong:
        problems.extend(each._replace(message=f"{each.message} (for the platform {platform.id})") for each in wrong)
        return []
    facts = {"rule_id": platform.check_id.text, "rule_title": platform.title, "collect": platform.collect}
    return read_parts(render(template.compiled, {**facts, **values}, "oval"), namespace)


def _given(platform: PlatformSource, template: CheckTemplate) -> Node:
    """The vars of the use, those values of the argument that the template knows, and the version."""
    assert platform.template
    use, span = platform.template.variables, platform.template.name.span
    entries = {key: _filled(node, platform) for key, node in (use.entries if use else {}).items()}
    known = {key: value for key, value in platform.values.items() if key in template.parameters}
    entries.update({key: Node(span, "str", value) for key, value in known.items() if key not in entries})
    if platform.versions:
        entries["versions"] = Node(span, "list", items=tuple(_version(span, *each) for each in platform.versions))
    return Node(span, "map", entries=entries, keys={key: (use.keys if use else {}).get(key, span) for key in entries})


def _filled(node: Node, platform: PlatformSource) -> Node:
    items = tuple(_filled(each, platform) for each in node.items)
    entries = {key: _filled(each, platform) for key, each in node.entries.items()}
    return node._replace(text=filled(node.text, platform.values), items=items, entries=entries)


def _version(span: Span, operator: str, version: str) -> Node:
    entries = {"operator": Node(span, "str", operator), "version": Node(span, "str", version)}
    return Node(span, "map", entries=entries, keys=dict.fromkeys(entries, span))
