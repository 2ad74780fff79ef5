"""How far a search goes across file systems (OVAL 5.11 unix schema, FileBehaviors, recurse_file_system).

What was mounted where is in the kernel's table, if the dump has it; without the table all is one file system.
"""

import re
from collections.abc import Callable, Sequence

from scapkit.model.dump import Missing
from scapkit.oval.evidence import Evidence
from scapkit.oval.system.mounts import Mount, read_mounts

CHOICES = ("all", "local", "defined")
_NETWORK = re.compile(
    r"(nfs|cifs|smb|afs|ceph|gluster|lustre|9p|ncp|coda|ocfs2?$|gfs2?$|fuse\.(sshfs|s3|gluster|ceph|goofys|rclone))"
)


def entered(start: str, choice: str, evidence: Evidence) -> Callable[[str], bool]:
    """Whether a search that started in a folder goes into another; raises ValueError for an unknown choice."""
    if choice not in CHOICES:
        raise ValueError(f"recurse_file_system: {choice!r} is not known")
    mounts = read_mounts(evidence) if choice != "all" else None
    if mounts is None or isinstance(mounts, Missing) or not mounts:
        return lambda _folder: True
    points = {each.point: each for each in mounts}
    if choice == "defined":
        return lambda folder: folder not in points
    if not _is_local(_mount_of(start, mounts)):
        return lambda _folder: False
    return lambda folder: folder not in points or _is_local(points[folder])


def _mount_of(path: str, mounts: Sequence[Mount]) -> Mount | None:
    holding = [each for each in mounts if f"{path.rstrip('/')}/".startswith(f"{each.point.rstrip('/')}/")]
    return max(holding, key=lambda each: len(each.point), default=None)


def _is_local(mount: Mount | None) -> bool:
    """Neither of a network's kinds nor with a device that names a server; what waits to be mounted is neither."""
    if mount is None:
        return True
    named = mount.device.startswith("//") or ":/" in mount.device
    return not named and mount.kind != "autofs" and _NETWORK.match(mount.kind) is None
