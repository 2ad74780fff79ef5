"""JSON of a dump's own files, with errors that name file, line and column."""

from collections.abc import Iterator
from typing import Any

from scapkit.problem import Invalid, invalid


def read_json(data: bytes, file: str, line: int = 0) -> Any:
    """Any JSON value. Raises Invalid; `line` is added to the line counted in `data`."""
    import json

    try:
        return json.loads(data)
    except json.JSONDecodeError as error:
        raise invalid(file, "malformed-json", error.msg, line=line + error.lineno, column=error.colno) from None
    except (ValueError, RecursionError) as error:
        reason = "not UTF-8" if isinstance(error, UnicodeDecodeError) else "a number that is too long"
        reason = "nested too deeply" if isinstance(error, RecursionError) else reason
        raise invalid(file, "malformed-json", reason, line=line + 1) from None


class Shape:
    """A JSON object whose members are taken out with their types checked; raises Invalid naming the member."""

    def __init__(self, value: Any, file: str, where: str, line: int = 0) -> None:
        self._file, self._where, self._line = file, where, line
        if not isinstance(value, dict):
            raise self._wrong(f"{where} must be an object")
        self._members: dict[str, Any] = value

    def _wrong(self, message: str) -> Invalid:
        return invalid(self._file, "wrong-type", message, line=self._line)

    def get(self, name: str) -> Any:
        """A member as it is, None where it is not there."""
        return self._members.get(name)

    def text(self, name: str, default: str | None = "") -> str:
        """A string; without a default it must be there and not be empty."""
        value = self._members.get(name, default)
        if not isinstance(value, str) or (default is None and not value):
            raise self._wrong(f"{self._where}: {name} must be a string{'' if default is not None else ', not empty'}")
        return value

    def integer(self, name: str, default: int) -> int:
        """A whole number."""
        value = self._members.get(name, default)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self._wrong(f"{self._where}: {name} must be a whole number")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of strings."""
        value = self._members.get(name, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise self._wrong(f"{self._where}: {name} must be a list of strings")
        return tuple(value)

    def text_pairs(self, name: str) -> tuple[tuple[str, str], ...]:
        """An object whose values are strings."""
        value = self._members.get(name, {})
        if not isinstance(value, dict) or not all(isinstance(each, str) for each in value.values()):
            raise self._wrong(f"{self._where}: {name} must be an object of strings")
        return tuple(value.items())

    def shape(self, name: str) -> "Shape":
        """An object."""
        return Shape(self._members.get(name), self._file, f"{self._where}: {name}", self._line)

    def shapes(self, name: str) -> "Iterator[Shape]":
        """A list of objects."""
        value = self._members.get(name, [])
        if not isinstance(value, list):
            raise self._wrong(f"{self._where}: {name} must be a list")
        for number, each in enumerate(value, 1):
            yield Shape(each, self._file, f"{self._where}: {name} {number}", self._line)
