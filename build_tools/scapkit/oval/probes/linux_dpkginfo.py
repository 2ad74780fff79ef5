"""dpkginfo_object: installed Debian packages, from dpkg's database, else from facts (OVAL 5.11 linux schema)."""

from collections.abc import Mapping, Sequence

from scapkit.model.syschar import Field, Flag, Item, Message
from scapkit.oval.evidence import Evidence
from scapkit.oval.protocols import Collection, Probe, Query, Wanted
from scapkit.oval.system.chosen import chooser, else_facts, satisfies
from scapkit.oval.system.dpkg import Package, Packages, read_packages

KIND = "linux:dpkginfo"
FIELDS = {
    "name": "string",
    "arch": "string",
    "epoch": "string",
    "release": "string",
    "version": "string",
    "evr": "debian_evr_string",
}


def collect(query: Query, evidence: Evidence) -> Collection:
    """One item for each package and architecture; NAME:ARCHITECTURE names one of them, as with apt."""
    known = read_packages(evidence)
    if known.missing and not known.packages:
        return else_facts(known.missing, query, evidence, FIELDS)
    try:
        found = _named(query.entities["name"], known, evidence)
    except (ValueError, TimeoutError) as error:
        return Collection(messages=(Message(str(error), "error"),), flag=Flag.ERROR)
    return Collection([_item(name, each) for name, each in found], known.missing)


def _named(wanted: Wanted, known: Packages, evidence: Evidence) -> Sequence[tuple[str, Package]]:
    """The packages that are wanted, each with the name by which it is; those of a name are looked up."""
    if wanted.operation != "equals" or wanted.var_check not in ("all", "at least one"):
        accepts = chooser(wanted)
        return [(each.name, each) for each in known.packages if accepts(each.name)]
    by_name = evidence.once("dpkg by name", lambda: _by_name(known.packages))
    names = [name for name in dict.fromkeys(wanted.values) if satisfies(wanted, name)]
    return [(name, each) for name in names for each in by_name.get(name, ())]


def _by_name(packages: Sequence[Package]) -> Mapping[str, list[Package]]:
    """Packages by name, and by NAME:ARCHITECTURE."""
    found: dict[str, list[Package]] = {}
    for each in packages:
        found.setdefault(each.name, []).append(each)
        found.setdefault(f"{each.name}:{each.arch}", []).append(each)
    return found


def _item(name: str, package: Package) -> Item:
    """The release is what follows the first hyphen, as in OpenSCAP; without an epoch it is 0."""
    epoch, colon, rest = package.version.partition(":")
    if not colon:
        epoch, rest = "0", package.version
    version, _, release = rest.partition("-")
    values = (name, package.arch, epoch, release, version, f"{epoch}:{rest}")
    return Item(KIND, tuple(Field(key, value, FIELDS[key]) for key, value in zip(FIELDS, values, strict=True)))


PROBE = Probe(KIND, collect)
