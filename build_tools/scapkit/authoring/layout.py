"""Where the parts of a product lie: as usual, or as its product.yml says."""

import os
import re
from pathlib import Path
from typing import NamedTuple

from scapkit.authoring.jinja.sandbox import make_environment
from scapkit.authoring.kinds import PRODUCT
from scapkit.authoring.reading import Reading
from scapkit.authoring.yaml.marked import Node
from scapkit.authoring.yaml.shape import Fields
from scapkit.problem import Problem

NAMED = re.compile(rb"^(?:additional_content_directories|\w+_root)\b", re.MULTILINE)
KEYS = ("benchmark_root", "additional_content_directories", "profiles_root", "cpes_root", "components_root")


class Layout(NamedTuple):
    """Folders, those that go first coming first; `benchmark` is the file of the benchmark's words."""

    benchmark: Path
    groups: tuple[Path, ...]
    profiles: Path
    platforms: tuple[Path, ...]
    controls: tuple[Path, ...]
    components: tuple[Path, ...]


def layout_of(reading: Reading, product: Fields | None) -> Layout:
    """The layout of a product; folders that are not there, or not in the project, are problems."""
    content = reading.root / "content" / reading.product
    said = {key: _folders(reading, content, product, key) for key in KEYS}
    (guide,) = said["benchmark_root"] or (content,)
    own = content / "benchmark.yml"
    (profiles,) = said["profiles_root"] or (reading.root / "profiles" / reading.product,)
    return Layout(
        benchmark=own if own.is_file() else guide / "benchmark.yml",
        groups=(guide, *said["additional_content_directories"]),
        profiles=profiles,
        platforms=(content / "applicability", reading.root / "applicability", *said["cpes_root"]),
        controls=(content / "controls", reading.root / "controls"),
        components=(content / "components", reading.root / "components", *said["components_root"]),
    )


def further_folders(root: Path, product: str) -> tuple[Path, ...]:
    """The folders that product.yml names, for whoever must know what a build reads before it reads it."""
    path = root / "content" / product / "product.yml"
    try:
        if not NAMED.search(path.read_bytes()):
            return ()
    except OSError:
        return ()
    reading = Reading(root, product, make_environment((), {}), [])
    fields = reading.fields(path, PRODUCT)
    return tuple(folder for key in KEYS for folder in _folders(reading, path.parent, fields, key))


def _folders(reading: Reading, content: Path, product: Fields | None, key: str) -> tuple[Path, ...]:
    """The folders that a key names."""
    given = product.given.get(key, ()) if product else ()
    nodes: tuple[Node, ...] = (given,) if isinstance(given, Node) else given
    return tuple(folder for node in nodes if (folder := _folder(reading, content, node)))


def _folder(reading: Reading, content: Path, node: Node) -> Path | None:
    folder = Path(os.path.realpath(content / node.text))
    root = Path(os.path.realpath(reading.root))
    if not folder.is_relative_to(root):
        problem = Problem(node.span, "outside-of-project", f"{node.text} leads out of the project's folder")
    elif not folder.is_dir():
        problem = Problem(node.span, "missing-folder", f"there is no folder {node.text} from here")
    else:
        return reading.root / folder.relative_to(root)
    reading.problems.append(problem)
    return None
