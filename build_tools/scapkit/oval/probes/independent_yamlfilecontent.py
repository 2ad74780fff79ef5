"""yamlfilecontent_object: values in YAML and JSON files by path (OVAL 5.11.3 independent schema).

A record's fields are named after the keys, `#` where there is none; a scalar that its tag does not fit, a malformed
file, and a path to something deeper than a record make the object an error, as in OpenSCAP.
"""

from collections.abc import Sequence

from scapkit.model.dump import Missing
from scapkit.model.syschar import Field, Flag, Item, Message
from scapkit.oval.documents.yamlpath.grammar import Path, parse_path
from scapkit.oval.documents.yamlpath.nodes import Documents
from scapkit.oval.documents.yamlpath.read import read_documents
from scapkit.oval.documents.yamlpath.records import Record, find_records
from scapkit.oval.evidence import Evidence
from scapkit.oval.files.contents import find_contents, place
from scapkit.oval.protocols import Collection, Probe, Query


def collect(query: Query, evidence: Evidence) -> Collection:
    """One item for each file and path that finds something, with a `value` for each record."""
    items: list[Item] = []
    missing: list[Missing] = []
    messages: list[Message] = []
    try:
        paths = [(text, parse_path(text)) for text in query.entities["yamlpath"].values]
        for found in find_contents(query, evidence):
            if isinstance(found, Missing):
                missing.append(found)
            else:
                _collect_file(found[0], found[1], paths, evidence, items, messages)
    except (ValueError, TimeoutError) as error:
        messages.append(Message(str(error), "error"))
    return Collection(items, missing, messages, Flag.ERROR if messages else None)


def _collect_file(
    file: str,
    data: bytes,
    paths: Sequence[tuple[str, Path]],
    evidence: Evidence,
    items: list[Item],
    messages: list[Message],
) -> None:
    documents = evidence.once(("yaml", file), lambda: _read(data))
    for text, path in paths:
        try:
            if isinstance(documents, str):
                raise ValueError(documents)
            records = find_records(documents, path)
        except ValueError as error:
            messages.append(Message(f"{file}: {error} (YAML path {text})", "error"))
            continue
        if records:
            values = tuple(_value(record) for record in records)
            items.append(Item("independent:yamlfilecontent", (*place(file), Field("yamlpath", text), *values)))


def _read(data: bytes) -> Documents | str:
    """The documents, or why there are none, so that either is kept."""
    try:
        return read_documents(data)
    except ValueError as error:
        return str(error)


def _value(record: Record) -> Field:
    fields = tuple(Field(name, value.text, value.datatype) for name, value in record)
    return Field("value", "", "record", fields=fields)


PROBE = Probe("independent:yamlfilecontent", collect)
