"""textfilecontent_object: lines of text files that a pattern matches (OVAL 5.11 independent schema, deprecated in 5.4).

The line entity is a pattern whatever its operation says, as in OpenSCAP; the schema allows nothing else.
"""

from collections.abc import Iterator

from scapkit.model.dump import Missing
from scapkit.model.syschar import Field, Flag, Item, Message
from scapkit.oval.evidence import Evidence
from scapkit.oval.files.contents import as_text, find_contents, place
from scapkit.oval.matching.patterns import compiled
from scapkit.oval.protocols import Collection, Probe, Query


def collect(query: Query, evidence: Evidence) -> Collection:
    """One item for each line with a match, of which the first counts; a file that is not UTF-8 is an error."""
    items: list[Item] = []
    missing: list[Missing] = []
    messages: list[Message] = []
    try:
        for pattern in query.entities["line"].values:
            compiled(pattern)
        for found in find_contents(query, evidence):
            if isinstance(found, Missing):
                missing.append(found)
                continue
            try:
                for pattern in query.entities["line"].values:
                    items += _matches(*found, pattern)
            except (ValueError, TimeoutError) as error:
                messages.append(Message(f"{found[0]}: {error}", "error"))
    except (ValueError, TimeoutError) as error:
        messages.append(Message(str(error), "error"))
    return Collection(items, missing, messages, Flag.ERROR if messages else None)


def _matches(file: str, data: bytes, text: str) -> Iterator[Item]:
    pattern = compiled(text)
    number = 0
    for line in _lines(data):
        match = pattern.search(line)
        if match:
            number += 1
            groups = (Field("subexpression", group) for group in match.groups() if group is not None)
            found = Field("pattern", text), Field("instance", str(number), "int")
            # States of this old type ask for the line, which newer items call text.
            words = Field("line", match[0]), Field("text", match[0])
            yield Item("independent:textfilecontent", (*place(file), *found, *words, *groups))


def _lines(data: bytes) -> Iterator[str]:
    """One line after the other: a list of them can be many times as large as the file."""
    text = as_text(data)
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield text[start:end]
        start = end + 1


PROBE = Probe("independent:textfilecontent", collect)
