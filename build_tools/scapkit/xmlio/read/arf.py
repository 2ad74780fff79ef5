"""Asset report collections to their parts (NIST IR 7694, section 4), each of which is read when it is asked for.

Names count, namespaces do not: parts of several versions and with any prefixes are taken.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from scapkit.problem import invalid
from scapkit.xmlio.parse import Element, line_of, local_name

ABOUT, CREATED_FOR = "isAbout", "createdFor"


class Relationship(NamedTuple):
    """What one part has to do with others; `kind` is the relation's name without its vocabulary."""

    kind: str
    subject: str
    references: tuple[str, ...]


class Collection(NamedTuple):
    """The parts of a collection by id: requests and reports are the documents that they hold, assets themselves."""

    requests: Mapping[str, Element]
    assets: Mapping[str, Element]
    reports: Mapping[str, Element]
    relationships: tuple[Relationship, ...]

    def related(self, subject: str, kind: str) -> tuple[str, ...]:
        """The ids that stand in a relation to a part."""
        found = (each for each in self.relationships if (each.subject, each.kind) == (subject, kind))
        return tuple(reference for each in found for reference in each.references)


def is_arf(root: Element) -> bool:
    """Whether an element is the root of a collection."""
    return local_name(root) == "asset-report-collection"


def read_arf(root: Element, file: str) -> Collection:
    """The collection under its root element; raises Invalid where an id is used twice."""
    relationships = root.iterfind("{*}relationships/{*}relationship")
    return Collection(
        _documents(root.iterfind("{*}report-requests/{*}report-request"), file),
        _by_id(root.iterfind("{*}assets/{*}asset"), file),
        _documents(root.iterfind("{*}reports/{*}report"), file),
        tuple(map(_relationship, relationships)),
    )


def _by_id(elements: Iterable[Element], file: str) -> dict[str, Element]:
    """The elements by their ids; one without an id, which nothing can refer to, under a name that is none."""
    found: dict[str, Element] = {}
    for number, each in enumerate(elements):
        name = each.get("id") or f"#{number}"
        if name in found:
            message = f"{name} is already the id of another {local_name(each)}, in line {line_of(found[name])}"
            raise invalid(file, "duplicate-id", message, line=line_of(each))
        found[name] = each
    return found


def _documents(elements: Iterable[Element], file: str) -> dict[str, Element]:
    """The document in each element that has one; what is elsewhere is not fetched."""
    inside = ((name, each.find("{*}content/*")) for name, each in _by_id(elements, file).items())
    return {name: document for name, document in inside if document is not None}


def _relationship(element: Element) -> Relationship:
    references = tuple((each.text or "").strip() for each in element.iterfind("{*}ref"))
    return Relationship(element.get("type", "").rpartition(":")[2], element.get("subject", ""), references)
