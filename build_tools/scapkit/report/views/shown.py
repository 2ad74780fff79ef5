"""What a report shows, as data: computed once by `view.make_view`, rendered by every format."""

from collections.abc import Iterator
from typing import NamedTuple

from scapkit.model.results import RuleOutcome
from scapkit.model.waivers import is_lapse
from scapkit.report.views.answered import NOT, Answered, answered
from scapkit.report.views.why import CheckView


class Link(NamedTuple):
    """A piece of text; `href` is empty where there is nothing safe to link to."""

    text: str
    href: str = ""


class ReferenceClass(NamedTuple):
    """References into one document."""

    label: str
    links: tuple[Link, ...]


class WarningView(NamedTuple):
    """A caution as safe HTML."""

    category: str
    html: str


class FixView(NamedTuple):
    """A script that mends a system: what it is for, its text with Values put in, and what its author says of it."""

    name: str
    text: str
    facts: tuple[str, ...] = ()


class RuleText(NamedTuple):
    """A rule as its author wrote it; the names that end in `html` hold safe HTML."""

    id: str
    short_id: str
    title: str
    description_html: str = ""
    rationale_html: str = ""
    fixtext_html: str = ""
    warnings: tuple[WarningView, ...] = ()
    identifiers: tuple[str, ...] = ()
    applies_to: tuple[str, ...] = ()
    references: tuple[ReferenceClass, ...] = ()
    fixes: tuple[FixView, ...] = ()
    version: str = ""


class Reason(NamedTuple):
    """Why a result is what it is; level is error, warning or info."""

    text: str
    level: str = "info"


class OverrideView(NamedTuple):
    """A result that somebody changed: from what to what, on whose authority, when (RFC 3339) and why."""

    old: RuleOutcome
    new: RuleOutcome
    authority: str
    time: str
    remark: str

    @property
    def text(self) -> str:
        """All of it in a sentence."""
        return f"{self.old} became {self.new} by {self.authority} on {self.time}: {self.remark}"


class RuleView(NamedTuple):
    """One judged rule; `anchor` is unique in the report, `question` what a person must answer to check it by hand.

    `authored_severity` is what the benchmark says where the profile says something else.
    """

    anchor: str
    text: RuleText
    severity: str
    outcome: RuleOutcome
    time: str = ""
    weight: str = "1.0"
    role: str = "full"
    instance: str = ""
    groups: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    overrides: tuple[OverrideView, ...] = ()
    question: str = ""
    checks: tuple[CheckView, ...] = ()
    authored_severity: str = ""

    @property
    def original(self) -> RuleOutcome:
        """What the checks came to, before anybody changed it; overrides stand in the order in which they were made."""
        return self.overrides[0].old if self.overrides else self.outcome

    @property
    def answered(self) -> Answered:
        """On whose answer alone it passes, if it does."""
        return NOT if self.overrides else answered(self.outcome, self.checks, (each.text for each in self.reasons))

    @property
    def oval_result(self) -> str:
        """Of a rule that stands for an OVAL definition the definition's result, else the rule's own."""
        return next((str(each.result) for check in self.checks for each in check.definitions), str(self.outcome))

    @property
    def oval_word(self) -> str:
        """The definition's result for people, who are told where true is the bad one: vulnerabilities and patches."""
        if (self.oval_result, self.outcome) == ("true", RuleOutcome.FAIL):
            return "True (vulnerable)"
        if (self.oval_result, self.outcome) == ("false", RuleOutcome.PASS):
            return "False (not vulnerable)"
        return self.oval_result.capitalize()


class GroupView(NamedTuple):
    """A group with the judged rules directly in it; groups without any are left out."""

    id: str
    title: str
    groups: tuple["GroupView", ...] = ()
    rules: tuple[RuleView, ...] = ()

    def walk(self) -> Iterator["GroupView"]:
        """The group and all below it, in document order."""
        yield self
        for group in self.groups:
            yield from group.walk()


class ScoreView(NamedTuple):
    """A score under one model; `percent` is 0 where the maximum is."""

    model: str
    value: float
    maximum: float

    @property
    def label(self) -> str:
        """The model in short: `urn:xccdf:scoring:default` is `default model`."""
        return f"{self.model.removeprefix('urn:xccdf:scoring:')} model"

    @property
    def text(self) -> str:
        """The value and the maximum."""
        return f"{self.value:.2f} of {self.maximum:.2f}"

    @property
    def percent(self) -> float:
        """The value as a share of the maximum, 0 to 100."""
        return 100 * self.value / self.maximum if self.maximum else 0.0


class OpenReason(NamedTuple):
    """One reason for unknown or error, and the anchors and titles of the rules that it left open."""

    text: str
    rules: tuple[tuple[str, str], ...]


class Release(NamedTuple):
    """What a benchmark says of its release in words, and the day of its latest status (YYYY-MM-DD)."""

    words: str = ""
    date: str = ""


class ReportView(NamedTuple):
    """Everything about one evaluation. Counts leave out rules that are not selected; times are RFC 3339.

    `missing` are the reasons of what is unknown, `errors` those of errors alone, which no evidence would help.
    `scores_before` are those before results were overridden; empty where none was.
    """

    title: str
    benchmark_id: str
    benchmark_version: str
    profile_id: str
    profile_title: str
    target: str
    target_kind: str
    facts: tuple[tuple[str, str], ...]
    start_time: str
    end_time: str
    scores: tuple[ScoreView, ...]
    counts: tuple[tuple[RuleOutcome, int], ...]
    severities: tuple[tuple[str, tuple[tuple[RuleOutcome, int], ...]], ...]
    not_selected: int
    missing: tuple[OpenReason, ...]
    root: GroupView
    errors: tuple[OpenReason, ...] = ()
    of_definitions: bool = False
    scores_before: tuple[ScoreView, ...] = ()
    release: Release = Release()

    @property
    def waived(self) -> tuple[RuleView, ...]:
        """The judged rules whose results somebody overrode, in document order."""
        return tuple(rule for rule in self.rules if rule.overrides)

    @property
    def lapsed(self) -> tuple[tuple[RuleView, str], ...]:
        """The judged rules for which a waiver does not hold, or not any more, with why."""
        return tuple((rule, each.text) for rule in self.rules for each in rule.reasons if is_lapse(each.text))

    @property
    def rules(self) -> tuple[RuleView, ...]:
        """All judged rules in document order."""
        return tuple(rule for group in self.root.walk() for rule in group.rules)
