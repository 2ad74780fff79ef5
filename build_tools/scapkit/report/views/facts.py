"""What is known of an asset: what its dump says, and what the result says of its target."""

from collections.abc import Iterator
from urllib.parse import unquote

from scapkit import __version__
from scapkit.model.arf import Evaluation
from scapkit.report.views.shown import ReportView

KIND = "urn:scapkit:fact:kind"
SCANNER, SCANNER_VERSION = "scanner name", "scanner version"
IDENTIFIER = "urn:xccdf:fact:asset:identifier:"
NAMES = ("fqdn", "host_name")
"""Identifiers (NIST IR 7275r4, table 29) that may say more than the target's name; addresses are told as such."""


def facts_of(evaluation: Evaluation) -> tuple[tuple[str, str], ...]:
    """The facts by their short names; `addresses` and `hardware addresses` are last, each in one text."""
    facts = dict(evaluation.asset.facts)
    for name, value in _told(evaluation):
        facts.setdefault(name, value)
    asset, result = evaluation.asset, evaluation.test_result
    hardware = [value for name, _, value in result.target_facts if name == f"{IDENTIFIER}mac"]
    lists = {
        "addresses": (*asset.addresses, *result.target_addresses),
        "hardware addresses": (*(each.mac for each in asset.interfaces), *hardware),
    }
    found = {name: ", ".join(filter(None, dict.fromkeys(texts))) for name, texts in lists.items()}
    return (*facts.items(), *((name, text) for name, text in found.items() if text))


def _told(evaluation: Evaluation) -> Iterator[tuple[str, str]]:
    """The target's facts; names and namespaces of URNs are taken off, as in `urn:xccdf:fact:scanner:name`."""
    for name, _, value in evaluation.test_result.target_facts:
        identifies = name.startswith(IDENTIFIER)
        short = name.removeprefix(IDENTIFIER)
        if identifies and short in NAMES and value != evaluation.test_result.target:
            yield short, value
        elif not identifies and name != KIND:
            yield unquote(name.rpartition("fact:")[2]).replace(":", " "), value


def judge_of(view: ReportView) -> tuple[str, str]:
    """Who judged, and of which version: as the results tell it, which may be of other programs."""
    facts = dict(view.facts)
    return facts.get(SCANNER, "scapkit"), facts.get(SCANNER_VERSION, "") if SCANNER in facts else __version__
