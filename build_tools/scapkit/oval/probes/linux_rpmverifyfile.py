"""rpmverifyfile_object: the files of RPM packages held against those in the dump (OVAL 5.11 linux schema)."""

from scapkit.oval.evidence import Evidence
from scapkit.oval.protocols import Collection, Probe, Query
from scapkit.oval.system.rpm.files import Attribute
from scapkit.oval.system.rpm.queries import identity
from scapkit.oval.system.rpm.verified import KINDS, Shape, collect_verified

RESULTS = {
    "size_differs": Attribute.SIZE,
    "mode_differs": Attribute.MODE,
    "md5_differs": Attribute.DIGEST,
    "filedigest_differs": Attribute.DIGEST,
    "device_differs": Attribute.DEVICE,
    "link_mismatch": Attribute.LINK,
    "ownership_differs": Attribute.USER,
    "group_differs": Attribute.GROUP,
    "mtime_differs": Attribute.MTIME,
    "capabilities_differ": Attribute.CAPABILITIES,
}
FIELDS = {
    **dict.fromkeys(("name", "epoch", "version", "release", "arch", "filepath", "extended_name"), "string"),
    **dict.fromkeys(RESULTS, "string"),
    **dict.fromkeys(KINDS, "boolean"),
}
SHAPE = Shape(identity, lambda package: {"extended_name": package.extended_name}, RESULTS)


def collect(query: Query, evidence: Evidence) -> Collection:
    """One item for each file of each package that the object names."""
    return collect_verified(query, evidence, FIELDS, SHAPE)


PROBE = Probe("linux:rpmverifyfile", collect)
