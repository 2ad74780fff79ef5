"""shadow_object: passwords and their ages of /etc/shadow (OVAL 5.11 unix schema, shadow_item)."""

from collections.abc import Iterator, Sequence

from scapkit.model.dump import Missing
from scapkit.model.syschar import Field, Flag, Item, Message
from scapkit.oval.evidence import Evidence
from scapkit.oval.matching.accepting import accepts
from scapkit.oval.protocols import Collection, Probe, Query
from scapkit.oval.system.chosen import distinct
from scapkit.oval.system.colons import number, read_colons

_DAYS = ("chg_lst", "chg_allow", "chg_req", "exp_warn", "exp_inact", "exp_date")
# What is not there reads as -1, the flag without a sign, as the C library has it.
_NO_FLAG = str(2**64 - 1)
_METHODS = {"$1$": "MD5", "$2": "Blowfish", "$md5": "Sun MD5", "$5$": "SHA-256", "$6$": "SHA-512", "_": "BSDi"}


def collect(query: Query, evidence: Evidence) -> Collection:
    """One item for each account; a line that the C library would pass over is none."""
    lines = read_colons("/etc/shadow", evidence)
    if isinstance(lines, Missing):
        return Collection(missing=[lines])
    try:
        wanted = [line for line in lines if accepts(query.entities["username"], line[0])]
    except (ValueError, TimeoutError) as error:
        return Collection(messages=(Message(str(error), "error"),), flag=Flag.ERROR)
    return Collection(distinct(_items(wanted)))


def _items(lines: Sequence[list[str]]) -> Iterator[Item]:
    for line in lines:
        texts = [*line[2:], *[""] * (9 - len(line))]
        numbers = [number(text) if text else -1 for text in texts]
        if not 5 <= len(line) <= 9 or None in numbers:
            continue
        days = (Field(name, str(each), "int") for name, each in zip(_DAYS, numbers, strict=False))
        flag = Field("flag", texts[6] or _NO_FLAG)
        names = (Field("username", line[0]), Field("password", line[1]))
        yield Item("unix:shadow", (*names, *days, flag, *_method(line[1])))


def _method(password: str) -> Iterator[Field]:
    """None for methods that the schema has no word for, such as yescrypt; whatever has no prefix is DES."""
    for start, name in _METHODS.items():
        if password.startswith(start):
            yield Field("encrypt_method", name)
            return
    if not password.startswith("$"):
        yield Field("encrypt_method", "DES")


PROBE = Probe("unix:shadow", collect)
