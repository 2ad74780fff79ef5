"""Whatever is damaged in content or evidence, an evaluation ends with results or with problems, and throws nothing else.

Seeds are fixed: what a thousand others found is kept as tests of its own beside the code that was at fault.
"""

import random
import tarfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from damaged import damaged_bytes, damaged_xml
from hostile_benchmark import DICTIONARY, TAILORING, benchmark
from hostile_sample import TREE, oval, plant
from scapkit.api.evaluating.definitions import judge
from scapkit.api.evaluating.options import EvaluateOptions
from scapkit.dumps.write import write_dump
from scapkit.model.dump import Asset, Entry, Manifest, Requirement
from scapkit.oval.matching import searching
from scapkit.problem import Invalid

NOW = "2026-01-01T00:00:00Z"
OUTPUTS = ("arf", "xccdf_results", "oval_results", "html", "json")
Damage = Callable[[random.Random, bytes], bytes]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a tree, content that judges it, and little patience."""
    monkeypatch.setattr(searching, "TIMEOUT", 0.5)
    plant(tmp_path / "tree")
    (tmp_path / "oval.xml").write_bytes(oval())
    (tmp_path / "b.xml").write_bytes(benchmark())
    (tmp_path / "t.xml").write_text(TAILORING)
    (tmp_path / "cpe.xml").write_text(DICTIONARY)
    return tmp_path


def options(place: Path, content: str, **more: str) -> EvaluateOptions:
    wanted = ("oval_results",) if content == "oval.xml" else OUTPUTS
    outputs = {name: str(place / f"{name}.out") for name in wanted}
    return EvaluateOptions(str(place / content), str(place / "tree"), **outputs, **more)  # type: ignore[arg-type]


def judged(wanted: EvaluateOptions) -> bool:
    """Whether there are results; where there are none it is because somebody said what is wrong."""
    try:
        judge(wanted, NOW)
    except Invalid as error:
        assert error.problems
        assert all(problem.code and problem.message for problem in error.problems)
        return False
    return True


CONTENT = [
    ("oval.xml", {}, damaged_xml, 40),
    ("oval.xml", {}, damaged_bytes, 40),
    ("b.xml", {"profile": "p1"}, damaged_xml, 30),
    ("b.xml", {"profile": "p1"}, damaged_bytes, 30),
    ("t.xml", {"tailoring": "t.xml"}, damaged_xml, 10),
    ("cpe.xml", {"cpe": "cpe.xml", "profile": "p1"}, damaged_xml, 10),
]


@pytest.mark.parametrize(("name", "more", "damage", "times"), CONTENT)
def test_damaged_content_gives_results_or_problems(
    place: Path, name: str, more: dict[str, str], damage: Damage, times: int
) -> None:
    document = (place / name).read_bytes()
    content = name if name in ("oval.xml", "b.xml") else "b.xml"
    given = {key: str(place / value) if value.endswith(".xml") else value for key, value in more.items()}
    assert judged(options(place, content, **given))
    outcomes = set()
    for seed in range(times):
        (place / name).write_bytes(damage(random.Random(seed), document))
        outcomes.add(judged(options(place, content, **given)))
    assert True in outcomes or damage is damaged_bytes


def test_damaged_files_give_results(place: Path) -> None:
    for seed in range(30):
        pick = random.Random(seed)
        for name, data in TREE.items():
            (place / "tree" / name).write_bytes(damaged_bytes(pick, data) if pick.random() < 0.5 else data)
        assert judged(options(place, "oval.xml"))


def packed(pick: random.Random) -> bytes:
    stream = BytesIO()
    with tarfile.open(
        fileobj=stream, mode="w", format=pick.choice((tarfile.PAX_FORMAT, tarfile.GNU_FORMAT))
    ) as archive:
        for name, data in TREE.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            if archive.format == tarfile.PAX_FORMAT and pick.random() < 0.2:
                header = pick.choice(("atime", "path", "size", "GNU.sparse.map", "GNU.sparse.major", "hdrcharset"))
                member.pax_headers = {header: pick.choice(("1", "x", "-1", "1e999", "nan", "0,5", "a/../.."))}
            archive.addfile(member, BytesIO(data))
    return stream.getvalue()


def test_damaged_archives_give_results_or_problems(place: Path) -> None:
    outcomes = set()
    for seed in range(60):
        pick = random.Random(seed)
        data = packed(pick)
        (place / "d.tar").write_bytes(damaged_bytes(pick, data) if pick.random() < 0.7 else data)
        outcomes.add(judged(options(place, "oval.xml")._replace(dump=str(place / "d.tar"))))
    assert outcomes == {True, False}


def test_damaged_manifests_and_metadata_give_results_or_problems(place: Path) -> None:
    asked = [Requirement("file", f"/{name}", "collected", f"files/{name}") for name in TREE]
    known = [
        Entry(f"/{name}", "regular", 0o644, 0, 0, len(data), 1.0, 1.0, 1.0, "", False) for name, data in TREE.items()
    ]
    files = {f"files/{name}": data for name, data in TREE.items()}
    write_dump(place / "dump", Manifest(Asset("a"), tuple(asked)), files, known)
    outcomes = set()
    for name in ("manifest.json", "files.jsonl"):
        data = (place / "dump" / name).read_bytes()
        for seed in range(30):
            (place / "dump" / name).write_bytes(damaged_bytes(random.Random(seed), data))
            outcomes.add(judged(options(place, "oval.xml")._replace(dump=str(place / "dump"))))
        (place / "dump" / name).write_bytes(data)
    assert outcomes == {True, False}
