"""dpkginfo_object: installed Debian packages, from dpkg's database, else from facts (OVAL 5.11 linux schema)."""

from scapkit.model.syschar import Field, Flag, Item, Message
from scapkit.oval.chosen import else_facts, satisfies
from scapkit.oval.dpkg import Package, read_packages
from scapkit.oval.evidence import Evidence
from scapkit.oval.protocols import Collection, Probe, Query, Wanted

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
    wanted = query.entities["name"]
    try:
        found = [(name, each) for each in known.packages if (name := _name(each, wanted))]
    except (ValueError, TimeoutError) as error:
        return Collection(messages=(Message(str(error), "error"),), flag=Flag.ERROR)
    return Collection([_item(name, each) for name, each in found], known.missing)


def _name(package: Package, wanted: Wanted) -> str:
    """The name by which a package is wanted, or the empty string."""
    if satisfies(wanted, package.name):
        return package.name
    if wanted.operation == "equals" and any(":" in each for each in wanted.values):
        name = f"{package.name}:{package.arch}"
        return name if satisfies(wanted, name) else ""
    return ""


def _item(name: str, package: Package) -> Item:
    """The release is what follows the first hyphen, as in OpenSCAP; without an epoch it is 0."""
    epoch, colon, rest = package.version.partition(":")
    if not colon:
        epoch, rest = "0", package.version
    version, _, release = rest.partition("-")
    values = (name, package.arch, epoch, release, version, f"{epoch}:{rest}")
    return Item(KIND, tuple(Field(key, value, FIELDS[key]) for key, value in zip(FIELDS, values, strict=True)))


PROBE = Probe(KIND, collect)
