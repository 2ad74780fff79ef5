"""Facts of a running system: read, selected, and missing with a reason; by the example of unix:sysctl."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from collections_of import Sought, ours
from scapkit.dumps.open import open_dump
from scapkit.dumps.write import write_dump
from scapkit.model.dump import Asset, Manifest, Requirement
from scapkit.model.syschar import Flag
from scapkit.oval.evidence import Evidence
from scapkit.oval.protocols import Collection, Query, Wanted
from scapkit.oval.system import facts
from scapkit.oval.system.facts import facts_items

GOOD = b'{"name": "net.ipv4.ip_forward", "value": "0"}\n\n{"value": 1, "name": "kernel.yama.ptrace_scope"}\n'
COLLECTED = Requirement("fact", "unix:sysctl", "collected", "facts/unix_sysctl.jsonl")


def dump(folder: Path, lines: bytes | None, *requirements: Requirement) -> Evidence:
    files = {} if lines is None else {"facts/unix_sysctl.jsonl": lines}
    write_dump(folder / "d", Manifest(Asset("a"), requirements), files)
    return Evidence(open_dump(str(folder / "d")))


def parameters(*names: str, op: str = "equals", **more: str) -> Sought:
    return Sought("unix:sysctl", (Wanted("name", names, op, **more),))


def names(found: Collection) -> list[str]:
    return [item.fields[0].value for item in found.items]


def reasons(found: Collection) -> list[str]:
    return [each.reason for each in found.missing]


def test_a_line_is_an_item_with_its_entities_in_the_order_of_the_schema(tmp_path: Path) -> None:
    (item,) = ours(parameters("kernel.yama.ptrace_scope"), dump(tmp_path, GOOD, COLLECTED)).items
    assert item.kind == "unix:sysctl"
    assert [(field.name, field.value) for field in item.fields] == [
        ("name", "kernel.yama.ptrace_scope"),
        ("value", "1"),
    ]


@pytest.mark.parametrize(
    ("sought", "want"),
    [
        (parameters("nope"), []),
        (parameters("^net", op="pattern match"), ["net.ipv4.ip_forward"]),
        (parameters("net.ipv4.ip_forward", op="not equal"), ["kernel.yama.ptrace_scope"]),
        (parameters("net.ipv4.ip_forward", "x", var_check="at least one"), ["net.ipv4.ip_forward"]),
        (parameters("net.ipv4.ip_forward", var_check="none satisfy"), ["kernel.yama.ptrace_scope"]),
        (parameters("net.ipv4.ip_forward", "x"), []),
    ],
)
def test_what_the_object_says_selects_lines(tmp_path: Path, sought: Sought, want: Sequence[str]) -> None:
    found = ours(sought, dump(tmp_path, GOOD, COLLECTED))
    assert names(found) == want
    assert not found.missing
    assert found.flag is None


def test_facts_that_no_requirement_speaks_of_are_missing(tmp_path: Path) -> None:
    found = ours(parameters("net.ipv4.ip_forward"), dump(tmp_path, GOOD))
    assert reasons(found) == ["not collected: the facts unix:sysctl"]
    assert not found.items


def test_facts_that_nobody_collected_are_missing(tmp_path: Path) -> None:
    assert reasons(ours(parameters("x"), dump(tmp_path, None))) == ["not collected: the facts unix:sysctl"]


def test_a_folder_that_was_asked_for_says_nothing_of_facts(tmp_path: Path) -> None:
    found = ours(parameters("x"), dump(tmp_path, None, Requirement("folder", "/", "collected")))
    assert reasons(found) == ["not collected: the facts unix:sysctl"]


def test_facts_of_which_there_are_none_are_a_complete_answer(tmp_path: Path) -> None:
    evidence = dump(tmp_path, None, Requirement("fact", "unix:sysctl", "not-found"))
    assert ours(parameters("x"), evidence) == Collection([])


@pytest.mark.parametrize(
    ("requirement", "lines", "want"),
    [
        (
            COLLECTED._replace(status="forbidden", message="no"),
            None,
            "collecting the facts unix:sysctl was refused (no)",
        ),
        (COLLECTED._replace(status="truncated"), GOOD, "collecting the facts unix:sysctl came back incomplete"),
        (COLLECTED, None, "damaged: unix:sysctl was collected but is not in the dump"),
        (COLLECTED._replace(size=1), GOOD, "damaged: facts/unix_sysctl.jsonl has 96 bytes, the manifest says 1"),
        (
            COLLECTED._replace(sha256="0" * 64),
            GOOD,
            "damaged: facts/unix_sysctl.jsonl is not what was collected (its SHA-256 differs)",
        ),
    ],
)
def test_what_the_manifest_says_of_facts_is_the_reason(
    tmp_path: Path, requirement: Requirement, lines: bytes | None, want: str
) -> None:
    found = ours(parameters("net.ipv4.ip_forward"), dump(tmp_path, lines, requirement))
    assert reasons(found) == [want]
    assert not found.items


BAD = [
    (b"{", "line 3: "),
    (b"[]", "line 3: must be a JSON object"),
    (b'{"name": "\xff"}', "line 3: not UTF-8"),
    (b"[" * 100_000, "line 3: nested too deeply"),
    (b'{"name": {"a": 1}}', "line 3: name must be a string, or a list of them"),
    (b'{"name": ["a", ["b"]]}', "line 3: name must be a string, or a list of them"),
    (b'{"nam": "a"}', "line 3: 'nam' is no entity of the item"),
    (b'{"name": NaN}', "line 3: NaN is no JSON"),
]


@pytest.mark.parametrize(("line", "want"), BAD, ids=[want for _, want in BAD])
def test_a_line_that_cannot_be_used_is_missing_evidence_with_its_number(tmp_path: Path, line: bytes, want: str) -> None:
    evidence = dump(tmp_path, b'{"name": "good"}\n\n' + line + b"\n", COLLECTED)
    found = ours(parameters("good"), evidence)
    assert names(found) == ["good"]
    assert reasons(found)[0].startswith(f"the facts unix:sysctl, {want}")


def test_many_lines_that_cannot_be_used_are_counted(tmp_path: Path) -> None:
    found = ours(parameters("x"), dump(tmp_path, b"?\n" * 1000, COLLECTED))
    assert reasons(found)[-1] == "the facts unix:sysctl: 980 more lines cannot be used"
    assert len(found.missing) == 21


def test_facts_over_the_limit_are_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts, "MAX_BYTES", 10)
    assert reasons(ours(parameters("x"), dump(tmp_path, GOOD, COLLECTED))) == [
        "/facts/unix_sysctl.jsonl is larger than 10 bytes"
    ]


@pytest.mark.parametrize("where", ["facts", "@facts"])
def test_a_plain_tree_has_no_facts(tmp_path: Path, where: str) -> None:
    (tmp_path / where).mkdir()
    (tmp_path / where / "unix_sysctl.jsonl").write_bytes(GOOD)
    found = ours(parameters("net.ipv4.ip_forward"), tmp_path)
    assert reasons(found) == ["not collected: the facts unix:sysctl, which a tree of files does not tell"]


def test_an_operation_that_cannot_be_applied_makes_the_object_an_error(tmp_path: Path) -> None:
    evidence = dump(tmp_path, GOOD, COLLECTED)
    for sought in (parameters("(", op="pattern match"), parameters("1", datatype="int", op="greater than")):
        found = ours(sought, evidence)
        assert found.flag is Flag.ERROR
        assert found.messages[0].text.startswith("name: cannot compare")


FIELDS = {"name": "string", "up": "boolean", "pid": "int", "address": facts.ADDRESS, "kind": "string"}


def any_facts(folder: Path, *lines: object, **entities: Wanted) -> Collection:
    evidence = dump(folder, "".join(json.dumps(each) + "\n" for each in lines).encode(), COLLECTED)
    return facts_items(Query("unix:sysctl", entities), evidence, FIELDS, {"kind": ("a", "b")})


def test_values_have_the_type_that_the_schema_gives_them(tmp_path: Path) -> None:
    line = {"up": True, "pid": 12345678901234567890, "address": ["10.0.0.1", "::1"], "name": True, "kind": None}
    (item,) = any_facts(tmp_path, line).items
    assert [(field.value, field.datatype, field.status) for field in item.fields] == [
        ("true", "string", "exists"),
        ("true", "boolean", "exists"),
        ("12345678901234567890", "int", "exists"),
        ("10.0.0.1", "ipv4_address", "exists"),
        ("::1", "ipv6_address", "exists"),
        ("", "string", "does not exist"),
    ]


@pytest.mark.parametrize(
    "line", [{"up": "yes"}, {"up": 2}, {"pid": "x"}, {"pid": 1.5}, {"pid": True}, {"address": "nowhere"}, {"kind": "c"}]
)
def test_a_value_of_another_type_is_refused(tmp_path: Path, line: object) -> None:
    found = any_facts(tmp_path, line)
    assert not found.items
    assert reasons(found)[0].startswith("the facts unix:sysctl, line 1: ")


def test_a_nil_entity_wants_lines_that_have_none(tmp_path: Path) -> None:
    found = any_facts(tmp_path, {"name": "a"}, {"name": None}, {"name": ""}, {}, name=Wanted("name", nil=True))
    assert len(found.items) == 3


def test_numbers_are_compared_as_numbers(tmp_path: Path) -> None:
    lines = [{"pid": number} for number in (9, 10, 11)]
    found = any_facts(tmp_path, *lines, {"name": "x"}, pid=Wanted("pid", ("9",), "greater than", "int"))
    assert [item.fields[0].value for item in found.items] == ["10", "11"]
