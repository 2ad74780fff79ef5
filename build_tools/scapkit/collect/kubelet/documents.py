"""A kubelet's configuration files, and the settings in them by their paths (kubelet.config.k8s.io/v1beta1)."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from scapkit.collect.kubelet.defaults import DURATIONS
from scapkit.collect.kubelet.durations import nanoseconds, written

KIND = "KubeletConfiguration"
MEANINGLESS = ("kind", "apiVersion")
MAX_DEPTH = 40


class Document(NamedTuple):
    """A configuration file by its path."""

    path: str
    data: bytes


def read_document(document: Document) -> dict[str, Any]:
    """What a file in YAML or JSON sets. Raises ValueError."""
    try:
        found = json.loads(document.data)
    except (ValueError, RecursionError):
        found = _yaml(document)
    if not isinstance(found, dict) or found.get("kind") != KIND:
        raise ValueError(f"{document.path} is no {KIND}")
    if _depth(found) > MAX_DEPTH:
        raise ValueError(f"{document.path} is nested too deeply")
    _normal(found, document.path)
    return {name: value for name, value in found.items() if name not in MEANINGLESS}


def _yaml(document: Document) -> Any:
    import yaml

    try:
        # few aliases make documents without end
        if any(isinstance(each, yaml.AliasEvent) for each in yaml.parse(document.data, Loader=yaml.CSafeLoader)):
            raise ValueError(f"{document.path} has aliases, which are not read")
        return yaml.load(document.data, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        raise ValueError(f"{document.path} is no YAML: {' '.join(str(error).split())}") from None


def _depth(value: Any) -> int:
    level, depth = [value], 0
    while level and depth <= MAX_DEPTH:
        depth += 1
        level = [below for each in level for below in _inside(each)]
    return depth


def _inside(value: Any) -> Sequence[Any]:
    if isinstance(value, dict):
        return tuple(value.values())
    return value if isinstance(value, list) else ()


def _normal(found: dict[str, Any], path: str) -> None:
    """Durations as the kubelet reports them."""
    for name in DURATIONS:
        value = at(found, name)
        if value is not None:
            length = nanoseconds(value) if isinstance(value, str) else None
            if length is None:
                raise ValueError(f"{path}: {name} is {value!r}, which is no duration")
            put(found, name, written(length))


def at(found: Mapping[str, Any], path: str) -> Any:
    """The setting at a path with dots, or None."""
    value: Any = found
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def put(found: dict[str, Any], path: str, value: Any) -> None:
    """Set it."""
    *above, name = path.split(".")
    for each in above:
        if not isinstance(found.get(each), dict):
            found[each] = {}
        found = found[each]
    found[name] = value
