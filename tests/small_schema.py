"""As much of JSON Schema as the schemas in docs/ use; any other word in them is refused."""

import re
from collections.abc import Callable, Iterator
from typing import Any

TYPES = {"object": dict, "array": list, "string": str, "integer": int}
PROSE = ("$schema", "title", "description")


def faults(value: Any, schema: dict[str, Any], where: str = "") -> Iterator[str]:
    """What does not fit, with the place of each."""
    if schema.get("additionalProperties") is False and isinstance(value, dict):
        yield from (f"{where}: has {name}" for name in value.keys() - schema["properties"].keys())
    for word, wanted in schema.items():
        if word not in PROSE:
            yield from (
                f"{where}: {fault}" if not fault.startswith("/") else f"{where}{fault}"
                for fault in RULES[word](value, wanted)
            )


def _type(value: Any, wanted: Any) -> Iterator[str]:
    names = [wanted] if isinstance(wanted, str) else wanted
    if isinstance(value, bool) or not any(isinstance(value, TYPES[name]) for name in names):
        yield f"no {' or '.join(names)}"


def _properties(value: Any, wanted: Any) -> Iterator[str]:
    for name, schema in wanted.items():
        if isinstance(value, dict) and name in value:
            yield from (fault for fault in faults(value[name], schema, f"/{name}"))


def _additional(value: Any, schema: Any) -> Iterator[str]:
    for name, each in value.items() if isinstance(value, dict) and schema is not False else ():
        yield from faults(each, schema, f"/{name}")


def _items(value: Any, schema: Any) -> Iterator[str]:
    for number, each in enumerate(value if isinstance(value, list) else ()):
        yield from faults(each, schema, f"/{number}")


def _when(holds: Callable[[Any, Any], bool], text: str) -> Callable[[Any, Any], Iterator[str]]:
    def rule(value: Any, wanted: Any) -> Iterator[str]:
        if not holds(value, wanted):
            yield text.format(wanted)

    return rule


RULES: dict[str, Callable[[Any, Any], Iterator[str]]] = {
    "type": _type,
    "properties": _properties,
    "additionalProperties": _additional,
    "items": _items,
    "required": _when(
        lambda value, names: not isinstance(value, dict) or value.keys() >= set(names), "lacks one of {}"
    ),
    "const": _when(lambda value, wanted: value == wanted, "is not {}"),
    "enum": _when(lambda value, wanted: value in wanted, "is none of {}"),
    "pattern": _when(
        lambda value, wanted: not isinstance(value, str) or bool(re.search(wanted, value)), "does not match {}"
    ),
    "minLength": _when(lambda value, wanted: not isinstance(value, str) or len(value) >= wanted, "is shorter than {}"),
    "maxLength": _when(lambda value, wanted: not isinstance(value, str) or len(value) <= wanted, "is longer than {}"),
    "minItems": _when(lambda value, wanted: not isinstance(value, list) or len(value) >= wanted, "is shorter than {}"),
    "minimum": _when(lambda value, wanted: not isinstance(value, int) or value >= wanted, "is less than {}"),
}
