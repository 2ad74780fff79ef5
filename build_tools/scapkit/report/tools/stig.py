"""Descriptions of DISA's STIGs, which hold several texts as elements that are themselves written as text."""

import re
from collections.abc import Mapping

DISCUSSION = "VulnDiscussion"
SECTIONS = (
    *(DISCUSSION, "FalsePositives", "FalseNegatives", "Documentable", "Mitigations", "SeverityOverrideGuidance"),
    *("PotentialImpacts", "ThirdPartyTools", "MitigationControl", "Responsibility", "IAControls"),
)
DAY = re.compile(r"(\d{4})-(0[1-9]|1[0-2])-(\d{2})", re.ASCII)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(date: str) -> str:
    """A day of XML Schema without its zone; empty where it is none."""
    found = DAY.match(date)
    return found[0] if found else ""


def long_day(date: str) -> str:
    """The same as a STIG writes it: 24 Nov 2026."""
    found = DAY.match(date)
    return f"{found[3]} {MONTHS[int(found[2]) - 1]} {found[1]}" if found else ""


def sections(text: str) -> Mapping[str, str]:
    """The texts of a STIG's description by the names of their elements; of any other description nothing."""
    if f"<{DISCUSSION}>" not in text:
        return {}
    parts = {name: text.partition(f"<{name}>")[2].partition(f"</{name}>") for name in SECTIONS}
    return {name: inner.strip() for name, (inner, end, _) in parts.items() if end}


def described(text: str) -> str:
    """What a description says: of a STIG's the discussion."""
    return sections(text).get(DISCUSSION, text)
