"""The file of waivers, read with all that can be wrong in it."""

from pathlib import Path

import pytest

from scapkit.model.results import RuleOutcome
from scapkit.model.waivers import Waiver
from scapkit.problem import Invalid
from scapkit.waivers.file import read_waivers, waivers_of

ENTRY = "waivers:\n- rule: r\n  asset: 'shop-*'\n  result: pass\n  authority: Ann Lee\n  reason: Why.\n  expires: 2027-01-31\n"


def read(text: str) -> tuple[Waiver, ...]:
    return waivers_of(text.encode(), "w.yml")


def test_every_key_is_read_as_it_was_typed() -> None:
    text = (
        f"{ENTRY}  kind: cluster\n  was: [fail]\n  granted: 2026-02-01T10:00:00Z\n  ticket: OPS-1\n"
        "  findings:\n  - shop/*\n  - 'ns: a'\n"
        "- {rule: s, asset: '*', was: notchecked, result: informational, authority: B, reason: x, expires: 2027-01-31}\n"
    )
    first, second = read(text)
    assert first == Waiver(
        "r",
        "shop-*",
        RuleOutcome.PASS,
        "Ann Lee",
        "Why.",
        "2027-01-31",
        "2026-02-01T10:00:00Z",
        "OPS-1",
        "cluster",
        findings=("shop/*", "ns: a"),
        line=2,
    )
    assert second.was == (RuleOutcome.NOTCHECKED,)
    assert second.line == 15


@pytest.mark.parametrize("text", ["", "waivers:\n", "waivers: []\n", "{}\n"])
def test_a_file_without_waivers_has_none(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize("key", ["rule", "asset", "result", "authority", "reason", "expires"])
def test_what_makes_somebody_answerable_may_not_be_left_out(key: str) -> None:
    lines = ENTRY.splitlines()
    without = [line for line in lines if f" {key}:" not in line]
    if key == "rule":
        without.insert(1, "- kind: node")
    empty = [f"{line.partition(':')[0]}: ''" if f" {key}:" in line else line for line in lines]
    for text in ("\n".join(without), "\n".join(empty)):
        with pytest.raises(Invalid) as caught:
            read(text)
        assert [(each.code, each.message) for each in caught.value.problems] == [
            ("missing-key", f"a waiver needs {key}")
        ]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("waivers: [\n", "malformed-yaml", 2),
        ("waivers: none\n", "wrong-type", 1),
        ("waivers:\n- plain\n", "wrong-type", 2),
        ("waiver: []\n", "unknown-key", 1),
        (f"{ENTRY}  experies: 2027-01-01\n", "unknown-key", 8),
        (f"{ENTRY}  rule: s\n", "duplicate-key", 8),
        (f"{ENTRY}  ticket: [a]\n", "wrong-type", 8),
        (f"{ENTRY}  findings: [{{a: b}}]\n", "wrong-type", 8),
        (f"{ENTRY}  findings: []\n", "bad-waiver", 8),
        (f"{ENTRY}  findings: [a, '']\n", "bad-waiver", 8),
        (f"{ENTRY}  findings: x\n  was: notchecked\n", "bad-waiver", 8),
        (f"{ENTRY}  findings: {'x' * 1001}\n", "bad-waiver", 8),
        (f"{ENTRY}  was: unknown\n", "bad-waiver", 4),
        (f"{ENTRY}  was: [fail, error]\n", "bad-waiver", 4),
        (f"{ENTRY}  was: notselected\n", "bad-waiver", 8),
        (ENTRY.replace("pass", "fixed"), "bad-waiver", 4),
        (ENTRY.replace("pass", "notchecked"), "bad-waiver", 4),
        (ENTRY.replace("pass", "fail"), "bad-waiver", 4),
        (f"{ENTRY}  findings:\n", "empty-key", 8),
        (f"{ENTRY}  findings: ~\n", "empty-key", 8),
        (f"{ENTRY}  kind:\n", "empty-key", 8),
        (f"{ENTRY}  was: ''\n", "empty-key", 8),
        (f"{ENTRY}  granted:\n", "empty-key", 8),
        (f"{ENTRY}  granted: soon\n", "bad-date", 8),
        (f"{ENTRY}  granted: 2027-02-01\n", "bad-date", 7),
        (ENTRY.replace("2027-01-31", "31.1.2027"), "bad-date", 7),
        (ENTRY.replace("2027-01-31", "never"), "bad-date", 7),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, code: str, line: int) -> None:
    with pytest.raises(Invalid) as caught:
        read(text)
    assert (caught.value.problems[0].code, caught.value.problems[0].span.line) == (code, line)


@pytest.mark.parametrize("was", ["unknown", "error"])
@pytest.mark.parametrize("result", ["pass", "informational", "notapplicable"])
def test_what_could_not_be_judged_is_never_out_of_the_exit_code_by_a_waiver(was: str, result: str) -> None:
    with pytest.raises(Invalid, match=rf"{was} cannot be waived to {result} \(it may become: fail; collect what is mi"):
        read(f"{ENTRY.replace('pass', result)}  was: {was}\n")
    assert read(f"{ENTRY.replace('pass', 'fail')}  was: {was}\n")[0].result is RuleOutcome.FAIL


def test_a_result_that_is_none_is_told_with_the_nearest() -> None:
    with pytest.raises(
        Invalid, match=r"result: notaplicable is no result that a waiver can lead to \(did you mean nota"
    ):
        read(ENTRY.replace("pass", "notaplicable"))
    with pytest.raises(Invalid, match=r"was: fial is no result that a waiver can be about \(did you mean fail"):
        read(f"{ENTRY}  was: fial\n")


def test_an_entry_that_is_none_is_told_once() -> None:
    with pytest.raises(Invalid) as caught:
        read("waivers: [some text, [a]]")
    assert [each.code for each in caught.value.problems] == ["wrong-type", "wrong-type"]


def test_all_that_is_wrong_is_told_at_once_in_the_order_of_the_file() -> None:
    with pytest.raises(Invalid) as caught:
        read("waivers:\n- rule: a\n  expires: soon\n  asset: b\n  result: x\n  authority: c\n  reason: d\n- rule: e\n")
    assert [each.span.line for each in caught.value.problems] == [3, 5, 8, 8, 8, 8, 8]


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="unreadable-file"):
        read_waivers(str(tmp_path / "gone.yml"))


def test_aliases_do_not_make_findings_without_end() -> None:
    entry = ENTRY.removeprefix("waivers:\n")
    text = f"waivers:\n{entry}  findings: &f [{', '.join(['a'] * 400)}]\n" + f"{entry}  findings: *f\n" * 400
    with pytest.raises(Invalid, match="file-too-large"):
        read(text)
