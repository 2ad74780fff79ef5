"""Results joined and negated (ocil-2.0.xsd, ResultType and OperationType)."""

from collections.abc import Iterable

from scapkit.model.ocil_results import OcilResult

# In both of the standard's tables the joined result is the strongest of those joined, so an order is the whole table.
_OPEN = (OcilResult.ERROR, OcilResult.UNKNOWN, OcilResult.NOT_TESTED)
_AND = (OcilResult.FAIL, *_OPEN, OcilResult.PASS, OcilResult.NOT_APPLICABLE)
_OR = (OcilResult.PASS, *_OPEN, OcilResult.FAIL, OcilResult.NOT_APPLICABLE)
_NOT = {OcilResult.PASS: OcilResult.FAIL, OcilResult.FAIL: OcilResult.PASS}


def combined(operator: str, results: Iterable[OcilResult]) -> OcilResult:
    """Results joined by AND or OR; nothing to join is NOT_TESTED, an operator that does not exist an ERROR."""
    strength = {"AND": _AND, "OR": _OR}.get(operator)
    if strength is None:
        return OcilResult.ERROR
    return min(results, key=strength.index, default=OcilResult.NOT_TESTED)


def negated(result: OcilResult, negate: bool = True) -> OcilResult:
    """PASS and FAIL change places; every other result stays."""
    return _NOT.get(result, result) if negate else result
