"""What a check system and a scoring model are to the evaluation; each lives in a file of its own."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from scapkit.model.cpe import CpeList
from scapkit.model.oval import OvalDefinitions, State
from scapkit.model.results import CheckResult, DefinitionResult, OvalTestResult, RuleOutcome, Score
from scapkit.model.syschar import Collected
from scapkit.model.xccdf import Check, Export
from scapkit.oval.engine import Session
from scapkit.oval.protocols import Values
from scapkit.xccdf.policy import Policy

if TYPE_CHECKING:
    from scapkit.evaluate.interviews import Interviews
    from scapkit.model.ocil import Ocil


class Source(Protocol):
    """What an evaluation asks of the content that it judges by; scapkit.xmlio.content.Content is one."""

    @property
    def benchmark_href(self) -> str:
        """Where the benchmark is, for the TestResult."""

    @property
    def dictionaries(self) -> tuple[CpeList, ...]:
        """The CPE dictionaries that belong to the content."""

    def oval(self, href: str) -> OvalDefinitions | None:
        """The definitions behind an href as a check writes it; None where there are none."""

    def why_absent(self, href: str) -> str:
        """Why there are none."""

    def ocil(self, href: str) -> "Ocil | None":
        """The OCIL document behind an href; None where there is none. Asked for only where there are answers."""


class Explained(Protocol):
    """What definitions of a document came to, part by part: an OVAL session, or results that were read."""

    @property
    def document(self) -> OvalDefinitions:
        """The definitions that were judged."""

    def definition(self, definition_id: str) -> DefinitionResult:
        """A definition's result."""

    def test(self, test_id: str) -> OvalTestResult:
        """A test's result with the items it was decided on."""

    def collected(self, object_id: str) -> Collected:
        """What came of an object."""

    def variable(self, variable_id: str) -> Values:
        """A variable's values."""

    def state(self, state_id: str) -> State | None:
        """A state of the document."""


class OvalSessions(Protocol):
    """The way from a check to the OVAL session that judges it."""

    def session(self, href: str, exports: Sequence[Export] = ()) -> Session | None:
        """The session of a document in which the exported Values have their values; None without the document."""

    def why_absent(self, href: str) -> str:
        """Why there is no session of a document; empty where there is one."""

    def lacking(self, exports: Sequence[Export]) -> tuple[str, ...]:
        """The ids of exported Values that do not exist or have no value."""


class CheckSessions(OvalSessions, Protocol):
    """The same, and the way to the interview that judges a check."""

    @property
    def interviews(self) -> "Interviews | None":
        """The interviews of OCIL documents; None where nobody answered anything."""

    def handed_in(self, exports: Sequence[Export]) -> Mapping[str, tuple[str, ...]]:
        """The values of exported Values, by the names that a check's content has for them."""


class Verdict(NamedTuple):
    """What one check came to; `reasons` say why it could not be decided, or who decided it."""

    check: CheckResult
    reasons: tuple[str, ...] = ()

    @property
    def outcome(self) -> RuleOutcome:
        """The check's own outcome, negation applied."""
        return self.check.outcome


class Unusable(NamedTuple):
    """A check that this program cannot run, so that another of the rule's checks is looked at."""

    reason: str


class CheckSystem(NamedTuple):
    """A language of checks: `systems` are the URIs that checks name it by.

    `judge` takes the check, the sessions, and whether each piece of a nameless reference is to be reported on its own.
    `asks` tells that it asks people.
    """

    name: str
    systems: tuple[str, ...]
    judge: Callable[[Check, CheckSessions, bool], tuple[Verdict, ...] | Unusable]
    asks: bool = False


class Scoring(NamedTuple):
    """A scoring model: `name` is the last part of `system`, its URI.

    `score` takes the policy and each rule's outcomes by its id.
    """

    name: str
    system: str
    score: Callable[[Policy, Mapping[str, Sequence[RuleOutcome]]], Score]
