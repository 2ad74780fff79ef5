"""XCCDF 1.2 benchmarks from the model (NIST IR 7275r4, section 6), elements in the schema's order."""

from collections.abc import Iterable

from scapkit.memo import Memo
from scapkit.model.xccdf import (
    Benchmark,
    Fix,
    Group,
    Profile,
    RefineRule,
    RefineValue,
    Rule,
    Select,
    SetValue,
)
from scapkit.names import CPE_LANG, XCCDF, short_id
from scapkit.names import PREFIXES as NAMESPACES
from scapkit.xmlio.emit import add, add_markup, root
from scapkit.xmlio.pieces import Pieces, Place, at_once
from scapkit.xmlio.serialise import Element
from scapkit.xmlio.write.checks import write_check, write_complex_check
from scapkit.xmlio.write.platforms import write_platform
from scapkit.xmlio.write.prose import (
    LANG,
    add_attributes,
    add_metadata,
    add_platforms,
    add_references,
    add_statuses,
    add_texts,
    add_warnings,
    boolean,
)
from scapkit.xmlio.write.values import add_content, write_value

PREFIXES = ("xccdf-1.2", "html", "cpe-lang", "dc")


def benchmark_document(benchmark: Benchmark, memo: Memo) -> bytes:
    """The whole document, rules as `memo` knows them under their short ids."""
    namespaces = {prefix: NAMESPACES[prefix] for prefix in PREFIXES}
    pieces = Pieces(namespaces, memo, lambda rule: short_id(rule.id))
    return pieces.document(write_benchmark(benchmark, pieces.place))


def write_benchmark(benchmark: Benchmark, place: Place = at_once) -> Element:
    """The Benchmark element; `place` has its rules made."""
    element = root(XCCDF, "Benchmark", PREFIXES, {"id": benchmark.id})
    element.set("resolved", boolean(benchmark.resolved))
    if benchmark.style:
        element.set("style", benchmark.style)
    if benchmark.lang:
        element.set(LANG, benchmark.lang)
    _head(element, benchmark)
    add_metadata(element, benchmark.metadata)
    for model in benchmark.models:
        add(element, XCCDF, "model", system=model)
    for profile in benchmark.profiles:
        write_profile(element, profile)
    for value in benchmark.values:
        write_value(element, value)
    _children(element, benchmark.children, place)
    return element


def _head(element: Element, benchmark: Benchmark) -> None:
    add_statuses(element, benchmark.status)
    add_texts(element, "title", benchmark.titles)
    add_texts(element, "description", benchmark.descriptions)
    for notice in benchmark.notices:
        add_markup(element, XCCDF, "notice", notice.text.markup, id=notice.id)
    add_texts(element, "front-matter", benchmark.front_matter)
    add_texts(element, "rear-matter", benchmark.rear_matter)
    add_references(element, benchmark.references)
    for name, text in benchmark.plain_texts:
        add(element, XCCDF, "plain-text", text, id=name)
    if benchmark.platform_specification:
        specification = add(element, CPE_LANG, "platform-specification")
        for platform in benchmark.platform_specification:
            write_platform(specification, platform)
    add_platforms(element, benchmark.platforms)
    version = add(element, XCCDF, "version", benchmark.version)
    if benchmark.version_time:
        version.set("time", benchmark.version_time)
    if benchmark.version_update:
        version.set("update", benchmark.version_update)


def write_profile(parent: Element, profile: Profile) -> None:
    """A Profile under a Benchmark or Tailoring."""
    element = add(parent, XCCDF, "Profile", id=profile.id, extends=profile.extends or None)
    if profile.abstract:
        element.set("abstract", "true")
    if profile.prohibit_changes:
        element.set("prohibitChanges", "true")
    if profile.note_tag:
        element.set("note-tag", profile.note_tag)
    add_statuses(element, profile.status)
    if profile.version:
        add(element, XCCDF, "version", profile.version)
    add_texts(element, "title", profile.titles)
    add_texts(element, "description", profile.descriptions)
    add_references(element, profile.references)
    add_platforms(element, profile.platforms)
    for refinement in profile.refinements:
        _refinement(element, refinement)


def _refinement(parent: Element, refinement: Select | SetValue | RefineValue | RefineRule) -> None:
    idref = refinement.idref
    if isinstance(refinement, Select):
        add(parent, XCCDF, "select", idref=idref, selected=boolean(refinement.selected))
    elif isinstance(refinement, SetValue):
        add_content(parent, "value", refinement.value, "set-", idref=idref)
    elif isinstance(refinement, RefineValue):
        attributes = {"selector": refinement.selector or None, "operator": refinement.operator or None}
        add(parent, XCCDF, "refine-value", idref=idref, **attributes)
    else:
        given = {name: value or None for name, value in refinement._asdict().items()}
        add(parent, XCCDF, "refine-rule", **given)


def _children(parent: Element, children: Iterable[Group | Rule], place: Place) -> None:
    for child in children:
        if isinstance(child, Group):
            _group(parent, child, place)
        else:
            place(parent, child, _rule)


def _item(element: Element, item: Group | Rule) -> None:
    """What groups and rules have in common, up to conflicts."""
    add_texts(element, "title", item.titles)
    add_texts(element, "description", item.descriptions)
    add_warnings(element, item.warnings)
    add_references(element, item.references)
    add_texts(element, "rationale", item.rationales)
    add_platforms(element, item.platforms)
    for alternatives in item.requires:
        add(element, XCCDF, "requires", idref=" ".join(alternatives))
    for idref in item.conflicts:
        add(element, XCCDF, "conflicts", idref=idref)


def _group(parent: Element, group: Group, place: Place) -> None:
    element = add(parent, XCCDF, "Group", id=group.id)
    if not group.selected:
        element.set("selected", "false")
    if group.weight != "1.0":
        element.set("weight", group.weight)
    if group.abstract:
        element.set("abstract", "true")
    add_attributes(element, group)
    _item(element, group)
    for value in group.values:
        write_value(element, value)
    _children(element, group.children, place)


def _rule(parent: Element, rule: Rule) -> None:
    element = add(parent, XCCDF, "Rule", id=rule.id, selected=boolean(rule.selected))
    element.attrib.update({"weight": rule.weight, "role": rule.role, "severity": rule.severity})
    for name, given in (("multiple", rule.multiple), ("abstract", rule.abstract)):
        if given:
            element.set(name, "true")
    add_attributes(element, rule)
    add_statuses(element, rule.status)
    if rule.version:
        add(element, XCCDF, "version", rule.version)
    _item(element, rule)
    for ident in rule.idents:
        add(element, XCCDF, "ident", ident.value, system=ident.system)
    add_texts(element, "fixtext", rule.fixtexts)
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
