"""What a document holds, in a few lines."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from scapkit.api.contents.describers import others, oval, xccdf
from scapkit.api.contents.describers.lines import Line
from scapkit.problem import invalid
from scapkit.xmlio.kinds import identify, known_kinds
from scapkit.xmlio.parse import Element, line_of, local_name, parse, read_bytes

DESCRIBERS: Mapping[str, Callable[[Element], Iterator[Line]]] = {
    "SCAP source datastream": others.collection,
    "XCCDF benchmark": xccdf.benchmark,
    "XCCDF tailoring": xccdf.tailoring,
    "XCCDF TestResult": xccdf.test_result,
    "OVAL definitions": oval.definitions,
    "OVAL variables": oval.variables,
    "OVAL system characteristics": oval.characteristics,
    "OVAL results": oval.results,
    "OVAL directives": oval.directives,
    "OCIL questionnaires": others.questionnaires,
    "CPE dictionary": others.dictionary,
    "CPE language": others.platforms,
    "asset report collection": others.reports,
    "asset identification": others.assets,
}

ARCHIVES = (".tar", ".tar.gz", ".tgz", ".tar.zst")


def is_dump(path: str) -> bool:
    """Whether a path is a folder, or a file named as an archive: no document is either."""
    return Path(path).is_dir() or (path.endswith(ARCHIVES) and Path(path).is_file())


def describe(file: str) -> Iterator[Line]:
    """Pairs of a heading and a line; lines that go on under a heading have an empty one.

    Raises Invalid for a file that cannot be read or is of no kind that is known, and for a dump that cannot be used.
    """
    if is_dump(file):
        from scapkit.api.contents.describers.dumps import dump

        yield from dump(file)
        return
    root = parse(read_bytes(file), file)
    kind = identify(root)
    if kind is None:
        message = f"{local_name(root)} is the root of no document that is known"
        raise invalid(file, "unknown-document", message, line=line_of(root), hint=f"known: {known_kinds()}")
    yield "file", file
    yield "kind", f"{kind.name} ({kind.version(root)})"
    yield from DESCRIBERS[kind.name](root)
