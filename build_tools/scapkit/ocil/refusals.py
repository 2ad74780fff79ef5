"""Why an answer does not count: who gave it and when, until when, who stands for it, and the evidence that it names."""

import hashlib
from datetime import timedelta
from pathlib import Path

from scapkit.model.answers import AnswersFile, Entry, Evidence
from scapkit.ocil.people import is_one_person, names_somebody
from scapkit.xmlio.beside import inside
from scapkit.yamlio.times import DATE, moment

BLOCK = 1 << 20
SLACK = timedelta(days=1)
"""How far ahead of us the clock and the calendar of who signs may be."""


def refusal(entry: Entry, answers: AnswersFile, now: str, digests: dict[Path, str]) -> str:
    """Why an answer of a file does not count at a time (RFC 3339); the empty string where it does.

    `digests` remembers those of evidence from one time to the next.
    """
    return (
        _unsigned(entry, now)
        or _unapproved(entry, answers.needs_sign_off, now)
        or next((why for each in entry.evidence if (why := _unproven(each, answers.file, digests))), "")
    )


def _unsigned(entry: Entry, now: str) -> str:
    if lacking := _lacking(entry.who, entry.when):
        return f"it is not signed ({lacking})"
    if moment(entry.when) > moment(now) + SLACK:
        return f"it is dated {entry.when}, which is yet to come"
    if entry.expires and moment(entry.expires, end=True) <= moment(now):
        return f"it expired on {entry.expires}"
    return ""


def _unapproved(entry: Entry, is_needed: bool, now: str) -> str:
    """A sign-off counts where somebody else gave it, after the answer; without one an answer may be a draft."""
    approval = entry.sign_off
    if approval is None:
        return "it is not signed off" if is_needed else ""
    if lacking := _lacking(*approval):
        return f"it is not signed off ({lacking})"
    if is_one_person(approval.who, entry.who):
        return f"it is signed off by who gave it ({approval.who})"
    if moment(approval.when) > moment(now) + SLACK:
        return f"its sign-off is dated {approval.when}, which is yet to come"
    return _changed_since(entry.when, approval.when)


def _changed_since(answered: str, approved: str) -> str:
    """Why a sign-off may be older than the answer: a mere date counts from its start against an answer with a time."""
    given, covered = moment(answered), moment(approved, end=True) > moment(answered)
    if moment(approved) >= given or (covered and DATE.fullmatch(answered)):
        return ""
    if covered:
        return f"it is of {answered}, and its sign-off of that day has no time ({approved}): it may be older"
    return f"it is of {answered}, after its sign-off ({approved})"


def _lacking(who: str, when: str) -> str:
    lacking = " and ".join(name for name, given in (("who", who), ("when", when)) if not given)
    if lacking:
        return f"{lacking} is missing"
    return "" if names_somebody(who) else f"who names nobody: {who}"


def _unproven(evidence: Evidence, file: str, digests: dict[Path, str]) -> str:
    """Why a piece of evidence is none: it must lie in the answers file's folder or below, and be what it was."""
    path = inside(Path(file).parent, evidence.file)
    if path is None:
        return f"its evidence {evidence.file} is not beside the answers file"
    try:
        if path not in digests:
            digests[path] = digest(path)
    except OSError as error:
        return f"its evidence {evidence.file} cannot be read: {error.strerror}"
    return "" if digests[path] == evidence.sha256 else f"its evidence {evidence.file} has another digest"


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    made = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            made.update(block)
    return made.hexdigest()
