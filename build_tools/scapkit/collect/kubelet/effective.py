"""The configuration in effect: defaults, configuration file, drop-ins, command line, each over the one before.

As the kubelet itself puts it together (KEP-3983; kubernetes.io, "Kubelet Configuration Directory Merging"): files
of the directory in lexical order of their paths, those that end in .conf; maps are merged, all else is replaced.
"""

import json
from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any, NamedTuple

from scapkit.collect.kubelet.defaults import DEFAULTS, OMITTED, PLAIN, UNSET, defaults, minor
from scapkit.collect.kubelet.documents import MEANINGLESS, Document, at, put, read_document
from scapkit.collect.kubelet.flags import last, read_flags, settings

TOP = "kubeletconfig"
HOSTNAME, ROTATION = "hostname-override", "rotate-certificates"
"""Flags that are noted under their own names: no setting of files, and one whose default looks like what it says."""


class Parts(NamedTuple):
    """What a kubelet's configuration is made of: the words of its command line without the program, and the files.

    `version` is as in v1.31.4-eks-2d5f260, or empty where nobody knows.
    """

    words: tuple[str, ...]
    config: Document | None = None
    dropins: tuple[Document, ...] = ()
    version: str = ""


class Effective(NamedTuple):
    """The configuration as the kubelet would report it, and why it may be incomplete."""

    data: bytes
    doubt: str = ""


def from_parts(parts: Parts) -> Effective:
    """Put the parts together. Raises ValueError where the kubelet would not have started with them."""
    flags = read_flags(parts.words)
    version = minor(parts.version)
    explicit = _plain(read_document(parts.config)) if parts.config else {}
    overlay: dict[str, Any] = {}
    for document in sorted(parts.dropins, key=lambda each: each.path.split("/")):
        overlay = _patched(overlay, read_document(document))
    result = deepcopy(explicit)
    known = defaults(version, parts.config is not None)
    for path, value in known.items():
        if at(result, path) is None:
            put(result, path, value)
    _merge(result, overlay)
    for name in (HOSTNAME, ROTATION):
        result.pop(name, None)
    for path, value in settings(flags).items():
        put(result, path, {**(at(result, path) or {}), **value} if path == "featureGates" else value)
    result.update(_noted(flags))
    unknown = sorted({each.path for each in DEFAULTS if at(result, each.path) is None})
    doubt = f"the kubelet's version is not known, so neither is its default of {', '.join(unknown)}" if unknown else ""
    return Effective(_written(result), doubt)


def from_configz(answer: bytes, words: Sequence[str] | None = None) -> Effective:
    """The kubelet's own answer; what it leaves out of it where it is false or 0 is put in.

    `words` are those of its command line, where that is known: it alone tells of HOSTNAME and ROTATION.
    Raises ValueError for what is no such answer.
    """
    document = _json(answer)
    found = document.get(TOP, document) if isinstance(document, dict) else None
    if not isinstance(found, dict) or not isinstance(found.get("authentication"), dict):
        raise ValueError("it is no answer of a kubelet's configz")
    result = {name: value for name, value in found.items() if name not in MEANINGLESS}
    for path, value in OMITTED.items():
        result.setdefault(path, value)
    return Effective(_written(result | _noted(read_flags(words or ()))))


def _noted(flags: Sequence[tuple[str, str]]) -> dict[str, Any]:
    host = last(flags, HOSTNAME)
    switched = settings([each for each in flags if each[0] == ROTATION]).values()
    return ({HOSTNAME: host} if host else {}) | dict(zip([ROTATION], switched, strict=False))


def _written(configuration: Mapping[str, Any]) -> bytes:
    return (json.dumps({TOP: configuration}, indent=2, sort_keys=True) + "\n").encode()


def _json(data: bytes) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"it cannot be read: {error}") from None


def _plain(found: dict[str, Any]) -> dict[str, Any]:
    """A configuration file without what stands for nothing in it."""
    result = _without_nulls(found)
    for path in PLAIN:
        if at(result, path) in UNSET:
            put(result, path, None)
    return result


def _without_nulls(value: dict[str, Any]) -> dict[str, Any]:
    return {
        name: _without_nulls(each) if isinstance(each, dict) else each
        for name, each in value.items()
        if each is not None
    }


def _patched(target: dict[str, Any], patch: dict[str, Any]) -> dict[str, Any]:
    """A JSON merge patch (RFC 7396): null takes back what an earlier drop-in said."""
    result = dict(target)
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        elif isinstance(value, dict):
            before = result.get(name)
            result[name] = _patched(before if isinstance(before, dict) else {}, value)
        else:
            result[name] = value
    return result


def _merge(result: dict[str, Any], overlay: Mapping[str, Any]) -> None:
    for name, value in overlay.items():
        if isinstance(value, dict) and isinstance(result.get(name), dict):
            _merge(result[name], value)
        else:
            result[name] = deepcopy(value)
