"""Where a dump's writing starts: at nothing, or at what an earlier run has left."""

import os
from pathlib import Path
from typing import IO, NamedTuple

from scapkit.collect.keeping import BESIDE, Keeper
from scapkit.dumps.journal import NAME as JOURNAL
from scapkit.dumps.journal import PARTIAL, entry_line, head_line, requirement_line
from scapkit.dumps.open import FILES, Kept, open_kept
from scapkit.dumps.tree import API_ROOTS
from scapkit.model.dump import Asset, Entry, Manifest, Requirement
from scapkit.problem import invalid

ROOTS = (FILES, "facts", BESIDE, *API_ROOTS)
"""The folders of a dump that hold evidence."""
TELLING = ("account", "arn", "region")
"""The facts that tell assets of one name apart."""


class Begun(NamedTuple):
    """The manifest's head, what is known by kind and key and by path, and the journal, open at its end."""

    head: Manifest
    requirements: dict[tuple[str, str], Requirement]
    described: dict[str, Entry]
    journal: IO[bytes]


def begin(folder: Path, head: Manifest, resume: bool) -> Begun:
    """Start a dump in a folder, or go on with the one that is there. Raises Invalid: dump-exists, other-asset."""
    found = _earlier(folder, head, resume)
    if found and found.manifest:
        earlier = found.manifest
        asset = joined(earlier.asset, head.asset)
        values = {**dict(earlier.values), **dict(head.values)}
        head = head._replace(
            asset=asset,
            started=earlier.started,
            requirements=_still_good(earlier, values),
            values=tuple(sorted(values.items())),
        )
    described = dict(found.described) if found else {}
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / PARTIAL).mkdir(exist_ok=True)
    for left in (folder / PARTIAL).iterdir():
        left.unlink()
    _sweep(folder, {each.path for each in head.requirements})
    lines = [head_line(head), *map(requirement_line, head.requirements), *map(entry_line, described.values())]
    Keeper(folder).keep(JOURNAL, lines)
    requirements = {(each.kind, each.key): each for each in head.requirements}
    # every line goes to the system at once, so that it outlives a killed program
    journal = (folder / JOURNAL).open("ab", buffering=0)
    return Begun(head._replace(requirements=()), requirements, described, journal)


def _still_good(earlier: Manifest, values: dict[str, str]) -> tuple[Requirement, ...]:
    """What counts of an earlier run: where Values differ that went into filters, none of what filters made."""
    if dict(earlier.values).items() <= values.items():
        return earlier.requirements
    return tuple(each for each in earlier.requirements if "#" not in each.key)


def _earlier(folder: Path, head: Manifest, resume: bool) -> Kept | None:
    """What is there already; None for nothing."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return None
    if not resume:
        raise invalid(str(folder), "dump-exists", "is there already", hint="name another, or --resume")
    found = open_kept(str(folder))
    found.store.close()
    if found.manifest is None or not folder.is_dir():
        raise invalid(str(folder), "dump-exists", "holds no dump that could be resumed", hint="name another")
    asset = found.manifest.asset
    if (asset.name, asset.kind) != (head.asset.name, head.asset.kind):
        own, other = (f"{each.kind} {each.name}".strip() for each in (asset, head.asset))
        raise invalid(str(folder), "other-asset", f"holds a dump of {own}, not of {other}")
    before, now = dict(asset.facts), dict(head.asset.facts)
    for fact in TELLING:
        if before.get(fact, now.get(fact)) != now.get(fact, before.get(fact)):
            message = f"holds a dump of {asset.name} with the {fact} {before[fact]}, not {now[fact]}"
            raise invalid(str(folder), "other-asset", message)
    return found


def joined(before: Asset, now: Asset) -> Asset:
    """What two collectors know of one asset, or one at two times; the later knows better."""
    facts = tuple(sorted({**dict(before.facts), **dict(now.facts)}.items()))
    addresses = tuple(dict.fromkeys((*now.addresses, *before.addresses)))
    return now._replace(addresses=addresses, facts=facts, interfaces=now.interfaces or before.interfaces)


def _sweep(folder: Path, listed: set[str]) -> None:
    """Remove what came into its place but not into the journal before the program was killed."""
    for root in ROOTS:
        for place, _, names in os.walk(folder / root):
            for name in names:
                path = Path(place, name)
                if str(path.relative_to(folder)) not in listed:
                    path.unlink()
