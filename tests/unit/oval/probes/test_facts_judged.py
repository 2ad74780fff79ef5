"""Facts from the dump to the verdict, and the results document that tells of it."""

from pathlib import Path

import pytest

from scapkit.dumps.open import open_dump
from scapkit.dumps.write import write_dump
from scapkit.model import oval as o
from scapkit.model.dump import Asset, Manifest, Requirement
from scapkit.model.results import Result
from scapkit.oval.engine import Session
from scapkit.oval.evidence import Evidence
from scapkit.xmlio.emit import body, stitched, to_bytes
from scapkit.xmlio.parse import parse
from scapkit.xmlio.validate import schema_problems
from scapkit.xmlio.write.oval import write_oval
from scapkit.xmlio.write.oval_results import write_oval_results

GENERATOR = o.Generator(timestamp="2026-01-01T00:00:00")
DOCUMENT = o.OvalDefinitions(
    GENERATOR,
    {
        "oval:x:def:1": o.Definition(
            "oval:x:def:1", title="x", description="x", criteria=o.Criteria("AND", (o.Criterion("oval:x:tst:1"),))
        )
    },
    {
        "oval:x:tst:1": o.Test(
            "oval:x:tst:1", "unix:sysctl", object_ref="oval:x:obj:1", state_refs=("oval:x:ste:1",), comment="x"
        )
    },
    {"oval:x:obj:1": o.Object("oval:x:obj:1", "unix:sysctl", (o.Entity("name", "a.b"),))},
    {"oval:x:ste:1": o.State("oval:x:ste:1", "unix:sysctl", (o.Entity("value", "1", datatype="int"),))},
    {},
)


def session(folder: Path, lines: bytes | None, status: str = "collected") -> Session:
    files = {} if lines is None else {"facts/unix_sysctl.jsonl": lines}
    asked = Requirement("fact", "unix:sysctl", status, "facts/unix_sysctl.jsonl" if files else "")
    write_dump(folder / "d", Manifest(Asset("a"), (asked,)), files)
    return Session(DOCUMENT, Evidence(open_dump(str(folder / "d"))), {}, "2026-01-01T00:00:00Z")


@pytest.mark.parametrize(
    ("lines", "status", "want"),
    [
        (b'{"name": "a.b", "value": 1}', "collected", Result.TRUE),
        (b'{"name": "a.b", "value": "0"}', "collected", Result.FALSE),
        (b'{"name": "a.b"}', "collected", Result.UNKNOWN),
        (b'{"name": "other", "value": 1}', "collected", Result.FALSE),
        (b'{"name": "a.b", "value": 1}\n?', "collected", Result.UNKNOWN),
        (b'{"name": "a.b", "value": 0}\n?', "collected", Result.FALSE),
        (None, "not-found", Result.FALSE),
        (None, "forbidden", Result.UNKNOWN),
    ],
)
def test_what_is_known_decides(tmp_path: Path, schemas: Path, lines: bytes | None, status: str, want: Result) -> None:
    run = session(tmp_path, lines, status)
    assert run.definition("oval:x:def:1").result is want
    results = run.results()
    element = write_oval_results(results, DOCUMENT, Asset("a"), GENERATOR)
    whole = b"".join(stitched(element, [body(to_bytes(write_oval(DOCUMENT)))]))
    assert schema_problems(parse(whole, "results.xml"), "results.xml", schemas) == []
