"""XCCDF 1.2 benchmarks from the model (NIST IR 7275r4, section 6), elements in the schema's order."""

from collections.abc import Iterable

from scapkit.model.xccdf import (
    Benchmark,
    Fix,
    Group,
    Profile,
    Reference,
    RefineRule,
    RefineValue,
    Rule,
    Select,
    SetValue,
    Status,
    Text,
    Value,
    Warning,
)
from scapkit.names import CPE_LANG, DC, XCCDF, XML
from scapkit.xmlio.emit import add, add_markup, root
from scapkit.xmlio.parse import Element
from scapkit.xmlio.write_checks import write_check, write_complex_check
from scapkit.xmlio.write_platforms import write_platform

LANG = f"{{{XML}}}lang"


def write_benchmark(benchmark: Benchmark) -> Element:
    """The Benchmark element."""
    element = root(XCCDF, "Benchmark", ("xccdf", "html", "cpe-lang", "dc"), {"id": benchmark.id})
    element.set("resolved", _bool(benchmark.resolved))
    if benchmark.style:
        element.set("style", benchmark.style)
    if benchmark.lang:
        element.set(LANG, benchmark.lang)
    _head(element, benchmark)
    _metadata(element, benchmark.metadata)
    for model in benchmark.models:
        add(element, XCCDF, "model", system=model)
    for profile in benchmark.profiles:
        write_profile(element, profile)
    for value in benchmark.values:
        _value(element, value)
    _children(element, benchmark.children)
    return element


def _head(element: Element, benchmark: Benchmark) -> None:
    _statuses(element, benchmark.status)
    _texts(element, "title", benchmark.titles)
    _texts(element, "description", benchmark.descriptions)
    for notice in benchmark.notices:
        add_markup(element, XCCDF, "notice", notice.text.markup, id=notice.id)
    _texts(element, "front-matter", benchmark.front_matter)
    _texts(element, "rear-matter", benchmark.rear_matter)
    _references(element, benchmark.references)
    for name, text in benchmark.plain_texts:
        add(element, XCCDF, "plain-text", text, id=name)
    if benchmark.platform_specification:
        specification = add(element, CPE_LANG, "platform-specification")
        for platform in benchmark.platform_specification:
            write_platform(specification, platform)
    _platforms(element, benchmark.platforms)
    version = add(element, XCCDF, "version", benchmark.version)
    if benchmark.version_time:
        version.set("time", benchmark.version_time)
    if benchmark.version_update:
        version.set("update", benchmark.version_update)


def _bool(value: bool) -> str:
    return "true" if value else "false"


def _statuses(parent: Element, statuses: Iterable[Status]) -> None:
    for status in statuses:
        add(parent, XCCDF, "status", status.value, date=status.date or None)


def _texts(parent: Element, name: str, texts: Iterable[Text]) -> None:
    for text in texts:
        _marked(add_markup(parent, XCCDF, name, text.markup), text)


def _marked(element: Element, text: Text) -> None:
    if text.lang:
        element.set(LANG, text.lang)
    if text.override:
        element.set("override", "true")


def _references(parent: Element, references: Iterable[Reference]) -> None:
    for reference in references:
        add(parent, XCCDF, "reference", reference.text, href=reference.href or None)


def _platforms(parent: Element, platforms: Iterable[str]) -> None:
    for idref in platforms:
        add(parent, XCCDF, "platform", idref=idref)


def _metadata(parent: Element, metadata: Iterable[tuple[str, str]]) -> None:
    pairs = tuple(metadata)
    if pairs:
        element = add(parent, XCCDF, "metadata")
        for name, text in pairs:
            add(element, DC, name, text)


def _warnings(parent: Element, warnings: Iterable[Warning]) -> None:
    for warning in warnings:
        element = add_markup(parent, XCCDF, "warning", warning.text.markup, category=warning.category)
        _marked(element, warning.text)


def write_profile(parent: Element, profile: Profile) -> None:
    """A Profile under a Benchmark or Tailoring."""
    element = add(parent, XCCDF, "Profile", id=profile.id, extends=profile.extends or None)
    if profile.abstract:
        element.set("abstract", "true")
    if profile.prohibit_changes:
        element.set("prohibitChanges", "true")
    if profile.note_tag:
        element.set("note-tag", profile.note_tag)
    _statuses(element, profile.status)
    if profile.version:
        add(element, XCCDF, "version", profile.version)
    _texts(element, "title", profile.titles)
    _texts(element, "description", profile.descriptions)
    _references(element, profile.references)
    _platforms(element, profile.platforms)
    for refinement in profile.refinements:
        _refinement(element, refinement)


def _refinement(parent: Element, refinement: Select | SetValue | RefineValue | RefineRule) -> None:
    idref = refinement.idref
    if isinstance(refinement, Select):
        add(parent, XCCDF, "select", idref=idref, selected=_bool(refinement.selected))
    elif isinstance(refinement, SetValue):
        add(parent, XCCDF, "set-value", refinement.value, idref=idref)
    elif isinstance(refinement, RefineValue):
        attributes = {"selector": refinement.selector or None, "operator": refinement.operator or None}
        add(parent, XCCDF, "refine-value", idref=idref, **attributes)
    else:
        given = {name: value or None for name, value in refinement._asdict().items()}
        add(parent, XCCDF, "refine-rule", **given)


def _children(parent: Element, children: Iterable[Group | Rule]) -> None:
    for child in children:
        if isinstance(child, Group):
            _group(parent, child)
        else:
            _rule(parent, child)


def _item(element: Element, item: Group | Rule) -> None:
    """What groups and rules have in common, up to conflicts."""
    _texts(element, "title", item.titles)
    _texts(element, "description", item.descriptions)
    _warnings(element, item.warnings)
    _references(element, item.references)
    _texts(element, "rationale", item.rationales)
    _platforms(element, item.platforms)
    for alternatives in item.requires:
        add(element, XCCDF, "requires", idref=" ".join(alternatives))
    for idref in item.conflicts:
        add(element, XCCDF, "conflicts", idref=idref)


def _attributes(element: Element, item: Group | Rule | Value) -> None:
    for name, value in (("extends", item.extends), ("cluster-id", item.cluster_id)):
        if value:
            element.set(name, value)
    for name, given in (("hidden", item.hidden), ("prohibitChanges", item.prohibit_changes)):
        if given:
            element.set(name, "true")


def _group(parent: Element, group: Group) -> None:
    element = add(parent, XCCDF, "Group", id=group.id)
    if not group.selected:
        element.set("selected", "false")
    if group.weight != "1.0":
        element.set("weight", group.weight)
    _attributes(element, group)
    _item(element, group)
    for value in group.values:
        _value(element, value)
    _children(element, group.children)


def _rule(parent: Element, rule: Rule) -> None:
    element = add(parent, XCCDF, "Rule", id=rule.id, selected=_bool(rule.selected))
    element.attrib.update({"weight": rule.weight, "role": rule.role, "severity": rule.severity})
    for name, given in (("multiple", rule.multiple), ("abstract", rule.abstract)):
        if given:
            element.set(name, "true")
    _attributes(element, rule)
    _statuses(element, rule.status)
    if rule.version:
        add(element, XCCDF, "version", rule.version)
    _item(element, rule)
    for ident in rule.idents:
        add(element, XCCDF, "ident", ident.value, system=ident.system)
    _texts(element, "fixtext", rule.fixtexts)
    for fix in rule.fixes:
        _fix(element, fix)
    for check in rule.checks:
        write_check(element, check)
    if rule.complex_check:
        write_complex_check(element, rule.complex_check)


def _fix(parent: Element, fix: Fix) -> None:
    element = add_markup(parent, XCCDF, "fix", fix.markup, id=fix.id or None, system=fix.system or None)
    for name in ("complexity", "disruption", "strategy"):
        if getattr(fix, name):
            element.set(name, getattr(fix, name))
    if fix.reboot:
        element.set("reboot", "true")


def _value(parent: Element, value: Value) -> None:
    element = add(parent, XCCDF, "Value", id=value.id, type=value.type, operator=value.operator)
    if value.interactive:
        element.set("interactive", "true")
    _attributes(element, value)
    _texts(element, "title", value.titles)
    _texts(element, "description", value.descriptions)
    _warnings(element, value.warnings)
    pairs = (
        ("value", value.values),
        ("default", value.defaults),
        ("match", value.matches),
        ("lower-bound", value.lower_bounds),
        ("upper-bound", value.upper_bounds),
    )
    for name, given in pairs:
        for selector, text in given:
            add(element, XCCDF, name, text, selector=selector or None)
    for selector, choices, must_match in value.choices:
        child = add(element, XCCDF, "choices", selector=selector or None, mustMatch=_bool(must_match))
        for choice in choices:
            add(child, XCCDF, "choice", choice)
