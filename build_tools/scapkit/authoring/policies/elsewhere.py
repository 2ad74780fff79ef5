"""What other products of a project have: policies that all share may name what one product lacks."""

import os
from functools import cached_property
from pathlib import Path


class Elsewhere:
    """The names of rules, groups and values in the whole project, looked up when something is first asked for."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def __contains__(self, name: object) -> bool:
        return name in self._names

    @cached_property
    def _names(self) -> frozenset[str]:
        found: set[str] = set()
        for place, folders, files in os.walk(self.root / "content"):
            folders[:] = [name for name in folders if not name.startswith(".")]
            if "rule.yml" in files or "group.yml" in files:
                found.add(Path(place).name)
            found.update(name.removesuffix(".var") for name in files if name.endswith(".var"))
        return frozenset(found)
