"""One OVAL session for each document and consistent set of exported values."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from scapkit.evaluate.protocol import Source
from scapkit.model.results import OvalResults
from scapkit.model.xccdf import Check, ComplexCheck, Export, Rule
from scapkit.oval.engine import Session
from scapkit.oval.evidence import Evidence
from scapkit.xccdf.policy import Policy

if TYPE_CHECKING:
    from scapkit.evaluate.interviews import Interviews

Bindings = Mapping[str, tuple[str, ...]]
Contents = Callable[[str], tuple[str, ...] | None]


class Sessions:
    """The sessions of one evaluation, each started when it is first asked for.

    Checks that hand in different values for one variable cannot share a session, all others do, so that what one
    check has collected serves the next (NIST IR 7275r4, table 39, Check.Export). `rules` are those to be judged,
    `external` values for variables that no check exports, `interviews` is where answers are.
    """

    def __init__(
        self,
        source: Source,
        policy: Policy,
        rules: Iterable[Rule],
        evidence: Evidence,
        now: str,
        external: Bindings = MappingProxyType({}),
        interviews: "Interviews | None" = None,
    ) -> None:
        self.interviews = interviews
        self._source = source
        self._contents = policy.contents
        self._evidence = evidence
        self._now = now
        self._external = external
        self._planned = _plan(rules, policy.contents)
        self._sessions: dict[tuple[str, int], Session] = {}

    def session(self, href: str, exports: Sequence[Export] = ()) -> Session | None:
        """The session of a document in which the exported Values have their values; None without the document."""
        document = self._source.oval(href)
        if document is None:
            return None
        bindings = bound(exports, self._contents)
        planned = self._planned.setdefault(href, [])
        index = next((number for number, each in enumerate(planned) if _holds(each, bindings)), len(planned))
        if index == len(planned):
            planned.append(dict(bindings))
        if (href, index) not in self._sessions:
            self._sessions[href, index] = Session(
                document, self._evidence, {**self._external, **planned[index]}, self._now
            )
        return self._sessions[href, index]

    def why_absent(self, href: str) -> str:
        """Why there is no session of a document; empty where there is one."""
        return self._source.why_absent(href) if self._source.oval(href) is None else ""

    def lacking(self, exports: Sequence[Export]) -> tuple[str, ...]:
        """The ids of exported Values that do not exist or have no value."""
        return tuple(each.value_id for each in exports if self._contents(each.value_id) is None)

    def handed_in(self, exports: Sequence[Export]) -> Bindings:
        """The values of exported Values, by the names that a check's content has for them."""
        return bound(exports, self._contents)

    def results(self) -> tuple[OvalResults, ...]:
        """What every session has found so far, in the order in which they were started."""
        return tuple(session.results() for session in self._sessions.values())


def bound(exports: Iterable[Export], contents: Contents) -> dict[str, tuple[str, ...]]:
    """The variables that exports give values to; a Value without a value exports nothing."""
    found: dict[str, tuple[str, ...]] = {}
    for export in exports:
        values = contents(export.value_id)
        if values is not None:
            found[export.export_name] = (*found.get(export.export_name, ()), *values)
    return found


def _plan(rules: Iterable[Rule], contents: Contents) -> dict[str, list[dict[str, tuple[str, ...]]]]:
    """For each document the sets of bindings, each as large as it can be without a contradiction."""
    planned: dict[str, list[dict[str, tuple[str, ...]]]] = {}
    for check in (check for rule in rules for check in checks_of(rule)):
        bindings = bound(check.exports, contents)
        for href in dict.fromkeys(ref.href for ref in check.contents):
            sets = planned.setdefault(href, [])
            fitting = next((each for each in sets if _agrees(each, bindings)), None)
            if fitting is None:
                sets.append(dict(bindings))
            else:
                fitting.update(bindings)
    return planned


def _agrees(existing: Bindings, added: Bindings) -> bool:
    return all(existing.get(name, values) == values for name, values in added.items())


def _holds(existing: Bindings, wanted: Bindings) -> bool:
    return all(existing.get(name) == values for name, values in wanted.items())


def checks_of(rule: Rule) -> Iterator[Check]:
    """The checks that count: those of the complex-check where there is one, else the rule's own."""
    if rule.complex_check is None:
        yield from rule.checks
    else:
        yield from _leaves(rule.complex_check)


def _leaves(node: Check | ComplexCheck) -> Iterator[Check]:
    if isinstance(node, Check):
        yield node
    else:
        for child in node.children:
            yield from _leaves(child)
