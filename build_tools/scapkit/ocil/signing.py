"""OCIL results with who answered and by what evidence (ocil-2.0.xsd, ResultsType)."""

import re
from collections.abc import Mapping
from urllib.parse import quote

from scapkit.model.answers import Entry
from scapkit.model.ocil import Artifact, Ocil
from scapkit.model.ocil_results import ArtifactResult, System, User
from scapkit.ocil.interview import Interview
from scapkit.yamlio.times import stamp

ANSWERED_NOTE = ": answered "
NAMED = re.compile(r"(.*\S)\s*<([^<>\s]+@[^<>\s]+)>")


def signed(interview: Interview, entries: Mapping[str, Entry], system: System, times: tuple[str, str]) -> Ocil:
    """The document of an interview with its results; `entries` are the answers that count, by their questions."""
    results = interview.results()
    asked = [each.question_ref for each in results.questions]
    given = {name: entries[name] for name in asked if name in entries}
    people = dict.fromkeys(each.who for each in given.values())
    artifacts, found = _evidence(interview.document, given, list(people))
    return interview.document._replace(
        artifacts=(*interview.document.artifacts, *artifacts),
        results=results._replace(
            title="scapkit result",
            artifacts=found,
            targets=(system, *(_user(who)._replace(notes=_notes(who, given)) for who in people)),
            start_time=times[0],
            end_time=times[1],
        ),
    )


def _user(who: str) -> User:
    """A person by name, with the address of `Name <address>`."""
    named = NAMED.fullmatch(who)
    return User(named[1], emails=(named[2],)) if named else User(who)


def _notes(who: str, given: Mapping[str, Entry]) -> tuple[str, ...]:
    """What a person answered, when and why: OCIL's results have no other place for it."""
    mine = {name: each for name, each in given.items() if each.who == who}
    return tuple(
        f"{name}{ANSWERED_NOTE}{each.when}"
        + (f", expires {each.expires}" if each.expires else "")
        + (f", signed off by {each.sign_off.who} {each.sign_off.when}" if each.sign_off else "")
        + (f". {each.remark}" if each.remark else "")
        for name, each in mine.items()
    )


def _evidence(
    document: Ocil, given: Mapping[str, Entry], people: list[str]
) -> tuple[tuple[Artifact, ...], tuple[ArtifactResult, ...]]:
    """Artifacts for evidence that the document does not ask for, and every piece of evidence as a reference."""
    known = {each.id for each in document.artifacts}
    artifacts: dict[str, Artifact] = {}
    found = []
    for entry in dict.fromkeys(given.values()):
        for each in entry.evidence:
            name = each.artifact if each.artifact in known else f"ocil:scapkit-{each.sha256[:16]}:artifact:1"
            if name not in known:
                artifacts[name] = Artifact(name, each.file, f"sha256 {each.sha256}")
            provider = f"ocil:scapkit-respondent:user:{people.index(entry.who) + 1}"
            href = f"{quote(each.file)}#sha256={each.sha256}"
            found.append(ArtifactResult(name, stamp(entry.when), "reference", href, provider, _user(entry.who)))
    return tuple(artifacts.values()), tuple(found)
