"""rpmverify_object: the older form of rpmverifyfile_object, by name and file alone (OVAL 5.11 linux schema)."""

from collections.abc import Iterator, Sequence

from scapkit.model.dump import Missing
from scapkit.model.syschar import Field, Item
from scapkit.oval.evidence import Evidence
from scapkit.oval.protocols import Collection, Probe, Query
from scapkit.oval.rpmfiles import Attribute
from scapkit.oval.rpmpackages import Package
from scapkit.oval.rpmqueries import KINDS, collect_packages, kind_fields, result_fields, verified_files

KIND = "linux:rpmverify"
RESULTS = {
    "size_differs": Attribute.SIZE,
    "mode_differs": Attribute.MODE,
    "md5_differs": Attribute.DIGEST,
    "device_differs": Attribute.DEVICE,
    "link_mismatch": Attribute.LINK,
    "ownership_differs": Attribute.USER,
    "group_differs": Attribute.GROUP,
    "mtime_differs": Attribute.MTIME,
    "capabilities_differ": Attribute.CAPABILITIES,
}
FIELDS = {
    "name": "string",
    "filepath": "string",
    **dict.fromkeys(RESULTS, "string"),
    **dict.fromkeys(KINDS, "boolean"),
}


def collect(query: Query, evidence: Evidence) -> Collection:
    """One item for each file of each package that the object names; `nofiles` and its like change nothing."""

    def make(packages: Sequence[Package]) -> Iterator[Item | Missing]:
        for found in verified_files(packages, query, evidence):
            if isinstance(found, Missing):
                yield found
                continue
            package, file, verified = found
            identified = (Field("name", package.name), Field("filepath", file.path))
            yield Item(KIND, (*identified, *result_fields(verified, RESULTS), *kind_fields(file)))

    return collect_packages(query, evidence, FIELDS, make)


PROBE = Probe(KIND, collect)
