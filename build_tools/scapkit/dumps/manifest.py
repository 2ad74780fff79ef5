"""manifest.json: read with its shape checked, and written the same for the same manifest."""

from typing import Any

from scapkit.dumps.jsons import Shape, read_json
from scapkit.dumps.links import components
from scapkit.model.dump import Asset, Interface, Manifest, Requirement
from scapkit.problem import did_you_mean, invalid

NAME = "manifest.json"
VERSION = 1
STATUSES = ("collected", "not-found", "forbidden", "throttled", "truncated", "error", "skipped")
_HEX = frozenset("0123456789abcdefABCDEF")


def read_manifest(data: bytes, file: str) -> Manifest:
    """The manifest; members that this version does not know are left out. Raises Invalid with the file's name."""
    whole = Shape(read_json(data, file), file, "the manifest")
    return read_head(whole, file)._replace(
        requirements=tuple(read_requirement(each, file) for each in whole.shapes("requirements"))
    )


def read_head(whole: Shape, file: str) -> Manifest:
    """The manifest without its requirements."""
    version = whole.integer("version", 0)
    if version != VERSION:
        raise invalid(
            file,
            "unknown-manifest-version",
            f"version {version} of the manifest is not known",
            hint=f"this scapkit reads version {VERSION}",
        )
    asset = whole.shape("asset")
    return Manifest(
        Asset(
            asset.text("name", None),
            asset.text("kind"),
            asset.texts("addresses"),
            asset.text_pairs("facts"),
            tuple(_interface(each) for each in asset.shapes("interfaces")),
        ),
        (),
        whole.text("collector"),
        whole.text("started"),
        whole.text("finished"),
        version,
        whole.text_pairs("values"),
    )


def _interface(shape: Shape) -> Interface:
    return Interface(shape.text("name"), shape.text("address"), shape.text("mac"))


def read_requirement(shape: Shape, file: str) -> Requirement:
    """One requirement, with its status, path and digest checked."""
    found = Requirement(
        shape.text("kind", None),
        shape.text("key", None),
        shape.text("status", None),
        shape.text("path"),
        str(shape.get("code")) if isinstance(shape.get("code"), int) else shape.text("code"),
        shape.text("sha256").lower(),
        shape.integer("size", -1),
        shape.text("time"),
        shape.text("message"),
    )
    _check(found, file)
    return found


def _check(found: Requirement, file: str) -> None:
    if found.status not in STATUSES:
        hint = did_you_mean(found.status, STATUSES) or f"one of {', '.join(STATUSES)}"
        raise invalid(file, "unknown-status", f"{found.key}: status {found.status!r} is not known", hint=hint)
    if found.path.startswith("/") or ".." in components(found.path):
        raise invalid(file, "unsafe-path", f"{found.key}: the path {found.path!r} leads out of the dump")
    if found.sha256 and (len(found.sha256) != 64 or not _HEX.issuperset(found.sha256)):
        raise invalid(file, "malformed-digest", f"{found.key}: {found.sha256!r} is no SHA-256 in hexadecimal")


def write_manifest(manifest: Manifest) -> bytes:
    """The manifest as UTF-8 JSON (names that are not UTF-8 as escaped surrogates), one member a line."""
    import json

    return (json.dumps(manifest_members(manifest), indent=2) + "\n").encode()


def manifest_members(manifest: Manifest) -> dict[str, Any]:
    """The members of manifest.json, in their order."""
    return {
        "version": manifest.version,
        "asset": {
            **manifest.asset._asdict(),
            "facts": dict(manifest.asset.facts),
            "interfaces": [each._asdict() for each in manifest.asset.interfaces],
        },
        "collector": manifest.collector,
        "started": manifest.started,
        "finished": manifest.finished,
        **({"values": dict(manifest.values)} if manifest.values else {}),
        "requirements": [each._asdict() for each in manifest.requirements],
    }
