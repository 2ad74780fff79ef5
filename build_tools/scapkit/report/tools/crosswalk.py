"""What other catalogues call a rule's subject: controls of NIST SP 800-53, CCIs, STIG ids."""

import re
from collections.abc import Iterator

from scapkit.report.contents.reference_classes import document_of
from scapkit.report.views.shown import Link, RuleText

CCI = re.compile(r"\bCCI-\d{6}\b")
# A control with its enhancement and parts, as in AC-2, AC-2(1) or AC-6 (9) a (NIST SP 800-53r5, 2.2)
CONTROL = re.compile(r"([A-Z]{2}-\d{1,2})((?: ?\(\d{1,2}\))*+)(?:[ .]?\(?[a-z0-9]\)?)*+\s*\Z", re.ASCII)
NIST = re.compile(r"nist\Z|.*800-?53", re.IGNORECASE | re.DOTALL)


def ccis(text: RuleText) -> tuple[str, ...]:
    """The Control Correlation Identifiers among a rule's identifiers and references, sorted."""
    known = (*text.identifiers, *(link.text for each in text.references for link in each.links))
    return tuple(sorted({found for each in known for found in CCI.findall(each)}))


def nist_controls(text: RuleText) -> tuple[str, ...]:
    """The controls of NIST SP 800-53 that a rule refers to, in the order of mention."""
    return tuple(dict.fromkeys(_controls(text)))


def _controls(text: RuleText) -> Iterator[str]:
    for label, link in _named(text):
        for part in re.split(r"[,;]", link.text) if NIST.match(label) or NIST.match(link.href) else ():
            found = CONTROL.match(part.strip())
            if found:
                yield f"{found[1]}{found[2].replace(' ', '')}"


def stig_id(text: RuleText) -> str:
    """What a STIG calls a rule: its version, or the first reference of that kind; empty where there is none."""
    return text.version or next((link.text for label, link in _named(text) if label == "stigid"), "")


def _named(text: RuleText) -> Iterator[tuple[str, Link]]:
    """The references with the names of their documents, those that are known where a benchmark names only hosts."""
    for each in text.references:
        for link in each.links:
            yield document_of(each.label, link.href), link
