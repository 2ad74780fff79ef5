"""What a Kubernetes API answers, by its published conventions: lists in pages, Status objects, metadata only."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any, NamedTuple

REASONS = {400: "BadRequest", 401: "Unauthorized", 403: "Forbidden", 404: "NotFound", 406: "NotAcceptable"}
REASONS |= {410: "Expired", 429: "TooManyRequests", 500: "InternalError", 503: "ServiceUnavailable"}
METADATA = "as=PartialObjectMetadata"


class Reply(NamedTuple):
    """An HTTP answer of the stand-in."""

    code: int
    body: bytes
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "application/json"),)


def reply(value: Any, code: int = 200) -> Reply:
    """A JSON answer."""
    return Reply(code, json.dumps(value).encode())


def status(code: int, message: str, *headers: tuple[str, str]) -> Reply:
    """A refusal, as a Status object."""
    body = {"kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure"}
    made = reply({**body, "message": message, "reason": REASONS.get(code, "Unknown"), "code": code}, code)
    return made._replace(headers=made.headers + headers)


def no_such_page() -> Reply:
    """What is answered where no API group is."""
    return Reply(404, b"404 page not found\n", (("Content-Type", "text/plain; charset=utf-8"),))


class Listed(NamedTuple):
    """A list resource: its kind of objects, its version, and the objects."""

    kind: str
    version: str
    items: list[dict[str, Any]]


def page(listed: Listed, query: dict[str, str], accept: str, expired: bool) -> Reply:
    """A list or a page of it; the continue token holds where to go on, and is good for this snapshot only."""
    start, limit = 0, int(query.get("limit", "0"))
    if "continue" in query:
        try:
            start = json.loads(urlsafe_b64decode(query["continue"]))["start"]
        except ValueError:
            return status(400, "continue key is not valid")
        if expired:
            return status(410, "The provided continue parameter is too old to display a consistent list result.")
    end = min(len(listed.items), start + limit) if limit else len(listed.items)
    metadata: dict[str, Any] = {"resourceVersion": "4711"}
    if end < len(listed.items):
        token = urlsafe_b64encode(json.dumps({"v": "meta.k8s.io/v1", "rv": 4711, "start": end}).encode()).decode()
        metadata |= {"continue": token, "remainingItemCount": len(listed.items) - end}
    return reply(_shown(listed, listed.items[start:end], metadata, accept))


def _shown(listed: Listed, items: list[dict[str, Any]], metadata: dict[str, Any], accept: str) -> dict[str, Any]:
    if METADATA in accept:
        kind, version = "PartialObjectMetadataList", "meta.k8s.io/v1"
        items = [bare(each) for each in items]
    else:
        kind, version = f"{listed.kind}List", listed.version
    return {"kind": kind, "apiVersion": version, "metadata": metadata, "items": items}


def bare(item: dict[str, Any]) -> dict[str, Any]:
    """An object's metadata alone."""
    return {"kind": "PartialObjectMetadata", "apiVersion": "meta.k8s.io/v1", "metadata": item["metadata"]}
