"""The asset that results are about, from all places where these tell of it."""

from collections.abc import Iterator
from urllib.parse import unquote

from scapkit.evaluate.result import FACT
from scapkit.model.dump import Asset, Interface
from scapkit.model.results import TestResult

KIND = "kind"
OF_EVIDENCE = (KIND, "collector", "collected")
"""Facts of ours that are not of the asset itself, but of what kind it is and of how the evidence came about."""


def recorded_asset(result: TestResult, named: Asset | None, system: Asset | None) -> Asset:
    """The asset; `named` is what an ARF says of it, `system` what OVAL results say (NIST IR 7275r4, 6.6.3)."""
    facts = {unquote(name.removeprefix(FACT)): value for name, _, value in result.target_facts if name.startswith(FACT)}
    told = {name: value for name, value in facts.items() if name not in OF_EVIDENCE}
    others = [each for each in (named, system) if each is not None]
    addresses = result.target_addresses or next((each.addresses for each in others if each.addresses), ())
    return Asset(
        result.target or next((each.name for each in others), "unknown"),
        facts.get(KIND, ""),
        addresses,
        tuple({**told, **(dict(system.facts) if system and not facts else {})}.items()),
        tuple(_interfaces(named, system)),
    )


def _interfaces(named: Asset | None, system: Asset | None) -> Iterator[Interface]:
    """Those of the OVAL results, which have names, with the MAC addresses as the ARF writes them."""
    written = {each.mac.casefold(): each.mac for each in named.interfaces} if named else {}
    for each in (system.interfaces if system else ()) or (named.interfaces if named else ()):
        if each.name or each.mac:  # else it stands for an address that belongs to no interface that is known
            yield each._replace(mac=written.get(each.mac.casefold(), each.mac))
