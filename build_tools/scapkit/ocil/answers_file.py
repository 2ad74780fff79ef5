"""The answers file: what people answered, by whom, when and until when (docs/answers.md)."""

import re

from scapkit.model.answers import AnswersFile, Entry, Evidence, SignOff
from scapkit.ocil.replies import EXCEPTIONAL
from scapkit.problem import Invalid, Problems
from scapkit.xmlio.parse import read_bytes
from scapkit.yamlio.tables import Reading, Table, read_root
from scapkit.yamlio.times import moment

FILE = ("answers", "needs_sign_off")
KEYS = (
    *("question", "rule", "asset", "answer", "response", "who", "when"),
    *("expires", "remark", "evidence", "sign_off"),
)
SIGN_OFF = ("who", "when")
EVIDENCE = ("file", "sha256", "artifact")
DIGEST = re.compile("[0-9a-fA-F]{64}")
RESPONSES = tuple(each.value for each in EXCEPTIONAL)


def read_answers(path: str) -> AnswersFile:
    """What a file holds, entries without an answer included; raises Invalid for all that is wrong in it."""
    return answers_of(read_bytes(path), path)


def answers_of(data: bytes, path: str) -> AnswersFile:
    """What a file's bytes hold."""
    found, problems = gathered(data, path)
    if problems:
        raise Invalid(problems)
    return found


def gathered(data: bytes, path: str) -> tuple[AnswersFile, Problems]:
    """The same with what is wrong in it; raises Invalid where it cannot be read at all."""
    root = read_root(data, path)
    if root is None:
        return AnswersFile(path), ()
    reading = Reading(path)
    table = Table(root, "the answers file", FILE, reading)
    table.filled("needs_sign_off")
    entries = tuple(_entry(each) for each in table.tables("answers", "an answer", KEYS))
    found = AnswersFile(path, entries, table.flag("needs_sign_off"))
    return found, reading.sorted()


def _entry(table: Table) -> Entry:
    table.filled("asset")
    answer = table.at("answer")
    entry = Entry(
        question=table.text("question"),
        rule=table.text("rule"),
        asset=table.text("asset"),
        answer=_verbatim(table) if answer is not None else None,
        response=_response(table),
        who=table.text("who"),
        when=_time(table, "when"),
        expires=_time(table, "expires"),
        remark=table.text("remark"),
        evidence=tuple(_evidence(each) for each in table.tables("evidence", "evidence", EVIDENCE)),
        sign_off=_sign_off(table),
        line=table.line,
    )
    if bool(entry.question) == bool(entry.rule):
        message = "an answer needs a question or a rule, and not both"
        table.wrong("bad-subject", message, hint="a rule that asks several questions is answered by their ids")
    if entry.answer is not None and entry.response:
        message = "a response stands in the place of an answer, and both are given"
        table.wrong("bad-response", message, hint="leave one out")
    return entry


def _verbatim(table: Table) -> str | None:
    """An answer as it was typed, white space and all: to a question that wants a text it may matter."""
    node = table.at("answer")
    if node.id != "scalar":
        table.wrong("wrong-type", "an answer: answer must be text", node)
        return None
    return str(node.value)


def _response(table: Table) -> str:
    given = table.text("response").upper().replace(" ", "_").replace("-", "_")
    if given and given not in RESPONSES:
        table.wrong("bad-response", f"{given} is no response", table.at("response"), f"known: {', '.join(RESPONSES)}")
        return ""
    return given


def _time(table: Table, name: str) -> str:
    text = table.text(name)
    try:
        if text:
            moment(text)
    except ValueError:
        message = f"{name}: {text} is no date (2026-01-31) and no time (2026-01-31T12:00:00Z)"
        table.wrong("bad-date", message, table.at(name))
        return ""
    return text


def _sign_off(table: Table) -> SignOff | None:
    """A sign-off; one of which nothing is filled in is none."""
    node = table.at("sign_off")
    if node is None:
        return None
    given = table.table("sign_off", "a sign-off", SIGN_OFF)
    found = SignOff(given.text("who"), _time(given, "when"))
    return found if any(found) else None


def _evidence(table: Table) -> Evidence:
    found = Evidence(table.text("file"), table.text("sha256").lower(), table.text("artifact"))
    if not found.file:
        table.wrong("missing-key", "evidence needs file")
    if not DIGEST.fullmatch(found.sha256):
        hint = f"sha256sum {found.file} tells it" if found.file else ""
        table.wrong("bad-digest", "evidence needs sha256, 64 hexadecimal digits", table.at("sha256"), hint)
    return found
