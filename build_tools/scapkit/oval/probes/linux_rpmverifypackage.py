"""rpmverifypackage_object: whether RPM packages as a whole verify (OVAL 5.11 linux schema).

Their dependencies, scripts and signatures are for rpm itself to verify on the system; a database alone gives the
packages with those results as not collected, and facts give the results.
"""

from collections.abc import Iterator, Sequence

from scapkit.model.dump import Missing
from scapkit.model.syschar import Field, Item
from scapkit.oval.evidence import Evidence
from scapkit.oval.protocols import Collection, Probe, Query
from scapkit.oval.system.facts import facts_items
from scapkit.oval.system.rpm.packages import Package
from scapkit.oval.system.rpm.queries import collect_packages, identity

KIND = "linux:rpmverifypackage"
RESULTS = (
    "dependency_check_passed",
    "digest_check_passed",
    "verification_script_successful",
    "signature_check_passed",
)
FIELDS = {
    **dict.fromkeys(("name", "epoch", "version", "release", "arch", "extended_name"), "string"),
    **dict.fromkeys(RESULTS, "boolean"),
}


def collect(query: Query, evidence: Evidence) -> Collection:
    """One item for each package."""
    told = facts_items(query, evidence, FIELDS)
    if told.items or not told.missing:
        return told
    return collect_packages(query, evidence, FIELDS, _make)


def _make(packages: Sequence[Package]) -> Iterator[Item | Missing]:
    for package in packages:
        names = {**identity(package), "extended_name": package.extended_name}
        identified = (Field(name, value) for name, value in names.items())
        untold = (Field(name, "", "boolean", "not collected") for name in RESULTS)
        yield Item(KIND, (*identified, *untold))


PROBE = Probe(KIND, collect)
