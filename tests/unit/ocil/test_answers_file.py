"""The file of answers, read with all that can be wrong in it."""

from pathlib import Path

import pytest

from scapkit.model.answers import Entry, Evidence, SignOff
from scapkit.ocil.answers_file import answers_of, read_answers
from scapkit.problem import Invalid

DIGEST = "a" * 64
ENTRY = "answers:\n- rule: r\n"


def _read(text: str) -> tuple[Entry, ...]:
    return answers_of(text.encode(), "a.yml").entries


def test_every_key_is_read_as_it_was_typed() -> None:
    text = (
        "answers:\n"
        "- rule: approved\n"
        "  answer: no\n"
        "  who: Ann Lee <ann@example.org>\n"
        "  when: 2026-01-02\n"
        "  expires: 2026-07-02T10:00:00+02:00\n"
        "  remark: |\n"
        "    Two\n"
        "    lines\n"
        f"  evidence: [{{file: a/b.pdf, sha256: {DIGEST.upper()}, artifact: 'ocil:x:artifact:1'}}]\n"
        "- question: ocil:x:question:1\n"
        "  response: not applicable\n"
    )
    first, second = _read(text)
    assert first == Entry(
        rule="approved",
        answer="no",
        who="Ann Lee <ann@example.org>",
        when="2026-01-02",
        expires="2026-07-02T10:00:00+02:00",
        remark="Two\nlines",
        evidence=(Evidence("a/b.pdf", DIGEST, "ocil:x:artifact:1"),),
        line=2,
    )
    assert second == Entry(question="ocil:x:question:1", response="NOT_APPLICABLE", line=11)


def test_an_answer_keeps_its_white_space_and_may_be_empty() -> None:
    assert [each.answer for each in _read("answers:\n- {rule: a, answer: ' x '}\n- {rule: b, answer: ''}\n")] == [
        " x ",
        "",
    ]


@pytest.mark.parametrize("text", ["", "answers:\n", "answers: []\n", "{}\n"])
def test_a_file_without_answers_has_none(text: str) -> None:
    assert _read(text) == ()


def test_null_is_no_answer() -> None:
    (entry,) = _read(f"{ENTRY}  answer:\n  who: ~\n")
    assert not entry.is_given
    assert entry.who == ""


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("answers: [\n", "malformed-yaml", 2),
        ("answers: !!python/object:os.system {}\n", "wrong-type", 1),
        ("a: \x07\n", "malformed-yaml", 0),
        ("- rule: a\n", "wrong-type", 1),
        ("answers: none at all\n", "wrong-type", 1),
        ("answers:\n- plain\n", "wrong-type", 2),
        ("answer: []\n", "unknown-key", 1),
        (f"{ENTRY}  anwser: no\n", "unknown-key", 3),
        (f"{ENTRY}  who: a\n  who: b\n", "duplicate-key", 4),
        (f"{ENTRY}  answer: [no]\n", "wrong-type", 3),
        (f"{ENTRY}  who: {{a: b}}\n", "wrong-type", 3),
        (f"{ENTRY}  question: ocil:x:question:1\n", "bad-subject", 2),
        ("answers:\n- answer: no\n", "bad-subject", 2),
        (f"{ENTRY}  asset:\n", "empty-key", 3),
        (f"{ENTRY}  asset: ' '\n", "empty-key", 3),
        ("needs_sign_off:\n", "empty-key", 1),
        (f"{ENTRY}  response: PASS\n", "bad-response", 3),
        (f"{ENTRY}  response: UNKNOWN\n  answer: no\n", "bad-response", 2),
        (f"{ENTRY}  when: yesterday\n", "bad-date", 3),
        (f"{ENTRY}  when: 2026-02-30\n", "bad-date", 3),
        (f"{ENTRY}  when: 20260102\n", "bad-date", 3),
        (f"{ENTRY}  expires: 2026-01-02T10:00:00\n", "bad-date", 3),
        (f"{ENTRY}  evidence: [{{sha256: {DIGEST}}}]\n", "missing-key", 3),
        (f"{ENTRY}  evidence: [{{file: a}}]\n", "bad-digest", 3),
        (f"{ENTRY}  evidence: [{{file: a, sha256: abc}}]\n", "bad-digest", 3),
        (f"{ENTRY}  evidence: a.pdf\n", "wrong-type", 3),
        (f"{ENTRY}  sign_off: Bo\n", "wrong-type", 3),
        (f"{ENTRY}  sign_off: {{by: Bo}}\n", "unknown-key", 3),
        (f"{ENTRY}  sign_off: {{when: soon}}\n", "bad-date", 3),
        ("needs_sign_off: maybe\n", "wrong-type", 1),
        (f"{'[' * 3000}\n", "malformed-yaml", 0),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, code: str, line: int) -> None:
    with pytest.raises(Invalid) as caught:
        _read(text)
    problem = caught.value.problems[0]
    assert problem.code == code
    assert line in (0, problem.span.line)


def test_all_that_is_wrong_is_told_at_once_in_the_order_of_the_file() -> None:
    with pytest.raises(Invalid) as caught:
        _read("answers:\n- rule: a\n  when: soon\n- who: b\n  response: GOOD\n")
    assert [(each.code, each.span.line) for each in caught.value.problems] == [
        ("bad-date", 3),
        ("bad-subject", 4),
        ("bad-response", 5),
    ]


def test_bytes_that_are_no_text_and_files_that_are_too_large_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="not UTF-8"):
        answers_of(b"\xff\xfe\x00", "a.yml")
    with pytest.raises(Invalid, match="file-too-large"):
        answers_of(b"#" * (17 << 20), "a.yml")
    with pytest.raises(Invalid, match="unreadable-file"):
        read_answers(str(tmp_path / "gone.yml"))


def test_a_byte_order_mark_is_left_out() -> None:
    assert len(_read(f"\ufeff{ENTRY}")) == 1


def test_aliases_do_not_make_answers_without_end() -> None:
    aliases = ", ".join(["*a"] * 400)
    text = f"answers:\n- &e\n  rule: r\n  evidence: [&a {{file: f, sha256: {DIGEST}}}, {aliases}]\n" + "- *e\n" * 400
    with pytest.raises(Invalid, match="file-too-large"):
        _read(text)


def test_aliases_multiply_nothing() -> None:
    levels = "".join(f"  a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
    with pytest.raises(Invalid, match="unknown-key"):
        _read(f"answers:\n- a0: &a0 x\n{levels}")


def test_a_file_says_whether_answers_need_a_sign_off_and_an_empty_one_is_none() -> None:
    text = (
        "needs_sign_off: yes\nanswers:\n- rule: r\n  asset: shop-*\n"
        "  sign_off:\n    who: Bo\n    when: 2026-01-02\n- rule: s\n  sign_off: {who: , when: }\n"
    )
    found = answers_of(text.encode(), "a.yml")
    first, second = found.entries
    assert found.needs_sign_off
    assert (first.asset, first.sign_off, second.sign_off) == ("shop-*", SignOff("Bo", "2026-01-02"), None)
    assert not answers_of(b"needs_sign_off: no", "a.yml").needs_sign_off


def test_what_may_help_is_told_with_what_is_wrong() -> None:
    text = "answers:\n- who: a\n- {rule: r, evidence: [{file: a b.pdf}]}\n- {rule: s, answer: no, response: UNKNOWN}\n"
    with pytest.raises(Invalid) as caught:
        _read(text)
    assert [each.hint for each in caught.value.problems] == [
        "a rule that asks several questions is answered by their ids",
        "sha256sum a b.pdf tells it",
        "leave one out",
    ]
