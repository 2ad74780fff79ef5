"""The files of a node as a list of paths, for people who have nothing but tar."""

from collections.abc import Iterable
from pathlib import PurePosixPath

from scapkit.collect.need import Need

UNREAL = ("/proc/", "/sys/", "/dev/")
"""Folders that the kernel makes up, in which there is no end of reading."""


def node_paths(needs: Iterable[Need]) -> tuple[tuple[str, ...], tuple[Need, ...]]:
    """The paths, one for a folder and all below it, and the needs that no such list can meet."""
    chosen = [need for need in needs if need.kind in ("file", "folder", "glob")]
    left = tuple(need for need in chosen if _is_endless(need))
    paths = {_path(need): need.kind != "file" for need in chosen if need not in left}
    folders = {path for path, is_folder in paths.items() if is_folder}
    return tuple(sorted(path for path in paths if not _is_below(path, folders))), left


def _path(need: Need) -> str:
    """What tar must be told: it knows no patterns, so of those the folder from which they start."""
    if need.kind != "glob":
        return need.key
    names = need.key.split("/")
    literal = next(number for number, name in enumerate(names) if set("*?[") & set(name))
    return "/".join(names[:literal]) or "/"


def _is_endless(need: Need) -> bool:
    path = _path(need) if need.kind != "file" else ""
    return path == "/" or f"{path}/".startswith(UNREAL)


def _is_below(path: str, folders: set[str]) -> bool:
    return any(str(parent) in folders for parent in PurePosixPath(path).parents)
