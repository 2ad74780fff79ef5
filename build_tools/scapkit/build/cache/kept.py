"""The rules that an earlier build compiled, each good for as long as nothing changed of all that it depends on."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from scapkit.authoring.jinja.sandbox import Sandbox
from scapkit.authoring.project import RuleSource
from scapkit.authoring.yaml.marked import Node
from scapkit.build.cache.inputs import Inputs
from scapkit.build.cache.uses import Use
from scapkit.build.unit import Unit
from scapkit.store import Store

PREFIX = "rule/"


# A thing and what it was written to.
Piece = tuple[object, bytes]


class Record(NamedTuple):
    """A unit with what it was made from: the hash of its own files, and what it used with the digest of each.

    `pieces`: what the rule was written to in documents and pages.
    """

    own: str
    uses: tuple[tuple[Use, str], ...]
    unit: Unit
    pieces: tuple[Piece, ...] = ()


class Kept:
    """What is known of the rules from the last build, and what this one has to add."""

    def __init__(self, store: Store, inputs: Inputs) -> None:
        self.store = store
        self.inputs = inputs
        self.records: dict[str, Record] = store.load(PREFIX)
        self.fresh: dict[str, Record] = {}
        self.met: set[str] = set()
        self.same: set[tuple[Use, str]] = set()
        self.pieces: dict[str, list[Piece]] = {}
        self.rewritten: set[str] = set()

    def source(self, folder: Path, environment: Sandbox) -> RuleSource | None:
        """A rule as it was read, its texts left out; None where its files, or the names in them, say something new."""
        record = self.records.get(folder.name)
        if record is None or record.own != self.inputs.rules.get(str(folder)):
            return None
        source, known = record.unit.source, dict(record.uses)
        if Path(source.span.file).parent != folder:
            return None
        same = all(known.get(("name", name)) == environment.digest(name) for name in source.asked)
        return source if same else None

    def unit(self, rule: RuleSource, digest: Callable[[Use], str]) -> Unit | None:
        """A rule compiled, where it was recalled and all that it used is as it was."""
        self.met.add(rule.id)
        record = self.records[rule.id] if rule.is_light else None
        if record is None:
            return None
        fresh = () if self.same.issuperset(record.uses) else record.uses
        self.same.update((use, known) for use, known in fresh if digest(use) == known)
        return record.unit if self.same.issuperset(record.uses) else None

    def keep(self, unit: Unit, uses: frozenset[Use], digest: Callable[[Use], str]) -> None:
        """Take a rule that was just compiled."""
        source = light(unit.source)
        used = sorted(uses | {("name", name) for name in source.asked})
        own = self.inputs.rules.get(str(Path(source.span.file).parent), "")
        self.fresh[source.id] = Record(own, tuple((use, digest(use)) for use in used), unit._replace(source=source))

    def memo(self, owner: str, thing: object, make: Callable[[], bytes]) -> bytes:
        """What a thing was written to before, if an equal one was, else what is made now (see scapkit.memo)."""
        made = self.pieces.setdefault(owner, [])
        record = self.records.get(owner)
        for known, data in made:
            if known == thing:
                return data
        data = next((data for known, data in record.pieces if known == thing), b"") if record else b""
        if not data:
            data = make()
            self.rewritten.add(owner)
        made.append((thing, data))
        return data

    def save(self) -> None:
        """Write what is new and forget the rules that are no more."""
        gone = [PREFIX + name for name in self.records if name not in self.met]
        new = {name: self._record(name) for name in self.fresh.keys() | self.rewritten & self.met}
        if new or gone:
            self.store.save({PREFIX + name: record for name, record in sorted(new.items())}, gone)

    def _record(self, name: str) -> Record:
        record = self.fresh.get(name) or self.records[name]
        return record._replace(pieces=tuple(self.pieces.get(name, ())))


def light(rule: RuleSource) -> RuleSource:
    """A rule without its texts, which nothing reads once it is compiled."""
    nothing = Node(rule.span, "str")
    return rule._replace(
        description=nothing,
        rationale=nothing,
        warnings=(),
        ocil=None,
        ocil_clause=None,
        check=None,
        fixtext=None,
        remediations={},
        kept={},
        is_light=True,
    )
