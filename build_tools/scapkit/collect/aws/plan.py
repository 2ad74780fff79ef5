"""Which calls are made, and in which order: those that were asked for, after those from whose answers they draw."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from scapkit.collect.aws.protocol import Call, Service
from scapkit.registry import discover

ALWAYS = ("sts:GetCallerIdentity", "eks:DescribeCluster")
"""Whose account it is, and whether there is such a cluster, is asked whatever the policy."""


class Planned(NamedTuple):
    """A call and its service."""

    service: Service
    call: Call

    @property
    def key(self) -> str:
        """`service:Operation`."""
        return f"{self.service.name}:{self.call.operation}"


def every_call() -> dict[str, Planned]:
    """All calls that are known, by `service:Operation`."""
    services: dict[str, Service] = discover("scapkit.collect.aws.services", "SERVICE")
    calls = (Planned(service, call) for service in services.values() for call in service.calls)
    return {each.key: each for each in calls}


def needed(keys: Iterable[str] | None = None) -> dict[str, Planned]:
    """The calls of these keys and all that they draw from, and those that are always made; without keys all calls.

    Keys that are not known are left out.
    """
    known = every_call()
    if keys is None:
        return known
    found: dict[str, Planned] = {}
    waiting = [*ALWAYS, *keys]
    while waiting:
        name = waiting.pop()
        if name in known and name not in found:
            found[name] = known[name]
            waiting += [values.call for values in known[name].call.each]
    return {name: found[name] for name in sorted(found)}


def rounds(calls: dict[str, Planned]) -> Iterator[tuple[Planned, ...]]:
    """The calls in rounds, each of which draws only from earlier ones."""
    from graphlib import TopologicalSorter

    sorter = TopologicalSorter({name: {values.call for values in each.call.each} for name, each in calls.items()})
    sorter.prepare()
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        yield tuple(calls[name] for name in ready)
        sorter.done(*ready)
