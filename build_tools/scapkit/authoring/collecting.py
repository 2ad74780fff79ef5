"""`collect` entries: what a check reads, and where a collector puts it."""

import hashlib

from scapkit.authoring.project import CollectEntry
from scapkit.authoring.yaml.shape import Fields
from scapkit.problem import Problem

KINDS = ("path", "file", "aws", "glob", "fact")
FILTERED = ("path", "aws")
NAMED = ("aws", "fact")


def read_collect(entries: tuple[Fields, ...], problems: list[Problem]) -> tuple[CollectEntry, ...]:
    """The entries of one file; each names exactly one of KINDS, and only answers are filtered."""
    found = []
    for fields in entries:
        given = [kind for kind in KINDS if fields.text(kind)]
        if len(given) != 1:
            message = f"a collect entry names one of {', '.join(KINDS)}, not {len(given)} of them"
            problems.append(Problem(fields.span, "bad-collect", message))
        elif fields.text("filter") and given[0] not in FILTERED:
            problems.append(Problem(fields.span, "bad-collect", f"a {given[0]} is collected whole and takes no filter"))
        elif given[0] not in NAMED and not fields.text(given[0]).startswith("/"):
            problems.append(Problem(fields.span, "bad-collect", f"{given[0]} starts with a slash"))
        else:
            found.append(_entry(fields))
    return tuple(found)


def _entry(fields: Fields) -> CollectEntry:
    path, jq = fields.text("path"), fields.text("filter")
    key = (path or fields.text("aws")) + jq
    digest = hashlib.sha256(key.encode()).hexdigest()
    dump_path = f"{path}#{digest}" if path and jq else path
    file, aws, glob, fact = (fields.text(kind) for kind in KINDS[1:])
    return CollectEntry(path, jq, file, aws, dump_path, digest, fields.span, glob, fact)
