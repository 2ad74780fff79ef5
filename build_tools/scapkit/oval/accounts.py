"""The names of users and groups by number, from a dump's /etc/passwd and /etc/group (passwd(5), group(5))."""

from collections.abc import Mapping

from scapkit.model.dump import Missing
from scapkit.oval.evidence import Evidence

MAX_BYTES = 64 * 1024 * 1024


def user_names(evidence: Evidence) -> Mapping[int, str] | Missing:
    """Names by uid; 0 is root, whatever the file says."""
    return evidence.once("users", lambda: _names("/etc/passwd", evidence))


def group_names(evidence: Evidence) -> Mapping[int, str] | Missing:
    """Names by gid; 0 is root, whatever the file says."""
    return evidence.once("groups", lambda: _names("/etc/group", evidence))


def _names(path: str, evidence: Evidence) -> Mapping[int, str] | Missing:
    data = evidence.dump.read(path, MAX_BYTES)
    if isinstance(data, Missing):
        return data
    names = {0: "root"}
    for line in (data or b"").decode(errors="replace").split("\n"):
        words = line.split(":")
        if len(words) > 2 and words[2].isdecimal() and len(words[2]) <= 10:
            names.setdefault(int(words[2]), words[0])
    return names
