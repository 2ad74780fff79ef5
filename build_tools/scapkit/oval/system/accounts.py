"""The names of users and groups by number, from a dump's /etc/passwd and /etc/group (passwd(5), group(5))."""

from collections.abc import Mapping

from scapkit.model.dump import Missing
from scapkit.oval.evidence import Evidence
from scapkit.oval.system.colons import number, read_colons


def user_names(evidence: Evidence) -> Mapping[int, str] | Missing:
    """Names by uid; 0 is root, whatever the file says."""
    return evidence.once("users", lambda: _names("/etc/passwd", evidence))


def group_names(evidence: Evidence) -> Mapping[int, str] | Missing:
    """Names by gid; 0 is root, whatever the file says."""
    return evidence.once("groups", lambda: _names("/etc/group", evidence))


def _names(path: str, evidence: Evidence) -> Mapping[int, str] | Missing:
    lines = read_colons(path, evidence)
    if isinstance(lines, Missing):
        return lines
    names = {0: "root"}
    for words in lines:
        identifier = number(words[2]) if len(words) > 2 else None
        if identifier is not None:
            names.setdefault(identifier, words[0])
    return names
