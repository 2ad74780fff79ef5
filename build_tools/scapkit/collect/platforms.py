"""The checks that tell whether the target is one of the platforms that rules are for."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scapkit.collect.seeking import Sought
from scapkit.evaluate.applicability import Applicability
from scapkit.evaluate.protocol import Source
from scapkit.model.xccdf import Export, Rule
from scapkit.names import OVAL_SYSTEM
from scapkit.oval.engine import Session
from scapkit.xccdf.policy import Policy


class PlatformCheck(NamedTuple):
    """Whose check it is, a CPE name or an OVAL definition's id; what the dictionary notes, and what the check seeks."""

    owner: str
    notes: tuple[str, ...]
    sought: Sought


class _NoSessions:
    """Nothing is judged: platforms are only named."""

    def session(self, _href: str, _exports: Sequence[Export] = ()) -> Session | None:
        """No session, so that every platform is asked for and none is known."""
        return None

    def why_absent(self, _href: str) -> str:
        """Nothing is looked for."""
        return ""

    def lacking(self, _exports: Sequence[Export]) -> tuple[str, ...]:
        """Nothing is lacking."""
        return ()


def platform_checks(source: Source, policy: Policy, rules: Sequence[Rule]) -> Iterator[PlatformCheck]:
    """The checks behind the platforms of these rules, of the groups above them, of the benchmark and the profile."""
    applicability = Applicability(policy, source.dictionaries, _NoSessions())
    applicability.of_profile()
    for rule in rules:
        applicability.of(rule)
    return _checks(source, applicability)


def profile_checks(source: Source, policy: Policy) -> Iterator[PlatformCheck]:
    """The checks behind the platforms of the policy's profile alone."""
    applicability = Applicability(policy, source.dictionaries, _NoSessions())
    applicability.of_profile()
    return _checks(source, applicability)


def _checks(source: Source, applicability: Applicability) -> Iterator[PlatformCheck]:
    items = [item for dictionary in source.dictionaries for item in dictionary.items]
    for system, href, identifier in applicability.checks():
        document = source.oval(href) if system == OVAL_SYSTEM else None
        if document is None:
            continue
        sought = Sought(document, {})
        sought.definition(identifier)
        named = [item for item in items if (item.check_href, item.check_id) == (href, identifier)]
        notes = tuple(note for item in named for note in item.notes)
        yield PlatformCheck(named[0].name if named else identifier, notes, sought)
