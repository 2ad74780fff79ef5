"""rpmverify_object: the older form of rpmverifyfile_object, by name and file alone (OVAL 5.11 linux schema)."""

from scapkit.oval.evidence import Evidence
from scapkit.oval.protocols import Collection, Probe, Query
from scapkit.oval.system.rpm.files import Attribute
from scapkit.oval.system.rpm.verified import KINDS, Shape, collect_verified

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
SHAPE = Shape(lambda package: {"name": package.name}, lambda _package: {}, RESULTS)


def collect(query: Query, evidence: Evidence) -> Collection:
    """One item for each file of each package that the object names; `nofiles` and its like change nothing."""
    return collect_verified(query, evidence, FIELDS, SHAPE)


PROBE = Probe("linux:rpmverify", collect)
