"""What results say of the rules that were selected."""

from pathlib import Path

from lxml import etree

X = "{http://checklists.nist.gov/xccdf/1.2}"


def selected(results: Path) -> dict[str, str]:
    """The severities of the rules that were selected, by id."""
    found = etree.parse(results).iter(f"{X}rule-result")
    return {
        each.get("idref", ""): each.get("severity", "")
        for each in found
        if each.findtext(f"{X}result") != "notselected"
    }
