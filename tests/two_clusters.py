"""A collection of two clusters that differ in their names alone."""

import json
import shutil
from pathlib import Path

from shared import SAMPLES


def two_clusters(folder: Path) -> Path:
    """The collection, in a folder of its own: `shop` and `till`."""
    for name in ("shop", "till"):
        shutil.copytree(SAMPLES / "cluster", folder / "dumps" / name)
        manifest = folder / "dumps" / name / "manifest.json"
        found = json.loads(manifest.read_text(encoding="utf-8"))
        found["asset"]["name"] = name
        manifest.write_text(json.dumps(found), encoding="utf-8")
    return folder / "dumps"
