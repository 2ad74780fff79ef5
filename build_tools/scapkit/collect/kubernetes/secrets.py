"""Secrets without their values: what is kept is where they are and who made them, whatever the server sends."""

import json
from typing import Any

from scapkit.collect.kubernetes.pages import Page

KEPT = ("apiVersion", "kind")
LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration"
"""An annotation in which kubectl repeats the whole object, a Secret's values too."""


def without_values(page: Page) -> Page:
    """The page with nothing but type and metadata of each object."""
    if page.items is None:
        return page._replace(members=tuple((name, _safe(name, raw)) for name, raw in page.members if _is_kept(name)))
    return page._replace(items=tuple(_bare(each) for each in page.items))


def _is_kept(name: str) -> bool:
    return name in (*KEPT, "metadata")


def _safe(name: str, raw: str) -> str:
    return _dumped(_metadata(json.loads(raw))) if name == "metadata" else raw


def _bare(item: str) -> str:
    whole = json.loads(item)
    if not isinstance(whole, dict):
        return "{}"
    kept = {name: whole[name] for name in KEPT if isinstance(whole.get(name), str)}
    return _dumped({**kept, "metadata": _metadata(whole.get("metadata"))})


def _metadata(metadata: Any) -> dict[str, Any]:
    if not isinstance(metadata, dict):
        return {}
    annotations = metadata.get("annotations")
    if not isinstance(annotations, dict):
        return {name: value for name, value in metadata.items() if name != "annotations"}
    return {**metadata, "annotations": {name: text for name, text in annotations.items() if name != LAST_APPLIED}}


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
