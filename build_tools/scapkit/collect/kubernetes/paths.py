"""API paths: which may be asked for, which are lists, which are Secrets (Kubernetes API concepts, resource URIs)."""

import re
from urllib.parse import parse_qsl, urlencode

LIMIT = 500
OURS = ("limit", "continue", "watch", "allowWatchBookmarks", "sendInitialEvents", "timeoutSeconds", "follow")
CONFIGZ = re.compile(r"/api/v1/nodes/[^/]+/proxy/configz")
PLAIN = re.compile(r"(?:/[A-Za-z0-9._:$@~-]+)+")
LIVE = frozenset(("proxy", "exec", "attach", "portforward", "log", "watch"))
METADATA = "application/json;as=PartialObjectMetadata{};g=meta.k8s.io;v=v1"


def objection(path: str) -> str:
    """Why a path is not asked for, or the empty string: content must not reach what runs behind the API."""
    place = path.partition("?")[0]
    if not PLAIN.fullmatch(place) or {".", ".."} & set(place.split("/")) or not path.isprintable():
        return "this is no path of the Kubernetes API"
    if CONFIGZ.fullmatch(place):
        return ""
    live = LIVE.intersection(_kinds(place))
    return f"{min(live)} reaches what runs in the cluster, and is not asked for" if live else ""


def is_list(path: str) -> bool:
    """Whether the answer is a list, which comes in pages.

    >>> [is_list(each) for each in ("/api/v1/pods", "/api/v1/nodes/a", "/apis/apps/v1/namespaces/x/deployments")]
    [True, False, True]
    """
    return len(_resource(path)) == 1


def is_secret(path: str) -> bool:
    """Whether it is a Secret or a list of them."""
    place = path.partition("?")[0]
    return place.startswith("/api/") and _resource(path)[:1] == ["secrets"]


def accept(path: str) -> str:
    """The media type to ask for: of Secrets nothing but their metadata (Kubernetes API concepts, metadata-only)."""
    return METADATA.format("List" if is_list(path) else "") if is_secret(path) else "application/json"


def page_path(path: str, limit: int, token: str) -> str:
    """The path of a page of a list; what the path says of paging and watching itself is left out."""
    place, _, query = path.partition("?")
    pairs = [pair for pair in parse_qsl(query, keep_blank_values=True) if pair[0] not in OURS]
    if is_list(path):
        pairs += [("limit", str(limit)), *([("continue", token)] if token else [])]
    return f"{place}?{urlencode(pairs)}" if pairs else place


def _resource(path: str) -> list[str]:
    """What follows the group, version and namespace: resource, name, subresource."""
    parts = path.partition("?")[0].strip("/").split("/")
    inner = {"api": parts[2:], "apis": parts[3:]}.get(parts[0], [])
    return inner[2:] if inner[:1] == ["namespaces"] and len(inner) > 2 else inner


def _kinds(place: str) -> list[str]:
    """The segments that are words of the API, not names: the resource and what follows the object's name."""
    resource = _resource(place)
    return [*resource[:1], *resource[2:]] or place.strip("/").split("/")
