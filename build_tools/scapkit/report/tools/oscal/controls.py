"""The controls that a rule is about, from its references; of a rule without references the rule itself."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from scapkit.report.contents.reference_classes import document_of
from scapkit.report.tools.oscal.words import token
from scapkit.report.views.shown import Link, RuleText

# A control of NIST SP 800-53, with enhancements; what follows names a part of it.
_NIST = re.compile(r"\s*([A-Za-z]{2})-0*(\d+)((?:\s*\(\d+\))*)(?![\d-])")

NIST = "nist"
"""What authors call SP 800-53."""


class Control(NamedTuple):
    """A control's id, the id of the objective that stands for all of it, and what people call it."""

    id: str
    objective: str
    title: str


def controls_of(rule: RuleText) -> tuple[Control, ...]:
    """Each control once, in the order of the references."""
    return tuple(dict.fromkeys(_referenced(rule))) or (_of_rule(rule),)


def _referenced(rule: RuleText) -> Iterator[Control]:
    for each in rule.references:
        for link in each.links:
            label = document_of(each.label, link.href)
            yield _nist(label, link) or _other(label, link)


def _nist(label: str, link: Link) -> Control | None:
    """As the catalog that NIST publishes in OSCAL has it: `AC-2(1)` is ac-2.1, and its objective ac-2.1_obj."""
    found = _NIST.match(link.text)
    if found is None or not ("800-53" in link.href or label.lower() == NIST):
        return None
    numbers = (found[2], *re.findall(r"\d+", found[3]))
    name = f"{found[1].lower()}-{'.'.join(str(int(each)) for each in numbers)}"
    return Control(name, f"{name}_obj", f"NIST SP 800-53 {name.upper()}")


def _other(label: str, link: Link) -> Control:
    name = token(f"{label}-{link.text}")
    return Control(name, name, f"{label} {link.text}")


def _of_rule(rule: RuleText) -> Control:
    name = token(rule.short_id)
    return Control(name, name, rule.title)
