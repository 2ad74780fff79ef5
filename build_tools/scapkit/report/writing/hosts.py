"""What of an asset's addresses and facts are internet addresses and names of hosts, as other tools check them."""

import re
from collections.abc import Iterable, Iterator
from ipaddress import ip_address

from scapkit.report.views.shown import ReportView

LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
FQDN = re.compile(rf"(?=.{{4,253}}\Z){LABEL}(?:\.{LABEL})*\.[a-z]{{2,63}}\Z", re.IGNORECASE | re.ASCII)
MAC = re.compile(r"[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}\Z", re.IGNORECASE | re.ASCII)


def addresses(view: ReportView) -> tuple[str, ...]:
    """The IP addresses of an asset."""
    return tuple(each for each in _facts(view, "addresses") if _is_address(each))


def full_name(view: ReportView) -> str:
    """The first fully qualified name of an asset; empty where none is known."""
    return next((each for each in (view.target, *_facts(view, "host_name", "fqdn")) if FQDN.match(each)), "")


def hardware(view: ReportView) -> tuple[str, ...]:
    """The MAC addresses of an asset."""
    return tuple(each for each in _facts(view, "hardware addresses") if MAC.match(each))


def _facts(view: ReportView, *names: str) -> Iterator[str]:
    facts = dict(view.facts)
    return _parts(facts.get(name, "") for name in names)


def _parts(texts: Iterable[str]) -> Iterator[str]:
    return (part for text in texts for part in text.replace(",", " ").split())


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
