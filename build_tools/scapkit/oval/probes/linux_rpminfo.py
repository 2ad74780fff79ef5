"""rpminfo_object: installed RPM packages, from the package database, else from facts (OVAL 5.11 linux schema)."""

from collections.abc import Iterator, Sequence

from scapkit.model.dump import Missing
from scapkit.model.syschar import Field, Item
from scapkit.oval.evidence import Evidence
from scapkit.oval.protocols import Collection, Probe, Query
from scapkit.oval.system.rpm.files import read_paths
from scapkit.oval.system.rpm.packages import Package, read_headers
from scapkit.oval.system.rpm.queries import collect_packages, is_on

KIND = "linux:rpminfo"
FIELDS = {
    "name": "string",
    "arch": "string",
    "epoch": "string",
    "release": "string",
    "version": "string",
    "evr": "evr_string",
    "signature_keyid": "string",
    "extended_name": "string",
    "filepath": "string",
}


def collect(query: Query, evidence: Evidence) -> Collection:
    """One item for each package, with the paths of its files where the behavior `filepaths` asks for them."""

    def make(packages: Sequence[Package]) -> Iterator[Item | Missing]:
        if not is_on(query, "filepaths"):
            return (_item(each) for each in packages)
        return _with_paths(packages, evidence)

    return collect_packages(query, evidence, FIELDS, make)


def _with_paths(packages: Sequence[Package], evidence: Evidence) -> Iterator[Item | Missing]:
    for found in read_headers(evidence, frozenset(packages).__contains__) if packages else ():
        if isinstance(found, Missing):
            yield found
            continue
        package, header = found
        try:
            yield _item(package, read_paths(header))
        except ValueError as error:
            yield Missing(f"the RPM header of {package.extended_name} is damaged: {error}")


def _item(package: Package, paths: Sequence[str] = ()) -> Item:
    values = (
        package.name,
        package.arch,
        package.epoch,
        package.release,
        package.version,
        package.evr,
        package.key,
        package.extended_name,
    )
    fields = [Field(name, value, FIELDS[name]) for name, value in zip(FIELDS, values, strict=False)]
    return Item(KIND, (*fields, *(Field("filepath", path) for path in paths)))


PROBE = Probe(KIND, collect)
