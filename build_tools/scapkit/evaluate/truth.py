"""Outcomes made of OVAL results, joined and negated (NIST IR 7275r4, 6.4.4.4, tables 12 to 14 and 39)."""

from collections.abc import Iterable

from scapkit.model.results import DefinitionResult, Result, RuleOutcome

# In both tables the joined outcome is the strongest of those joined, so that an order of strength is the whole table.
_NEUTRAL = (
    RuleOutcome.NOTAPPLICABLE,
    RuleOutcome.NOTCHECKED,
    RuleOutcome.NOTSELECTED,
    RuleOutcome.INFORMATIONAL,
)
_UNDECIDED = (RuleOutcome.UNKNOWN, RuleOutcome.ERROR)
_AND = (RuleOutcome.FAIL, *_UNDECIDED, RuleOutcome.PASS, RuleOutcome.FIXED, *_NEUTRAL)
_OR = (RuleOutcome.PASS, RuleOutcome.FIXED, *_UNDECIDED, RuleOutcome.FAIL, *_NEUTRAL)
_NOT = {RuleOutcome.PASS: RuleOutcome.FAIL, RuleOutcome.FAIL: RuleOutcome.PASS}
# Of these classes a true definition says that something bad was found.
_INVERTED = ("vulnerability", "patch")
_OF_OVAL = {
    Result.TRUE: RuleOutcome.PASS,
    Result.FALSE: RuleOutcome.FAIL,
    Result.ERROR: RuleOutcome.ERROR,
    Result.UNKNOWN: RuleOutcome.UNKNOWN,
    Result.NOT_APPLICABLE: RuleOutcome.NOTAPPLICABLE,
    Result.NOT_EVALUATED: RuleOutcome.NOTCHECKED,
}


def combined(operator: str, outcomes: Iterable[RuleOutcome]) -> RuleOutcome:
    """Outcomes joined by AND or OR; nothing to join is notchecked."""
    strength = _OR if operator == "OR" else _AND
    return min(outcomes, key=strength.index, default=RuleOutcome.NOTCHECKED)


def negated(outcome: RuleOutcome, negate: bool = True) -> RuleOutcome:
    """Pass and fail change places; every other outcome stays."""
    return _NOT.get(outcome, outcome) if negate else outcome


def outcome_of(result: DefinitionResult) -> RuleOutcome:
    """What a definition's result means for a rule, by the definition's class."""
    return negated(_OF_OVAL[result.result], result.class_ in _INVERTED)
