"""Which rules are meant for the target (NIST IR 7275r4, 6.2.5 and 7.2.3.3; NIST IR 7698)."""

from collections.abc import Sequence
from typing import NamedTuple

from scapkit.evaluate.protocol import OvalSessions
from scapkit.evaluate.reasons import reasons
from scapkit.model.cpe import CpeItem, CpeList
from scapkit.model.results import Result
from scapkit.model.xccdf import CheckFactRef, FactRef, LogicalTest, Rule
from scapkit.names import OVAL_SYSTEM
from scapkit.xccdf.cpe import CpeName, parse_cpe, takes_in
from scapkit.xccdf.policy import Policy


class Applies(NamedTuple):
    """Whether something applies to the target: None is that it could not be found out. `reasons` say why not."""

    value: bool | None
    reasons: tuple[str, ...] = ()


YES = Applies(True)


class Applicability:
    """What is known of the target's platforms; each name is looked up once."""

    def __init__(self, policy: Policy, dictionaries: Sequence[CpeList], sessions: OvalSessions) -> None:
        self._policy = policy
        outside = (platform for dictionary in dictionaries for platform in dictionary.platforms)
        self._platforms = {platform.id: platform for platform in (*outside, *policy.benchmark.platform_specification)}
        self._items: list[tuple[CpeName, CpeItem]] | None = None
        self._dictionaries = dictionaries
        self._sessions = sessions
        self._levels: dict[tuple[str, ...], Applies] = {}
        self._names: dict[str, Applies] = {}
        self._checks: dict[tuple[str, str, str], Applies] = {}

    def of(self, rule: Rule) -> Applies:
        """Whether a rule applies: it, every group above it and the benchmark must each name a platform of the target.

        What names no platform applies to all that is above it. A profile's platforms do not matter here (of_profile).
        """
        above = self._policy.ancestors.get(rule.id, ())
        levels = (self._policy.benchmark.platforms, *(group.platforms for group in above), rule.platforms)
        found = [self._any(names) for names in levels if names]
        return _and(found)

    def of_profile(self) -> Applies:
        """Whether the policy's profile is meant for the target; one that names no platform is for any (6.5.3)."""
        names = self._policy.profile.platforms if self._policy.profile else ()
        return self._any(names) if names else YES

    def matched(self) -> tuple[str, ...]:
        """The dictionaries' names that the target was found to have, as far as it was asked for them."""
        return tuple(
            dict.fromkeys(
                item.name
                for dictionary in self._dictionaries
                for item in dictionary.items
                if self._checks.get((item.check_system, item.check_href, item.check_id)) == YES
            )
        )

    def checks(self) -> tuple[tuple[str, str, str], ...]:
        """System, href and id of the checks that were asked for, sorted."""
        return tuple(sorted(self._checks))

    def _any(self, names: tuple[str, ...]) -> Applies:
        if names not in self._levels:
            self._levels[names] = _or([self._platform(name) for name in names])
        return self._levels[names]

    def _platform(self, idref: str) -> Applies:
        platform = self._platforms.get(idref.removeprefix("#"))
        if platform is not None:
            return self._test(platform.test)
        if idref.startswith("#"):
            return Applies(False, (f"nothing defines the platform {idref}",))
        return self._named(idref)

    def _test(self, node: LogicalTest | FactRef | CheckFactRef) -> Applies:
        if isinstance(node, FactRef):
            return self._named(node.name)
        if isinstance(node, CheckFactRef):
            return self._check(node.system, node.href, node.id_ref)
        parts = [self._test(child) for child in node.children]
        joined = _or(parts) if node.operator == "OR" else _and(parts)
        if node.negate and joined.value is not None:
            return Applies(not joined.value, joined.reasons)
        return joined

    def _named(self, name: str) -> Applies:
        if name not in self._names:
            self._names[name] = self._has(name)
        return self._names[name]

    def _has(self, name: str) -> Applies:
        """Whether the target has a name: by the checks of the dictionaries' names that it takes in."""
        if self._items is None:
            items = (item for dictionary in self._dictionaries for item in dictionary.items if item.check_id)
            self._items = [(parse_cpe(item.name), item) for item in items]
        wanted = parse_cpe(name)
        found = [item for own, item in self._items if takes_in(wanted, own)]
        if not found:
            return Applies(False, (f"no CPE dictionary says how to tell {name}",))
        return _or([self._check(item.check_system, item.check_href, item.check_id) for item in found])

    def _check(self, system: str, href: str, identifier: str) -> Applies:
        key = (system, href, identifier)
        if key not in self._checks:
            self._checks[key] = self._checked(*key)
        return self._checks[key]

    def _checked(self, system: str, href: str, identifier: str) -> Applies:
        session = self._sessions.session(href) if system == OVAL_SYSTEM else None
        if session is None or identifier not in session.document.definitions:
            return Applies(None, (f"the platform check {identifier} in {href} cannot be run",))
        definition = session.definition(identifier)
        if definition.result is Result.TRUE:
            return YES
        if definition.result in (Result.FALSE, Result.NOT_APPLICABLE):
            return Applies(False, (f"{definition.title or identifier} does not hold",))
        return Applies(None, reasons(session, definition) or (f"{identifier} was not evaluated",))


def _and(parts: Sequence[Applies]) -> Applies:
    """One that does not apply decides; else one that is not known."""
    for value in (False, None):
        if decisive := [part for part in parts if part.value is value]:
            return Applies(value, _reasons(decisive))
    return YES


def _or(parts: Sequence[Applies]) -> Applies:
    """One that applies decides; else one that is not known."""
    if any(part.value for part in parts):
        return YES
    unknown = [part for part in parts if part.value is None]
    return Applies(None, _reasons(unknown)) if unknown else Applies(False, _reasons(parts))


def _reasons(parts: Sequence[Applies]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for part in parts for text in part.reasons))
