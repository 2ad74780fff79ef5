"""A file that keeps things between runs; what was altered in it, or is not ours, is as if it were not there."""

import io
import pickle
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any

SCHEMA = "create table if not exists kept (name text primary key, sum blob, data blob)"

SELECT = "select name, sum, data from kept where name between ? and ?"


class Store:
    """Things by name in one SQLite file; a file that cannot be used is an empty one.

    `modules` are the modules and packages whose classes a kept thing may hold: frozen data, nothing that does anything.
    With a `secret` of up to 32 bytes only who knows it can have written what is read.
    """

    def __init__(self, path: Path, modules: tuple[str, ...], secret: bytes = b"") -> None:
        self.path = path
        self._modules = tuple(f"{module}." for module in modules)
        self._secret = secret

    def load(self, prefix: str) -> dict[str, Any]:
        """All things whose names begin with a prefix, by the rest of their names; damaged ones are left out."""
        rows = self._do(lambda connection: connection.execute(SELECT, (prefix, f"{prefix}\U0010ffff")).fetchall()) or ()
        found = ((name, data) for name, sum_, data in rows if sum_ == self._sum(name, data))
        read = ((name.removeprefix(prefix), self._read(data)) for name, data in found)
        return {name: thing for name, thing in read if thing is not None}

    def save(self, things: Mapping[str, Any], gone: Iterable[str] = ()) -> None:
        """Keep things under their names and forget others; what cannot be written is not kept, and nothing is lost."""
        rows = [(name, self._sum(name, data), data) for name, data in ((n, _written(t)) for n, t in things.items())]

        def write(connection: sqlite3.Connection) -> list[Any]:
            connection.executemany("delete from kept where name = ?", [(name,) for name in gone])
            connection.executemany("insert or replace into kept values (?, ?, ?)", rows)
            return []

        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            if self._do(write) is None:
                self.path.unlink(missing_ok=True)

    def _do(self, work: Callable[[sqlite3.Connection], list[Any]]) -> list[Any] | None:
        if not self.path.parent.is_dir():
            return None
        try:
            connection = sqlite3.connect(self.path, timeout=5)
            try:
                with connection:
                    connection.execute("pragma synchronous = off")
                    connection.execute(SCHEMA)
                    return work(connection)
            finally:
                connection.close()
        except sqlite3.Error:
            return None

    def _sum(self, name: str, data: bytes) -> bytes:
        return blake2b(len(name).to_bytes(4) + name.encode() + data, key=self._secret, digest_size=16).digest()

    def _read(self, data: bytes) -> Any | None:
        try:
            return _Reader(data, self._modules).load()
        except (pickle.UnpicklingError, EOFError, ValueError, TypeError, LookupError, AttributeError, ImportError):
            return None


def frozen(entries: dict[Any, Any]) -> Mapping[Any, Any]:
    """A mapping that cannot change, which pickle has no form for."""
    return MappingProxyType(entries)


# What a kept thing may be made with, besides frozen classes.
MAKERS: Mapping[tuple[str, str], Any] = {("builtins", "frozenset"): frozenset, (__name__, "frozen"): frozen}


def _written(thing: Any) -> bytes:
    stream = io.BytesIO()
    pickler = pickle.Pickler(stream, protocol=5)
    pickler.dispatch_table = {MappingProxyType: lambda each: (frozen, (dict(each),))}
    pickler.dump(thing)
    return stream.getvalue()


class _Reader(pickle.Unpickler):
    """Makes nothing but the frozen data of the modules that it is given."""

    def __init__(self, data: bytes, modules: tuple[str, ...]) -> None:
        super().__init__(io.BytesIO(data))
        self._modules = modules

    def find_class(self, module: str, name: str) -> Any:
        """The class or maker of a name, where it is one of ours."""
        if (module, name) in MAKERS:
            return MAKERS[module, name]
        if f"{module}.".startswith(self._modules):
            return _frozen_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is not kept")


@cache
def _frozen_class(module: str, name: str) -> Any:
    found = getattr(import_module(module), name)
    if isinstance(found, type) and issubclass(found, tuple):
        return found
    raise pickle.UnpicklingError(f"{module}.{name} is not kept")
