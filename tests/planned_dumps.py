"""A dump that holds what a plan asks for and nothing else, taken from a tree."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from scapkit.collect.answers import place
from scapkit.collect.need import Need
from scapkit.collect.plan import Plan
from scapkit.collect.writer import DumpWriter
from scapkit.dumps.folder import KINDS
from scapkit.dumps.requirements import matches_glob
from scapkit.model.dump import Asset, Entry


def planned_dump(plan: Plan, tree: Path, folder: Path) -> Path:
    """Collect from the tree what is planned; facts are not in a tree."""
    writer = DumpWriter(folder, Asset("planned"), "test", "2026-01-01T00:00:00Z")
    for need in plan.needs:
        if need.kind == "kubernetes":
            _answer(need, plan, tree, writer)
        elif need.kind == "file":
            _file(need.key, tree, writer, whole=not need.arguments)
        elif need.kind in ("folder", "glob"):
            found = list(_matching(need, tree))
            for path in found:
                _file(path, tree, writer, whole=("content", "no") not in need.arguments)
            if found or need.kind == "glob":
                writer.covered(need.kind, need.key)
            elif not writer.has("folder", need.key):
                writer.missing("folder", need.key, "not-found")
    writer.finish("2026-01-01T00:01:00Z")
    return folder


def _answer(need: Need, plan: Plan, tree: Path, writer: DumpWriter) -> None:
    path = place(need, plan.values)
    key = path.removeprefix("/kubernetes-api-resources")
    if (tree / path[1:]).is_file():
        writer.answer("kubernetes", key, path[1:], (tree / path[1:]).read_bytes())
    else:
        writer.missing("kubernetes", key, "not-found", "404")


def _file(path: str, tree: Path, writer: DumpWriter, whole: bool) -> None:
    real = tree / path.lstrip("/")
    try:
        status = real.lstat()
    except OSError:
        writer.missing("file", path, "not-found")
        return
    kind = KINDS[stat.S_IFMT(status.st_mode)]
    target = str(real.readlink()) if kind == "symbolic link" else ""
    entry = Entry(
        path, kind, stat.S_IMODE(status.st_mode), status.st_uid, status.st_gid, status.st_size,
        int(status.st_mtime), int(status.st_atime), int(status.st_ctime), target,
    )  # fmt: skip
    if not (writer.has("file", path) and not whole):
        writer.file(entry, real.read_bytes() if whole and kind == "regular" else None)
    if target:
        _file(os.path.normpath(os.path.join(os.path.dirname(path), target)), tree, writer, whole)  # noqa: PTH118, PTH120


def _matching(need: Need, tree: Path) -> Iterator[str]:
    if need.kind == "folder" and (tree / need.key[1:]).exists():
        yield need.key
    for folder, folders, names in os.walk(tree):
        inside = "/" + os.path.relpath(folder, tree).removeprefix(".")
        for name in [*folders, *names]:
            path = f"{inside.rstrip('/')}/{name}"
            if path.startswith(("/kubernetes-api-resources", "/aws-api-resources")):
                continue
            below = path.startswith(f"{need.key.rstrip('/')}/")
            if below if need.kind == "folder" else matches_glob(need.key, path):
                yield path
