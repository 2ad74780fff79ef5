"""Object types, case by case: what is collected from a tree or from facts, and what oscap collects."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from collections_of import Sought, flat, ours, theirs
from conformance.cases import parameters
from linux_dumps import dump
from linux_rpms import configure, package, write_sqlite
from scapkit.dumps.open import open_dump
from scapkit.model.dump import Entry, Requirement
from scapkit.model.syschar import Item
from scapkit.oval.evidence import Evidence
from scapkit.oval.protocols import Collection, Wanted
from valid_items import assert_valid

CASES = [*parameters("system"), *parameters("probes")]
# A case says in `oscap` what oscap does otherwise; an object type that it does not have cannot be asked for.
ASKED = [each for each in CASES if "facts" not in each.values[1] and each.values[1].get("oscap") != "cannot be asked"]


def build(root: Path, tree: dict[str, Any]) -> Path:
    """A tree: a text is a file, a mapping has `link`, `fifo`, `hex`, `packages`, or `text` with a `mode`; null is a folder."""
    root.mkdir()
    for name, given in tree.items():
        path = root / name.lstrip("/")
        path.parent.mkdir(parents=True, exist_ok=True)
        if given is None:
            path.mkdir(exist_ok=True)
        elif isinstance(given, str):
            path.write_text(given, encoding="utf-8")
        elif "link" in given:
            path.symlink_to(given["link"])
        elif "fifo" in given:
            os.mkfifo(path)
        elif "packages" in given:
            write_sqlite(path, {f"{each['name']}/{each['evr']}": package(**each) for each in given["packages"]})
        else:
            path.write_bytes(bytes.fromhex(given["hex"]) if "hex" in given else given["text"].encode())
            path.chmod(given.get("mode", 0o644))
    return root


def evidence(case: dict[str, Any], folder: Path) -> Evidence:
    """The plain tree of a case, or a dump of its facts and files, with all that is in the folders `asked` for."""
    if "facts" not in case:
        return Evidence(open_dump(str(build(folder / "tree", case["tree"]))))
    tree = case.get("tree", {})
    files = {name: given.encode() for name, given in tree.items() if isinstance(given, str)}
    links = [Entry(name, "symbolic link", target=given["link"]) for name, given in tree.items() if name not in files]
    there = {each: any(name.startswith(f"{each}/") for name in tree) for each in case.get("asked", ())}
    asked = [Requirement("folder", each, "collected" if found else "not-found") for each, found in there.items()]
    return dump(folder, {**files, **dict(_facts(case["facts"]))}, *asked, described=links)


def _facts(facts: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    """The files of facts; a text is a line as it stands."""
    for kind, items in facts.items():
        lines = (each if isinstance(each, str) else json.dumps(each) for each in items)
        yield f"facts/{kind.replace(':', '_')}.jsonl", "\n".join(lines).encode()


def sought(case: dict[str, Any]) -> Sought:
    entities = tuple(_wanted(name, given) for name, given in case.get("with", {}).items())
    return Sought(case["object"], entities, case.get("behaviors", {}))


def _wanted(name: str, given: Any) -> Wanted:
    """A value, null for nil, or a mapping with the operation and whatever else differs from the usual."""
    if given is None:
        return Wanted(name, ("",), nil=True)
    if not isinstance(given, dict):
        return Wanted(name, (given,))
    values = given.get("values", [given.get("value")])
    more = {key: text for key, text in given.items() if key not in ("value", "values")}
    return Wanted(name, tuple(map(str, values)), **more)


def outcome(found: Collection) -> str:
    """The flag that the engine gives an object (FlagEnumeration)."""
    if found.flag:
        return str(found.flag)
    if found.missing:
        return "incomplete" if found.items else "not collected"
    return "complete" if found.items else "does not exist"


def shown(item: Item, name: str) -> list[str]:
    """An item's values of a name, in brackets where the status is not exists."""
    fields = [each for each in item.fields if each.name == name]
    return [each.value if each.status == "exists" else f"({each.status})" for each in fields]


@pytest.mark.parametrize(("name", "case"), CASES)
def test_objects_collect_what_the_case_says(name: str, case: dict[str, Any], tmp_path: Path) -> None:
    found = ours(sought(case), evidence(case, tmp_path))
    items = case.get("items", [])
    assert (outcome(found), len(found.items)) == (case["want"], len(items)), (name, found)
    for item, wanted in zip(found.items, items, strict=True):
        told = {key: shown(item, key) for key in wanted}
        assert told == {key: value if isinstance(value, list) else [value] for key, value in wanted.items()}


@pytest.mark.parametrize(("name", "case"), ASKED)
def test_oscap_collects_the_same(
    oscap: str, name: str, case: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(tmp_path / "rpm")
    monkeypatch.setenv("RPM_CONFIGDIR", str(tmp_path / "rpm"))
    root = build(tmp_path / "tree", case["tree"])
    found = ours(sought(case), root)
    told = theirs(oscap, sought(case), root, tmp_path)
    if "oscap" in case:
        assert told != (outcome(found), flat(found)[1]), f"{name}: oscap does the same: {case['oscap']}"
    else:
        assert told == (outcome(found), flat(found)[1])


def test_the_items_of_all_cases_are_what_the_schema_allows(schemas: Path, tmp_path: Path) -> None:
    items: dict[Item, None] = {}
    for number, each in enumerate(CASES):
        folder = tmp_path / str(number)
        folder.mkdir()
        items |= dict.fromkeys(ours(sought(each.values[1]), evidence(each.values[1], folder)).items)
    assert_valid(tuple(items), schemas)
