"""Where an answer lies in a dump: `aws-api-resources/<account>/<region>/<service>/<Operation>[/<argument>].json`."""

from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import quote

ROOT = "aws-api-resources"
GLOBAL = "aws-global"
MAX_NAME = 180
_CUT = 110


class Place(NamedTuple):
    """Whose answers they are, and of which region."""

    cluster: str
    account: str
    partition: str
    region: str

    def variables(self) -> dict[str, str]:
        """What may stand in every call's arguments, and behind `aws_` in filters."""
        return self._asdict()


def argument(text: str) -> str:
    """A value as one name of a path: all but letters, digits, `_`, `.`, `-` and `~` as %XX of its UTF-8.

    A long one is cut, and ends with `%%` and the SHA-256 of the whole. No two values share a name.
    """
    name = quote(text, safe="", errors="surrogatepass")
    if len(name) > MAX_NAME:
        return f"{name[:_CUT]}%%{sha256(name.encode()).hexdigest()}"
    return name if name.strip(".") else name.replace(".", "%2E") or "%"


def key(place: Place, service: str, operation: str, arguments: Iterable[str], is_global: bool = False) -> str:
    """The key of an answer in the manifest, which is its path below `aws-api-resources`."""
    region = GLOBAL if is_global else argument(place.region)
    return "/".join((argument(place.account), region, service, operation, *map(argument, arguments))) + ".json"
