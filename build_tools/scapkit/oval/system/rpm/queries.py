"""What the object types on RPM packages share: choosing packages by what identifies them."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from scapkit.model.dump import Missing
from scapkit.model.syschar import Flag, Item, Message
from scapkit.oval.evidence import Evidence
from scapkit.oval.protocols import Collection, Query
from scapkit.oval.system.chosen import chooser, else_facts
from scapkit.oval.system.facts import facts_items
from scapkit.oval.system.rpm.database import find_database
from scapkit.oval.system.rpm.packages import Package, Packages, read_packages

IDENTITY = ("name", "epoch", "version", "release", "arch")
"""A package's entities, in the order of the items on verification."""

Make = Callable[[Sequence[Package]], Iterator[Item | Missing]]


def is_on(query: Query, behavior: str) -> bool:
    """Whether a behavior is true."""
    return query.behaviors.get(behavior) in ("true", "1")


def collect_packages(query: Query, evidence: Evidence, fields: Mapping[str, str], make: Make) -> Collection:
    """What `make` yields for the packages that the object names; facts where the database is not to be had.

    A system without a database has no RPM, and the object is not applicable to it (FlagEnumeration).
    """
    if find_database(evidence) is None:
        told = facts_items(query, evidence, fields)
        return told if told.items or not told.missing else Collection(flag=Flag.NOT_APPLICABLE)
    known = read_packages(evidence)
    if known.missing and not known.packages:
        return else_facts(known.missing, query, evidence, fields)
    items: dict[Item, None] = {}
    missing = list(known.missing)
    try:
        for found in make(_chosen(query, known, evidence)):
            if isinstance(found, Missing):
                missing.append(found)
            else:
                items[found] = None
    except (ValueError, TimeoutError) as error:
        return Collection(missing=missing, messages=(Message(str(error), "error"),), flag=Flag.ERROR)
    return Collection(tuple(items), tuple(dict.fromkeys(missing)))


def _chosen(query: Query, known: Packages, evidence: Evidence) -> Sequence[Package]:
    """The packages that all entities name; those of a name are looked up."""
    name = query.entities.get("name")
    packages: Sequence[Package] = known.packages
    if name and name.operation == "equals" and len(name.values) == 1 and not name.var_check.startswith("none"):
        packages = evidence.once("rpm packages by name", lambda: _by_name(known.packages)).get(name.value, ())
    tests = [(each, chooser(query.entities[each])) for each in IDENTITY if each in query.entities]
    return [each for each in packages if all(test(getattr(each, key)) for key, test in tests)]


def _by_name(packages: Sequence[Package]) -> Mapping[str, list[Package]]:
    found: dict[str, list[Package]] = {}
    for each in packages:
        found.setdefault(each.name, []).append(each)
    return found


def identity(package: Package) -> Mapping[str, str]:
    """What identifies a package, by entity."""
    return {name: getattr(package, name) for name in IDENTITY}
