"""Where checks look for answers of the Kubernetes API (the layout of the Compliance Operator's collector)."""

from collections.abc import Iterable, Mapping
from hashlib import sha256

from scapkit.collect.need import Need
from scapkit.collect.templates import render, variables
from scapkit.dumps.tree import API_ROOTS

ROOT = f"/{API_ROOTS[0]}"


def digest(need: Need) -> str:
    """The SHA-256 of path and filter as the content has them, variables not put in."""
    return sha256((need.key + need.filter).encode()).hexdigest()


def raw_place(need: Need, values: Mapping[str, str]) -> str:
    """The absolute path of the answer itself; raises ValueError for a path that is no template."""
    return f"{ROOT}/{render(need.key, values).strip().lstrip('/')}"


def place(need: Need, values: Mapping[str, str]) -> str:
    """The absolute path of the answer after its filter, if it has one."""
    told = dict(need.arguments).get("dump")
    if told:
        return f"{ROOT}/{told.strip().removeprefix(ROOT).lstrip('/')}"
    return f"{raw_place(need, values)}#{digest(need)}" if need.filter else raw_place(need, values)


def values_used(needs: Iterable[Need], values: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The Values that are put into filters, by name."""
    names = {name for need in needs for name in variables(need.filter)}
    return tuple((name, values[name]) for name in sorted(names & values.keys()))
