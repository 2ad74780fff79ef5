"""Short ids to OVAL ids, and the documents that hold what is needed, in order of id."""

from copy import deepcopy
from typing import NamedTuple

from lxml import etree

from scapkit import __version__
from scapkit.authoring.project import PlatformSource, RuleSource, all_rules
from scapkit.build.draft import Draft, Key, Part
from scapkit.build.link import platform_keys, rule_keys
from scapkit.build.shorthand import references
from scapkit.model.oval import Affected, Definition, Generator, OvalDefinitions, OvalReference
from scapkit.names import CCE_SYSTEM, OVAL_DEF, oval_id
from scapkit.problem import Problems
from scapkit.xmlio.parse import Element
from scapkit.xmlio.read_oval import read_oval

KINDS = {"definitions": "def", "tests": "tst", "objects": "obj", "states": "ste", "variables": "var"}


class _Owners(NamedTuple):
    rules: dict[str, RuleSource]
    platforms: dict[str, PlatformSource]


def number(draft: Draft) -> tuple[Draft, Problems]:
    """Fill in the OVAL documents of the rules and of the platforms."""
    namespace = draft.project.product.check_namespace
    rules = all_rules(draft.project)
    used = [draft.project.platforms[name] for name in draft.applicability.used]
    owners = _Owners(
        {oval_id(namespace, name, "def"): rules[rule] for rule, name in draft.definition_of.items()},
        {oval_id(namespace, platform.check_id.text, "def"): platform for platform in used},
    )
    hrefs = draft.hrefs
    oval = _document(draft, rule_keys(draft), owners, hrefs.oval)
    cpe_oval = _document(draft, platform_keys(draft), owners, hrefs.cpe_oval)
    return draft._replace(oval=oval, cpe_oval=cpe_oval), ()


def _document(draft: Draft, keys: frozenset[Key], owners: _Owners, href: str) -> OvalDefinitions:
    root = etree.Element(f"{{{OVAL_DEF}}}oval_definitions")
    for section in KINDS:
        parent = etree.SubElement(root, f"{{{OVAL_DEF}}}{section}")
        parent.extend(_numbered(draft, draft.parts[key]) for key in sorted(keys) if key[0] == section)
    document = read_oval(root, href)
    return document._replace(
        generator=Generator("scapkit", __version__, "5.11.3", draft.now),
        definitions={name: _completed(draft, definition, owners) for name, definition in document.definitions.items()},
    )


def _numbered(draft: Draft, part: Part) -> Element:
    namespace = draft.project.product.check_namespace
    element = deepcopy(part.element)
    element.set("id", oval_id(namespace, part.id, KINDS[part.section]))
    for each, attribute, (section, name) in references(element):
        identifier = oval_id(namespace, name, KINDS[section])
        if attribute:
            each.set(attribute, identifier)
        else:
            each.text = identifier
    return element


def _completed(draft: Draft, definition: Definition, owners: _Owners) -> Definition:
    """A definition with title, platform, references and class as its rule or platform wants them.

    SP 800-126r3 wants a CCE reference in class compliance and a CPE reference in class inventory.
    """
    affected = (Affected("unix", (draft.project.product.full_name,)),)
    platform = owners.platforms.get(definition.id)
    if platform:
        reference = OvalReference("CPE", platform.name)
        return definition._replace(title=platform.title, class_="inventory", affected=affected, references=(reference,))
    rule = owners.rules.get(definition.id)
    title = rule.title if rule else definition.title or definition.description
    cces = [value for system, value in idents(rule) if system == CCE_SYSTEM] if rule else []
    class_ = definition.class_
    if class_ == "compliance" and not cces:
        class_ = "miscellaneous"
    references_ = tuple(OvalReference("CCE", value) for value in cces)
    return definition._replace(title=title, class_=class_, affected=affected, references=references_)


def idents(rule: RuleSource) -> list[tuple[str, str]]:
    """Pairs of system and identifier that the rule itself gives."""
    return [(CCE_SYSTEM, node.text) for name, node in rule.identifiers.items() if name == "cce"]
