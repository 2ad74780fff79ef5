"""Exceptions to results, as a file of waivers holds them (docs/waivers.md), and what they rest on."""

from typing import NamedTuple

from scapkit.model.results import RuleOutcome

BY, DISAGREEING = "the waiver by ", "waivers disagree"


def is_lapse(reason: str) -> bool:
    """Whether a message of a result tells that a waiver does not hold for it, or not any more."""
    return reason.startswith((BY, DISAGREEING))


class Waiver(NamedTuple):
    """One exception: the results of a rule on some assets that become another; `line` is where it stands.

    `asset` and `findings` are patterns in which `*` stands for any text and `?` for one character. `was` are the
    results that it is about. Without `findings` it is about whatever made the rule fail.
    """

    rule: str
    asset: str
    result: RuleOutcome
    authority: str
    reason: str
    expires: str
    granted: str = ""
    ticket: str = ""
    kind: str = ""
    was: tuple[RuleOutcome, ...] = (RuleOutcome.FAIL,)
    findings: tuple[str, ...] = ()
    line: int = 0

    @property
    def signature(self) -> str:
        """Who grants it, and the ticket where there is one."""
        return f"{self.authority} ({self.ticket})" if self.ticket else self.authority

    @property
    def remark(self) -> str:
        """Why, and from when and until when, for the record (NIST IR 7275r4, 6.6.4.3)."""
        terms = (("ticket", self.ticket), ("granted", self.granted), ("expires", self.expires))
        told = ", ".join(f"{name} {text}" for name, text in terms if text)
        covers = f"; covers {', '.join(self.findings)}" if self.findings else ""
        return f"{self.reason} [{told}{covers}]"


class Grounds(NamedTuple):
    """Why a check failed: the findings of one test, or grounds joined by AND (each failed the rule) or OR.

    `unnamed` says what else failed that no finding names, and so no pattern can cover.
    """

    findings: tuple[str, ...] = ()
    unnamed: tuple[str, ...] = ()
    operator: str = "AND"
    children: tuple["Grounds", ...] = ()
