"""What the page sends, checked, and done."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from scapkit.api.asking.dialogue import until
from scapkit.api.asking.serving.cards import Card
from scapkit.api.asking.serving.states import revision
from scapkit.api.asking.session import Session
from scapkit.model.answers import Entry, Evidence, SignOff
from scapkit.ocil.refusals import digest, refusal
from scapkit.ocil.replies import EXCEPTIONAL, understood
from scapkit.xmlio.beside import inside

RESPONSES = tuple(each.value for each in EXCEPTIONAL)
MAX_NAME, MAX_TEXT, MAX_EVIDENCE = 300, 100_000, 50
TEXTS = ("key", "action", "revision", "answer", "response", "who", "expires", "remark")


class Wrong(Exception):
    """Something in a field that cannot be saved, said to who filled it in."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(problem)
        self.field, self.problem = field, problem


class Stale(Exception):
    """The answer is not the one that was seen any more."""


class Posted(NamedTuple):
    """What is to be done with a question: answer, sign_off or remove. Evidence without a digest is new."""

    key: str = ""
    action: str = ""
    revision: str = ""
    answer: str = ""
    response: str = ""
    who: str = ""
    expires: str = ""
    remark: str = ""
    evidence: tuple[Evidence, ...] = ()


def read_posted(body: bytes) -> Posted:
    """A request's body; raises Wrong for anything else."""
    try:
        found = json.loads(body)
        body.decode()
    except (ValueError, RecursionError):
        raise Wrong("", "no JSON") from None
    if not isinstance(found, dict) or found.keys() - {*TEXTS, "evidence"}:
        raise Wrong("", "no answer")
    texts = {name: _text(found, name) for name in TEXTS}
    given = found.get("evidence", [])
    if not isinstance(given, list) or len(given) > MAX_EVIDENCE or not all(isinstance(each, dict) for each in given):
        raise Wrong("evidence", f"at most {MAX_EVIDENCE} files")
    names = ("file", "sha256", "artifact")
    return Posted(**texts, evidence=tuple(Evidence(*(_text(each, name) for name in names)) for each in given))


def _text(found: Mapping[str, Any], name: str) -> str:
    text = found.get(name, "")
    if not isinstance(text, str) or len(text) > (MAX_TEXT if name in ("answer", "remark") else MAX_NAME):
        raise Wrong(name, "no text, or too long a one")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Wrong(name, "half a character") from None
    return text if name == "answer" else text.strip()


def act(session: Session, card: Card, posted: Posted) -> None:
    """Save what was posted. Raises Wrong, Stale where the answer changed meanwhile, and Invalid for a damaged file."""
    session.refresh()
    entry = session.entry(card.topic, card.question)
    if posted.revision != revision(entry):
        raise Stale
    if posted.action == "remove":
        new = None
    elif posted.action == "sign_off" and entry is not None:
        new = entry._replace(sign_off=SignOff(_name(posted), session.now()))
        if why := refusal(new._replace(evidence=()), session.answers, session.now(), {}):
            raise Wrong("who", why)
    elif posted.action == "answer":
        new = _entry(session, card, posted)
        if entry is not None and _same(entry, new):
            return
    else:
        raise Wrong("", "nothing to do")
    session.put(card.topic, card.question, new)


def _entry(session: Session, card: Card, posted: Posted) -> Entry:
    now = session.now()
    if posted.response and posted.response not in RESPONSES:
        raise Wrong("answer", "no response")
    try:
        if not posted.response:
            understood(card.topic.document, card.question, posted.answer)
    except ValueError as error:
        raise Wrong("answer", f"wants {error}") from None
    try:
        expires = until(posted.expires, now)
    except ValueError as error:
        raise Wrong("expires", f"{posted.expires} {error}") from None
    return Entry(
        answer=None if posted.response else posted.answer,
        response=posted.response,
        who=_name(posted),
        when=now,
        expires=expires,
        remark=posted.remark,
        evidence=tuple(_hashed(session, card, each) for each in posted.evidence),
    )


def _name(posted: Posted) -> str:
    name = " ".join(posted.who.split())
    if not name or not name.isprintable():
        raise Wrong("who", "say who you are: an answer needs a name")
    return name


def _hashed(session: Session, card: Card, evidence: Evidence) -> Evidence:
    """Evidence with its digest: what has one keeps it, so that a file that changed is not taken for what it was."""
    entry = session.entry(card.topic, card.question)
    if entry is not None and evidence in entry.evidence:
        return evidence
    artifact = evidence.artifact if evidence.artifact in dict(card.artifacts) else ""
    path = inside(session.folder, evidence.file)
    if path is None:
        raise Wrong("evidence", f"{evidence.file} is no file in {session.folder}")
    try:
        return Evidence(evidence.file, digest(path), artifact)
    except OSError as error:
        raise Wrong("evidence", f"{evidence.file} cannot be read: {error.strerror}") from None


def _same(old: Entry, new: Entry) -> bool:
    """Whether nothing was changed: then the answer keeps its date and its sign-off."""
    first, second = ((each.answer, each.response, each.who, each.expires, each.remark) for each in (old, new))
    return first == second and old.evidence == new.evidence
