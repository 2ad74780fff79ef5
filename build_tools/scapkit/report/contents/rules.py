"""A rule's words, identifiers and references, as guide and report show them."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from scapkit.model.xccdf import Rule
from scapkit.names import CPE_SYSTEM, short_id
from scapkit.report.contents.fix_systems import SYSTEMS
from scapkit.report.contents.reference_classes import host
from scapkit.report.views.shown import FixView, Link, ReferenceClass, RuleText, WarningView
from scapkit.report.writing.prose import Wording, safe_href, to_lines

SEVERITIES = ("high", "medium", "low", "info", "unknown")


class Library(NamedTuple):
    """How to word rules: `reference_classes` maps a reference's address to a short name of the document."""

    wording: Wording
    reference_classes: Mapping[str, str]


def rule_text(rule: Rule, library: Library) -> RuleText:
    """A rule's prose as safe HTML, with its identifiers and references by class (NIST IR 7275r4, 6.4.4)."""
    wording = library.wording
    return RuleText(
        id=rule.id,
        short_id=short_id(rule.id),
        title=wording.plain(rule.titles) or short_id(rule.id),
        description_html=wording.html(rule.descriptions),
        rationale_html=wording.html(rule.rationales),
        fixtext_html=wording.html(rule.fixtexts),
        warnings=tuple(WarningView(each.category, wording.html((each.text,))) for each in rule.warnings),
        identifiers=tuple(
            each.value if each.value.startswith("CCE-") else f"{each.value} ({each.system})"
            for each in rule.idents
            if each.system != CPE_SYSTEM
        ),
        applies_to=tuple(each.value for each in rule.idents if each.system == CPE_SYSTEM),
        references=references(rule, library.reference_classes),
        fixes=tuple(fixes(rule, library.wording.values)),
        version=rule.version,
    )


def fixes(rule: Rule, values: Mapping[str, str]) -> Iterator[FixView]:
    """A rule's scripts that say anything (NIST IR 7275r4, 6.4.4.5)."""
    for fix in rule.fixes:
        text = to_lines(fix.markup, values).strip("\n")
        if text.strip():
            told = [
                f"{name} {value}" for name in ("complexity", "disruption", "strategy") if (value := getattr(fix, name))
            ]
            told += ["needs a reboot"] if fix.reboot else []
            yield FixView(SYSTEMS.get(fix.system, fix.system or "other"), text, tuple(told))


def cces(rule: Rule) -> tuple[str, ...]:
    """A rule's CCE identifiers; the names of the system that they are from differ between authors."""
    return tuple(dict.fromkeys(each.value for each in rule.idents if each.value.startswith("CCE-")))


def references(rule: Rule, classes: Mapping[str, str]) -> tuple[ReferenceClass, ...]:
    """A rule's references by document, in the order of first mention; links only where the address is safe."""
    by_label: dict[str, dict[Link, None]] = {}
    for each in rule.references:
        label = classes.get(each.href) or host(each.href) or "other"
        text = each.text or each.href
        by_label.setdefault(label, {})[Link(text, safe_href(each.href))] = None
    return tuple(ReferenceClass(label, tuple(links)) for label, links in by_label.items())
