"""password_object: the accounts of /etc/passwd (OVAL 5.11 unix schema, password_item)."""

from collections.abc import Iterator, Sequence

from scapkit.model.dump import Missing
from scapkit.model.syschar import Field, Flag, Item, Message
from scapkit.oval.evidence import Evidence
from scapkit.oval.matching.accepting import accepts
from scapkit.oval.protocols import Collection, Probe, Query
from scapkit.oval.system.chosen import distinct
from scapkit.oval.system.colons import number, read_colons

LASTLOG = "/var/log/lastlog"
MAX_LASTLOG = 64 * 1024 * 1024
_RECORD = 292
"""Bytes of a record on 64-bit Linux: 4 of time, 32 of line, 256 of host (lastlog(8), struct lastlog)."""
_NAMES = ("gcos", "home_dir", "login_shell")


def collect(query: Query, evidence: Evidence) -> Collection:
    """One item for each account; a line that the C library would pass over is none."""
    lines = read_colons("/etc/passwd", evidence)
    if isinstance(lines, Missing):
        return Collection(missing=[lines])
    try:
        wanted = [line for line in lines if accepts(query.entities["username"], line[0])]
    except (ValueError, TimeoutError) as error:
        return Collection(messages=(Message(str(error), "error"),), flag=Flag.ERROR)
    return Collection(distinct(_items(wanted, evidence)))


def _items(lines: Sequence[list[str]], evidence: Evidence) -> Iterator[Item]:
    for given in lines:
        line = given[:1] if given[1:] == [""] and given[0].startswith(("+", "-")) else given
        ids = _ids(line)
        if ids is None:
            continue
        others = [*line[4:6], ":".join(line[6:])]
        fields = [Field("username", line[0])]
        fields += [Field("password", each) for each in line[1:2]]
        fields += [Field("user_id", str(ids[0]), "int"), Field("group_id", str(ids[1]), "int")]
        if len(line) > 1:
            others += [""] * (3 - len(others))
            fields += [Field(name, value) for name, value in zip(_NAMES, others, strict=True)]
        yield Item("unix:password", (*fields, _last_login(ids[0], evidence)))


def _ids(line: Sequence[str]) -> tuple[int, int] | None:
    """User and group; lines for the network's directory (compat mode) may leave them empty, or have a name alone."""
    texts = list(line[2:4])
    if line[0].startswith(("+", "-")):
        if len(line) == 1:
            return 0, 0
        if len(line) == 4 and not line[3]:
            return None
        texts = [text or "0" for text in texts]
    if len(texts) < 2:
        return None
    user, group = (number(text) for text in texts)
    return None if user is None or group is None else (user, group)


def _last_login(user: int, evidence: Evidence) -> Field:
    """Seconds since 1970; -1 where nothing is recorded, as in OpenSCAP."""
    data = evidence.once("lastlog", lambda: evidence.dump.read(LASTLOG, MAX_LASTLOG))
    if isinstance(data, Missing):
        return Field("last_login", "", "int", "not collected")
    record = (data or b"")[user * _RECORD : (user + 1) * _RECORD]
    seconds = int.from_bytes(record[:4], "little", signed=True) if len(record) == _RECORD else -1
    return Field("last_login", str(seconds), "int")


PROBE = Probe("unix:password", collect)
