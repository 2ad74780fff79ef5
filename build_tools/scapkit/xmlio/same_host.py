"""Whether OVAL results can be of the host that XCCDF results are about, by the names and addresses that both tell."""

from collections.abc import Iterable, Iterator
from ipaddress import ip_address

from scapkit.names import XCCDF
from scapkit.xmlio.parse import Element, text_of
from scapkit.xmlio.read.oval_results import system_of

X = f"{{{XCCDF}}}"
NAMING = ("host_name", "hostname", "fqdn")
"""Facts of a target that are names of it, by their last part (NIST IR 7275r4, table 21; and ours)."""
NO_NAME = ("", "unknown", "localhost", "none", "(none)")


SHARED = "-"
"""In the place of an address that many hosts have."""


def other_host(result: Element, report: Element) -> str:
    """The host that OVAL results are of where it is not the target of a TestResult; empty where it is, or may be.

    A target may be an address, or a place such as an image or a folder that was looked into: then the facts name the
    host, if anything does.
    """
    system = system_of(report)
    if system is None or not _names((system.name,)):
        return ""
    named = _names(_told(result))
    if not named or any(_is_same(system.name.casefold(), each) for each in named):
        return ""
    shared = _addresses(system.addresses) & _addresses(_told(result))
    return "" if shared else system.name


def _told(result: Element) -> Iterator[str]:
    """What a TestResult calls its target, in any way."""
    yield from (text_of(each) for name in ("target", "target-address") for each in result.iterfind(X + name))
    for fact in result.iterfind(f"{X}target-facts/{X}fact"):
        last = fact.get("name", "").rpartition(":")[2]
        if last in NAMING or last in ("ipv4", "ipv6"):
            yield (fact.text or "").strip()


def _names(texts: Iterable[str]) -> set[str]:
    found = {each.strip().rstrip(".").casefold() for each in texts}
    return {each for each in found if each.partition(".")[0] not in NO_NAME and "/" not in each and not _address(each)}


def _is_same(first: str, second: str) -> bool:
    """Whether two names can be of one host: one of them may lack its domain."""
    first = first.rstrip(".")
    short, long = sorted((first, second), key=len)
    return long == short or long.startswith(f"{short}.")


def _addresses(texts: Iterable[str]) -> set[str]:
    """The addresses that no other host has, each in one form."""
    return {found for each in texts if (found := _address(each))} - {SHARED}


def _address(text: str) -> str:
    try:
        found = ip_address(text.strip().partition("/")[0])
    except ValueError:
        return ""
    return str(found) if not (found.is_loopback or found.is_link_local or found.is_unspecified) else SHARED
