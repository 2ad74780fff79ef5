"""The facts that docs/facts.md shows, all in one dump, judged by the command as a user types it."""

import json
import re
from pathlib import Path

import pytest
from lxml import etree

from scapkit.dumps.write import write_dump
from scapkit.model import oval as o
from scapkit.model.dump import Asset, Manifest, Requirement
from scapkit.names import OVAL_RES, OVAL_SC
from scapkit.registry import module_name
from scapkit.xmlio.emit import to_bytes
from scapkit.xmlio.write.oval import write_oval
from shared import REPOSITORY, Run

SECTION = re.compile(r"^### (\S+)\n.*?^```json\n(.*?)^```$", re.MULTILINE | re.DOTALL)
DOCUMENTED = dict(SECTION.findall((REPOSITORY / "docs/facts.md").read_text(encoding="utf-8")))
PROBES = REPOSITORY / "build_tools/scapkit/oval/probes"
# What an object of the type is asked by; every other one is asked by the first member of its first line.
ENTITIES = {
    "independent:environmentvariable58": ("pid", "name"),
    "unix:fileextendedattribute": ("filepath", "attribute_name"),
    "unix:gconf": ("key", "source"),
    "unix:process58": ("command_line", "pid"),
    "unix:runlevel": ("service_name", "runlevel"),
    "unix:uname": (),
    "solaris:isainfo": (),
    "linux:apparmorstatus": (),
    "linux:inetlisteningservers": ("protocol", "local_address", "local_port"),
    "linux:rpmverify": ("name", "filepath"),
    "linux:rpmverifyfile": ("name", "epoch", "version", "release", "arch", "filepath"),
    "linux:rpmverifypackage": ("name", "epoch", "version", "release", "arch"),
    "linux:systemdunitproperty": ("unit", "property"),
}


def lines(kind: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in DOCUMENTED[kind].splitlines()]


def entity(name: str, value: object) -> o.Entity:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return o.Entity(name, text, "int" if isinstance(value, int) and not isinstance(value, bool) else "string")


def definitions(file: Path) -> None:
    """A definition for each type: the item is there, and every single value of the first line is in it."""
    parts: tuple[dict[str, object], ...] = ({}, {}, {}, {})
    for kind in DOCUMENTED:
        ids = [f"oval:x.{module_name(kind)}:{each}:1" for each in ("def", "tst", "obj", "ste")]
        first = lines(kind)[0]
        asked = ENTITIES.get(kind, tuple(first)[:1])
        told = {name: value for name, value in first.items() if not isinstance(value, list)}
        parts[0][ids[0]] = o.Definition(ids[0], "t", "d", criteria=o.Criteria("AND", (o.Criterion(ids[1]),)))
        parts[1][ids[1]] = o.Test(ids[1], kind, object_ref=ids[2], state_refs=(ids[3],), comment="c")
        parts[2][ids[2]] = o.Object(ids[2], kind, tuple(entity(name, first[name]) for name in asked))
        parts[3][ids[3]] = o.State(ids[3], kind, tuple(entity(*each) for each in told.items()))
    file.write_bytes(to_bytes(write_oval(o.OvalDefinitions(o.Generator(), *parts))))  # type: ignore[arg-type]


def dump(folder: Path, status: str = "collected") -> Path:
    """All facts of the document, with the files that one of them speaks of."""
    paths = {kind: f"facts/{module_name(kind)}.jsonl" for kind in DOCUMENTED}
    asked = [Requirement("fact", kind, status, path) for kind, path in paths.items()]
    files = {paths[kind]: text.encode() for kind, text in DOCUMENTED.items()} if status == "collected" else {}
    there = [Requirement("file", each, "collected", f"files{each}") for each in ("/etc/passwd", "/etc/shadow")]
    kept = {f"files{each.key}": b"" for each in there}
    write_dump(folder, Manifest(Asset("a"), (*asked, *there)), {**files, **kept})
    return folder


@pytest.fixture
def evaluated(scapkit: Run, tmp_path: Path) -> dict[str, tuple[dict[str, str], set[str]]]:
    """By what came of the facts: results by definition, and flags of objects."""
    definitions(tmp_path / "definitions.xml")
    found = {}
    for status in ("collected", "forbidden"):
        target = tmp_path / f"{status}.xml"
        words = ("--dump", dump(tmp_path / status, status), "--oval-results", target)
        done = scapkit("evaluate", tmp_path / "definitions.xml", *words)
        assert "Traceback" not in done.stderr, done.stderr
        root = etree.parse(target)
        results = {
            each.get("definition_id", ""): each.get("result", "") for each in root.iter(f"{{{OVAL_RES}}}definition")
        }
        found[status] = results, {each.get("flag", "") for each in root.iter(f"{{{OVAL_SC}}}object")}
    return found


def test_every_documented_fact_is_found_and_has_its_values(
    evaluated: dict[str, tuple[dict[str, str], set[str]]],
) -> None:
    results, flags = evaluated["collected"]
    assert len(results) == len(DOCUMENTED) > 20
    assert {name: result for name, result in results.items() if result != "true"} == {}
    assert flags == {"complete"}


def test_without_them_nothing_is_known(evaluated: dict[str, tuple[dict[str, str], set[str]]]) -> None:
    results, flags = evaluated["forbidden"]
    assert set(results.values()) == {"unknown"}
    assert flags == {"not collected"}


def test_every_type_that_reads_facts_is_documented() -> None:
    reading = {
        path.stem
        for path in PROBES.glob("*.py")
        if re.search("facts|rpm.queries|rpm.verified", path.read_text("utf-8"))
    }
    assert {module_name(kind) for kind in DOCUMENTED} == reading
