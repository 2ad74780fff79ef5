"""rpmverify_object: the older form of rpmverifyfile_object, by name and file alone (OVAL 5.11 linux schema)."""

from scapkit.oval.evidence import Evidence
from scapkit.oval.protocols import Collection, Probe, Query
from scapkit.oval.rpm.files import Attribute, File
from scapkit.oval.rpm.packages import Package
from scapkit.oval.rpm.queries import KINDS, collect_verified

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
    return collect_verified(query, evidence, FIELDS, _identified, RESULTS)


def _identified(package: Package, file: File) -> dict[str, str]:
    return {"name": package.name, "filepath": file.path}


PROBE = Probe("linux:rpmverify", collect)
