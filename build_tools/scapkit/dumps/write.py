"""Write a dump folder."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from scapkit.dumps.described import NAME as DESCRIBED
from scapkit.dumps.described import write_described
from scapkit.dumps.links import components
from scapkit.dumps.manifest import NAME as MANIFEST
from scapkit.dumps.manifest import write_manifest
from scapkit.model.dump import Entry, Manifest
from scapkit.problem import invalid


def write_dump(
    folder: str | Path, manifest: Manifest, files: Mapping[str, bytes], described: Iterable[Entry] = ()
) -> None:
    """Write a dump: `files` by path inside the dump, `described` the lines of files.jsonl (system paths).

    The manifest comes last, so that half a dump is not taken for a dump. Raises Invalid for a path that leads out.
    """
    root = Path(folder)
    for name, data in files.items():
        if name.startswith("/") or ".." in components(name):
            raise invalid(str(root), "unsafe-path", f"{name!r} leads out of the dump")
        target = root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    root.mkdir(parents=True, exist_ok=True)
    lines = write_described(described)
    if lines:
        (root / DESCRIBED).write_bytes(lines)
    (root / MANIFEST).write_bytes(write_manifest(manifest))
