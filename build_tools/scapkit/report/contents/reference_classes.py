"""Short names of the documents that references lead to."""

import re
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import urlsplit

OTHER = "other"
# The names that authors in this field use, by a part of the addresses that their content has.
KNOWN = (
    ("cisecurity.org/controls", "cis-csc"),
    ("cisecurity.org/benchmark", "cis"),
    ("NIST.SP.800-53", "nist"),
    ("NIST.SP.800-171", "cui"),
    ("NIST.CSWP", "nist-csf"),
    ("iso.org/standard/54534", "iso27001-2013"),
    ("isa-62443-3-3", "isa-62443-2013"),
    ("isa-62443-2-1", "isa-62443-2009"),
    ("isaca.org/resources/cobit", "cobit5"),
    ("cyber.mil/stigs/cci", "disa"),
    ("cyber.mil/stigs/srg-stig-tools", "stigref"),
    ("_dl_facet_stigs=operating-systems%2Cgeneral-purpose-os", "os-srg"),
    ("_dl_facet_stigs=operating-systems%2Cunix-linux", "stigid"),
    ("_dl_facet_stigs=application-servers", "app-srg"),
    ("pcisecuritystandards.org", "pcidss"),
    ("CFR-2007-title45", "hipaa"),
    ("nerc.com/pa/Stand", "nerc-cip"),
    ("niap-ccevs.org/Profile", "ospp"),
    ("ssi.gouv.fr", "anssi"),
    ("cyber.gouv.fr", "anssi"),
    ("cjis-security-policy", "cjis"),
)


def class_of(href: str, declared: Mapping[str, str]) -> str:
    """The class of a reference: as the benchmark names the address, else as it is known, else the host's name."""
    if href in declared:
        return declared[href]
    return next((name for part, name in KNOWN if part in href), "") or host(href) or OTHER


def document_of(label: str, href: str) -> str:
    """The document behind a reference: its label, or what is known of the address where that is a host's name alone."""
    return class_of(href, {}) if href and label == host(href) else label


@lru_cache(1024)
def host(href: str) -> str:
    """The host of an address, or the empty string."""
    try:
        return (urlsplit(href).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def natural(text: str) -> tuple[tuple[bool, int, str], ...]:
    """A key that sorts as people count: 1.2 before 1.10, AC-6(1) before AC-6(10)."""
    parts = re.findall(r"\d+|\D+", text)
    return tuple(
        (not part.isascii() or not part.isdigit(), int(part) if part.isascii() and part.isdigit() else 0, part)
        for part in parts
    )
