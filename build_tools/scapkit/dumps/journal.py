"""journal.jsonl: the manifest and files.jsonl of a dump that is still growing, one JSON object a line.

A line is written when what it speaks of is whole and in its place, so that a collector may be killed at any time: what
the journal has is evidence, and what it does not have was not collected. The last line of all may be cut off.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from scapkit.dumps.described import entry_members, read_entry
from scapkit.dumps.jsons import Shape, read_json
from scapkit.dumps.manifest import manifest_members, read_head, read_requirement
from scapkit.model.dump import Entry, Manifest, Requirement
from scapkit.problem import invalid

NAME = "journal.jsonl"
PARTIAL = ".partial"
"""The folder of files that are being written; nothing in it is evidence."""


class Journal(NamedTuple):
    """A manifest and the entries of files.jsonl by path, as far as they have come."""

    manifest: Manifest
    described: Mapping[str, Entry]


def head_line(manifest: Manifest) -> bytes:
    """The first line: the manifest without its requirements."""
    members = manifest_members(manifest)
    del members["requirements"]
    return _line({"dump": members})


def requirement_line(requirement: Requirement) -> bytes:
    """What came of a requirement; the last line of several for one counts."""
    return _line({"requirement": requirement._asdict()})


def entry_line(entry: Entry) -> bytes:
    """A file of the node."""
    return _line({"file": entry_members(entry)})


def _line(members: dict[str, Any]) -> bytes:
    import json

    return (json.dumps(members, separators=(",", ":")) + "\n").encode()


def read_journal(data: bytes, file: str) -> Journal:
    """Raises Invalid at the line that is wrong: empty-journal, and as the manifest and files.jsonl do."""
    lines = data[: data.rfind(b"\n") + 1].splitlines()
    if not lines:
        raise invalid(file, "empty-journal", "the collector came to nothing", hint="collect again")
    head = read_head(Shape(read_json(lines[0], file), file, "the line", 1).shape("dump"), file)
    found: dict[tuple[str, str], Requirement] = {}
    described: dict[str, Entry] = {}
    for number, line in enumerate(lines[1:], 2):
        shape = Shape(read_json(line, file, number - 1), file, "the line", number)
        if shape.get("file") is not None:
            entry = read_entry(shape.shape("file"), file, number)
            described[entry.path] = entry
        else:
            requirement = read_requirement(shape.shape("requirement"), file)
            found[requirement.kind, requirement.key] = requirement
    return Journal(head._replace(requirements=tuple(found.values())), described)
