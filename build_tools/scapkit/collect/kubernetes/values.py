"""Values of a kubeconfig, taken out with their types checked; what is wrong names the member, never what it holds."""

from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scapkit.problem import Invalid, invalid

MAX_PEM = 1 << 20


class Settings:
    """A mapping of a kubeconfig; paths in it are relative to the file's own folder."""

    def __init__(self, members: Any, file: str, where: str) -> None:
        self.file, self._where = file, where
        if not isinstance(members, dict):
            raise self.wrong("must be a mapping")
        self._members: dict[Any, Any] = members

    def wrong(self, what: str, code: str = "malformed-kubeconfig", hint: str = "") -> Invalid:
        """What is wrong here."""
        return invalid(self.file, code, f"{self._where}: {what}", hint=hint)

    def has(self, name: str) -> bool:
        """Whether a member says something."""
        return self._members.get(name) not in (None, "", [], {})

    def text(self, name: str) -> str:
        """A string, or the empty one."""
        value = self._members.get(name)
        if value is not None and not isinstance(value, str):
            raise self.wrong(f"{name} must be a string")
        return value or ""

    def required(self, name: str) -> str:
        """A string that must be there."""
        if not self.text(name):
            raise self.wrong(f"{name} is missing")
        return self.text(name)

    def flag(self, name: str) -> bool:
        """True or false; false where nothing is said."""
        value = self._members.get(name)
        if value is not None and not isinstance(value, bool):
            raise self.wrong(f"{name} must be true or false")
        return bool(value)

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of strings."""
        value = self._members.get(name) or []
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise self.wrong(f"{name} must be a list of strings")
        return tuple(value)

    def settings(self, name: str) -> "Iterator[Settings]":
        """A list of mappings."""
        value = self._members.get(name) or []
        if not isinstance(value, list):
            raise self.wrong(f"{name} must be a list")
        for number, each in enumerate(value, 1):
            yield Settings(each, self.file, f"{self._where}: {name} {number}")

    def inside(self, name: str) -> "Settings":
        """A mapping, empty where it is not there."""
        return Settings(self._members.get(name) or {}, self.file, f"{self._where}: {name}")

    def names(self) -> tuple[str, ...]:
        """The names of all members."""
        return tuple(str(each) for each in self._members)

    def place(self, name: str) -> str:
        """A path, made absolute from the file's folder; empty where nothing is said."""
        text = self.text(name)
        return str(Path(self.file).absolute().parent / text) if text else ""

    def data(self, name: str) -> str:
        """PEM text, from `NAME-data` in base64 or else from the file that NAME is."""
        if self.has(f"{name}-data"):
            try:
                return b64decode(self.text(f"{name}-data"), validate=False).decode("ascii")
            except ValueError:
                raise self.wrong(f"{name}-data is not PEM in base64") from None
        if not self.has(name):
            return ""
        try:
            with Path(self.place(name)).open("rb") as stream:
                return stream.read(MAX_PEM).decode("ascii")
        except OSError as error:
            raise self.wrong(f"{name}: {error.strerror}", "unreadable-credentials") from None
        except ValueError:
            raise self.wrong(f"{name} is not PEM") from None
