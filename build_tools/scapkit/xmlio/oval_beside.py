"""OVAL results in files of their own, which belong to XCCDF results."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from scapkit.names import OVAL_SYSTEM, XCCDF
from scapkit.problem import WARNING, Problem, Problems, invalid
from scapkit.span import Span
from scapkit.xmlio.beside import inside
from scapkit.xmlio.parse import Element, local_name, parse, read_bytes, text_of
from scapkit.xmlio.read.oval_results import is_oval_results, judged_ids
from scapkit.xmlio.same_host import other_host

X = f"{{{XCCDF}}}"
RESULT = ".result.xml"
"""What oscap puts behind an href to name the file of the OVAL results."""
HEAD = 4096


def oval_beside(result: Element, file: str, given: Iterable[str]) -> tuple[Mapping[str, Element], Problems]:
    """The OVAL results of a TestResult's checks by their hrefs: from files that were named, else from those beside it.

    Beside it they are found under the name that a check has for them, alone or with `.result.xml` behind it. Those of
    another host are left out, with a warning. Raises Invalid for a file that was named and holds no OVAL results.
    """
    named = _named(result)
    roots = [(path, _read(path)) for path in given]
    if roots:
        found = {href: _fitting(names, roots) for href, names in named.items()}
    else:
        found = {} if file == "-" else dict(_found(named, Path(file).parent))
    kept: dict[str, Element] = {}
    problems: dict[str, Problem] = {}
    for href, candidates in found.items():
        hosts = [other_host(result, root) for _, root in candidates]
        if "" in hosts:
            kept[href] = candidates[hosts.index("")][1]
        elif hosts:
            problems[candidates[0][0]] = _foreign(candidates[0][0], hosts[0], result)
    return kept, tuple(problems.values())


def _foreign(path: str, host: str, result: Element) -> Problem:
    target = text_of(result.find(f"{X}target"))
    message = f"these OVAL results are of {host}, not of {target}: they are not read"
    return Problem(Span(path), "results-of-another-host", message, level=WARNING)


def _fitting(names: set[str], roots: Iterable[tuple[str, Element]]) -> list[tuple[str, Element]]:
    """The OVAL results that have any of some definitions, those with most of them first."""
    counted = [(len(names & judged_ids(root)), path, root) for path, root in roots]
    return [(path, root) for count, path, root in sorted(counted, key=lambda each: -each[0]) if count]


def _named(result: Element) -> dict[str, set[str]]:
    """The hrefs of a result's OVAL checks, each with the definitions that are used by it."""
    found: dict[str, set[str]] = {}
    for check in result.iter(f"{X}check"):
        if check.get("system") == OVAL_SYSTEM:
            for each in check.iterfind(f"{X}check-content-ref"):
                found.setdefault(each.get("href", ""), set()).add(each.get("name", ""))
    return found


def _read(path: str) -> Element:
    root = parse(read_bytes(path), path)
    if not is_oval_results(root):
        raise invalid(path, "not-oval-results", f"expected oval_results, found {local_name(root)}")
    return root


def _found(hrefs: Iterable[str], folder: Path) -> Iterator[tuple[str, list[tuple[str, Element]]]]:
    for href in filter(None, hrefs):
        names = dict.fromkeys((f"{href}{RESULT}", f"{Path(href).name}{RESULT}", href))
        files = (file for name in names if (file := inside(folder, name)) is not None)
        found = next((file for file in files if _holds_results(file)), None)
        if found is not None:
            yield href, [(str(found), _read(str(found)))]


def _holds_results(file: Path) -> bool:
    """Whether a file may hold OVAL results; most of what has the name of a check's content is definitions."""
    with file.open("rb") as stream:
        return b"oval_results" in stream.read(HEAD)
