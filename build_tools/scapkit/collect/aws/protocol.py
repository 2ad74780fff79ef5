"""How a service's file says which calls to make."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

Take = Callable[[str, str], str]
"""From a value and the account's number what is asked with; empty where the value is none of this account's."""


class Values(NamedTuple):
    """Values from the answers to another call, each of which is asked about.

    `call` is `service:Operation`, `path` is JMESPath and yields a value, a list of them, or a list of rows with a value
    for each of `names`, under which the arguments use them. What the other call was asked with can be used as well.
    """

    call: str
    path: str
    names: tuple[str, ...]
    take: Take | None = None


class Call(NamedTuple):
    """One operation, asked once or for each of some values.

    `{cluster}`, `{account}`, `{partition}` and the names of values may stand in `arguments` and in `name`, which tells
    the answers of one operation apart in the dump. With `together` up to so many values are asked about at once, and
    `{number}` counts. Members named in `without` are left out of the answer, however deep.
    """

    operation: str
    arguments: Mapping[str, Any] = {}
    name: tuple[str, ...] = ()
    each: tuple[Values, ...] = ()
    together: int = 0
    without: tuple[str, ...] = ()


class Service(NamedTuple):
    """A service by its name in boto3, with the prefix of its actions in IAM policies where that is another one."""

    name: str
    calls: tuple[Call, ...]
    prefix: str = ""
    is_global: bool = False
