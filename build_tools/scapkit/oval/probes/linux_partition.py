"""partition_object: mounted file systems, from the kernel's table, else from facts (OVAL 5.11 linux schema).

A plain tree without /proc/mounts has none, as in OpenSCAP; /etc/fstab says what should be mounted, not what is.
"""

from collections.abc import Iterator, Sequence

from scapkit.model.dump import Missing
from scapkit.model.syschar import Field, Flag, Item, Message
from scapkit.oval.evidence import Evidence
from scapkit.oval.protocols import Collection, Probe, Query, Wanted
from scapkit.oval.system.chosen import distinct, else_facts, satisfies
from scapkit.oval.system.mounts import Mount, read_mounts

KIND = "linux:partition"
FIELDS = {
    "mount_point": "string",
    "device": "string",
    "uuid": "string",
    "fs_type": "string",
    "mount_options": "string",
    "total_space": "int",
    "space_used": "int",
    "space_left": "int",
    "space_left_for_unprivileged_users": "int",
    "block_size": "int",
}
_UNTOLD = ("total_space", "space_used", "space_left")


def collect(query: Query, evidence: Evidence) -> Collection:
    """One item for each mount; space and UUID are not in the table and hence not collected."""
    mounts = read_mounts(evidence)
    if isinstance(mounts, Missing):
        return else_facts((mounts,), query, evidence, FIELDS)
    wanted = query.entities["mount_point"]
    try:
        chosen = [each for each in _first(mounts or (), wanted) if satisfies(wanted, each.point)]
    except (ValueError, TimeoutError) as error:
        return Collection(messages=(Message(str(error), "error"),), flag=Flag.ERROR)
    return Collection(distinct(Item(KIND, tuple(_fields(each))) for each in chosen))


def _first(mounts: Sequence[Mount], wanted: Wanted) -> Sequence[Mount]:
    """Of several mounts on one place, a place that is named means the first, as in OpenSCAP."""
    if wanted.operation != "equals":
        return mounts
    first: dict[str, Mount] = {}
    for each in mounts:
        first.setdefault(each.point, each)
    return tuple(first.values())


def _fields(mount: Mount) -> Iterator[Field]:
    yield Field("mount_point", mount.point)
    yield Field("device", mount.device)
    yield Field("uuid", status="not collected")
    yield Field("fs_type", mount.kind)
    yield from (Field("mount_options", each) for each in mount.options)
    yield from (Field(name, "", "int", "not collected") for name in _UNTOLD)


PROBE = Probe(KIND, collect)
