"""What `scapkit new` writes: one file per kind in authoring/skeletons/, found by the name of the kind."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from scapkit.authoring.project import CheckTemplate

CASES = "tests/cases"


class Wanted(NamedTuple):
    """What is to be written: `name` of the new thing in the folder `group` of the product's content.

    `rules` are the ids that the product has already; `template` is the check template that a rule is to use.
    """

    root: Path
    product: str
    name: str
    group: str = ""
    template: CheckTemplate | None = None
    rules: tuple[str, ...] = ()


class Sketch(NamedTuple):
    """Texts by path below the project's folder, and what to do next, one step a line.

    `shared` are files that may be there already, and then stay as they are.
    """

    files: Mapping[str, str]
    steps: tuple[str, ...]
    shared: frozenset[str] = frozenset()


class Skeleton(NamedTuple):
    """A kind of thing that can be written.

    `group`: whether it lies in a group and is named GROUP/NAME (never, maybe, always). `taken` is a pattern of the
    places, below content/PRODUCT, where another of that name would be in its way; `{}` is the name. `shipped` is the
    place, below the folder of what is shipped, of one that a new one would hide from every rule.
    """

    name: str
    help: str
    make: Callable[[Wanted], Sketch]
    group: str = "never"
    taken: str = ""
    shipped: str = ""
