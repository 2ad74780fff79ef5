"""What a Kubernetes API answers, as kube-apiserver 1.20.2 was seen to: lists in pages, Status objects, metadata only."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any, NamedTuple

REASONS = {400: "BadRequest", 401: "Unauthorized", 403: "Forbidden", 404: "NotFound", 406: "NotAcceptable"}
REASONS |= {410: "Expired", 429: "TooManyRequests", 500: "InternalError", 503: "ServiceUnavailable"}
METADATA = "as=PartialObjectMetadata"
METADATA_LIST = "as=PartialObjectMetadataList"
JSON = ("Content-Type", "application/json")
TEXT = (("Content-Type", "text/plain; charset=utf-8"), ("X-Content-Type-Options", "nosniff"))
EXPIRED = (
    "The provided continue parameter is too old to display a consistent list result. You can start a new list without "
    "the continue parameter, or use the continue token in this response to retrieve the remainder of the results. "
    "Continuing with the provided token results in an inconsistent list - objects that were created, modified, or "
    "deleted between the time the first chunk was returned and now may show up in the list."
)
VERSION_OF_LISTS = 4711


class Reply(NamedTuple):
    """An HTTP answer of the stand-in."""

    code: int
    body: bytes
    headers: tuple[tuple[str, str], ...] = (JSON,)


def reply(value: Any, code: int = 200) -> Reply:
    """A JSON answer: one line."""
    return Reply(code, f"{json.dumps(value, ensure_ascii=False, separators=(',', ':'))}\n".encode())


def printed(value: Any, code: int = 200) -> Reply:
    """A JSON answer of many lines, as /version gives it, and what is told of a wrong Accept."""
    return Reply(code, json.dumps(value, indent=2).encode())


def status(
    code: int, message: str, *headers: tuple[str, str], details: Any = None, again: str = "", reason: str | None = None
) -> Reply:
    """A refusal, as a Status object; `again` is a token to go on with."""
    metadata = {"continue": again} if again else {}
    body: dict[str, Any] = {"kind": "Status", "apiVersion": "v1", "metadata": metadata, "status": "Failure"}
    body["message"] = message
    said = REASONS.get(code, "Unknown") if reason is None else reason
    body |= {**({"reason": said} if said else {}), **({} if details is None else {"details": details}), "code": code}
    made = reply(body, code)
    return made._replace(headers=made.headers + headers)


def no_such_page() -> Reply:
    """What is answered where no API group is."""
    return Reply(404, b"404 page not found\n", TEXT)


def too_many_requests(seconds: int = 1) -> Reply:
    """What a busy server answers before it looks at the request."""
    return Reply(429, b"Too many requests, please try again later.\n", (*TEXT, ("Retry-After", str(seconds))))


def unreachable_kubelet(address: str = "10.0.0.7:10250") -> Reply:
    """What the API answers for a node whose kubelet it cannot reach: without a reason."""
    message = f"error trying to reach service: dial tcp {address}: connect: connection refused"
    return status(500, message, reason="")


def refusing_kubelet() -> Reply:
    """What comes of a kubelet that refuses the API itself: the kubelet's words, passed on."""
    said = b"Forbidden (user=kube-apiserver-kubelet-client, verb=get, resource=nodes, subresource=proxy)"
    return Reply(403, said, TEXT[:1])


class Listed(NamedTuple):
    """A list resource: its kind of objects, its version, and the objects."""

    kind: str
    version: str
    items: list[dict[str, Any]]


def page(listed: Listed, query: dict[str, str], accept: str, expired: bool) -> Reply:
    """A list or a page of it, in the order of names; a token says after which, and of which version of the list."""
    after = ""
    if METADATA in accept and METADATA_LIST not in accept:
        return _wrong_form("PartialObjectMetadata, but the requested object is a list", f"{listed.kind}List")
    if not query.get("limit", "0").removeprefix("-").isdigit():
        return status(400, f'strconv.ParseInt: parsing "{query["limit"]}": invalid syntax')
    if query.get("continue"):
        try:
            after = json.loads(urlsafe_b64decode(query["continue"] + "=="))["start"]
        except (ValueError, LookupError) as error:
            return status(400, f"invalid continue token: continue key is not valid: {error}")
        if expired:
            return status(410, EXPIRED, again=_token(-1, after))
    limit = int(query.get("limit", "0"))
    rest = [each for each in sorted(listed.items, key=key_of) if f"{key_of(each)}\0" > after]
    shown = rest[:limit] if limit > 0 else rest
    metadata: dict[str, Any] = {"resourceVersion": str(VERSION_OF_LISTS)}
    if len(shown) < len(rest):
        metadata["continue"] = _token(VERSION_OF_LISTS, f"{key_of(shown[-1])}\0")
        # of metadata alone the number is not told
        metadata |= {} if METADATA in accept else {"remainingItemCount": len(rest) - len(shown)}
    return reply(_shown(listed, shown, metadata, accept))


def key_of(item: dict[str, Any]) -> str:
    """By what a list is ordered, as in etcd: namespace and name."""
    metadata = item.get("metadata", {})
    return f"{metadata['namespace']}/{metadata['name']}" if "namespace" in metadata else str(metadata.get("name"))


def _token(version: int, start: str) -> str:
    text = json.dumps({"v": "meta.k8s.io/v1", "rv": version, "start": start}, separators=(",", ":"))
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _wrong_form(words: str, kind: str) -> Reply:
    return printed(json.loads(status(406, f"you requested {words} (*core.{kind})").body), 406)


def _shown(listed: Listed, items: list[dict[str, Any]], metadata: dict[str, Any], accept: str) -> dict[str, Any]:
    """Items of a list do not say what they are; those of metadata alone do."""
    if METADATA in accept:
        kind, version = "PartialObjectMetadataList", "meta.k8s.io/v1"
        items = [bare(each) for each in items]
    else:
        kind, version = f"{listed.kind}List", listed.version
        items = [{name: value for name, value in each.items() if name not in ("kind", "apiVersion")} for each in items]
    return {"kind": kind, "apiVersion": version, "metadata": metadata, "items": items}


def one(found: Any, accept: str) -> Reply:
    """An object, or its metadata alone."""
    if METADATA_LIST in accept:
        words = "PartialObjectMetadataList, but the requested object is not a list"
        return _wrong_form(words, str(found.get("kind")))
    return reply(bare(found) if METADATA in accept and "metadata" in found else found)


def bare(item: dict[str, Any]) -> dict[str, Any]:
    """An object's metadata alone."""
    return {"kind": "PartialObjectMetadata", "apiVersion": "meta.k8s.io/v1", "metadata": item["metadata"]}
