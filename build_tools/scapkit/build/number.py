"""The OVAL documents: what is needed, in order of id, definitions as their rules and platforms want them."""

from collections.abc import Mapping
from typing import Any

from scapkit import __version__
from scapkit.authoring.project import PlatformSource, Product, RuleSource
from scapkit.build.draft import Draft
from scapkit.build.link import platform_keys, rule_keys
from scapkit.build.shorthand import KINDS
from scapkit.build.unit import Key
from scapkit.model.oval import Affected, Definition, Generator, OvalDefinitions, OvalReference
from scapkit.names import CCE_SYSTEM
from scapkit.problem import Problems

Owner = RuleSource | PlatformSource


def number(draft: Draft) -> tuple[Draft, Problems]:
    """Fill in the OVAL documents of the rules and of the platforms."""
    owners: dict[str, Owner] = {name: unit.source for name, unit in draft.units.items() if unit.is_checked}
    owners.update({platform.check_id.text: platform for platform in draft.applicability.used.values()})
    oval = _document(draft, rule_keys(draft), owners, draft.hrefs.oval)
    cpe_oval = _document(draft, platform_keys(draft), owners, draft.hrefs.cpe_oval)
    return draft._replace(oval=oval, cpe_oval=cpe_oval), ()


def _document(draft: Draft, keys: frozenset[Key], owners: Mapping[str, Owner], href: str) -> OvalDefinitions:
    sections: dict[str, dict[str, Any]] = {section: {} for section in KINDS}
    for key in sorted(keys):
        section, name = key
        entry = draft.parts[key].entry
        if isinstance(entry, Definition):
            entry = _completed(draft.project.product, entry, owners.get(name))
        sections[section][entry.id] = entry
    return OvalDefinitions(Generator("scapkit", __version__, "5.11.3", draft.now), **sections, source=href)


def _completed(product: Product, definition: Definition, owner: Owner | None) -> Definition:
    """A definition with title, platform, references and class as its rule or platform wants them.

    SP 800-126r3 wants a CCE reference in class compliance and a CPE reference in class inventory.
    """
    affected = (Affected("unix", (product.full_name,)),)
    if isinstance(owner, PlatformSource):
        reference = OvalReference("CPE", owner.name)
        return definition._replace(title=owner.title, class_="inventory", affected=affected, references=(reference,))
    title = owner.title if owner else definition.title or definition.description
    cces = [value for system, value in idents(owner) if system == CCE_SYSTEM] if owner else []
    class_ = definition.class_
    if class_ == "compliance" and not cces:
        class_ = "miscellaneous"
    references = tuple(OvalReference("CCE", value) for value in cces)
    return definition._replace(title=title, class_=class_, affected=affected, references=references)


def idents(rule: RuleSource) -> list[tuple[str, str]]:
    """Pairs of system and identifier that the rule itself gives."""
    return [(CCE_SYSTEM, node.text) for name, node in rule.identifiers.items() if name == "cce"]
