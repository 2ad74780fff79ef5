"""What an evaluation came to, in a sentence."""

from collections import Counter

from scapkit.model.results import RuleOutcome
from scapkit.report.views.shown import ReportView

COUNTED = {
    RuleOutcome.FAIL: ("fails", "fail"),
    RuleOutcome.ERROR: ("ended in an error", "ended in errors"),
    RuleOutcome.UNKNOWN: ("could not be judged", "could not be judged"),
    RuleOutcome.NOTCHECKED: ("was not checked", "were not checked"),
    RuleOutcome.NOTAPPLICABLE: ("does not apply", "do not apply"),
}


def verdict(view: ReportView) -> str:
    """How many rules pass, and what became of the others."""
    if view.of_definitions:
        return _verdict_of_definitions(view)
    counts = dict(view.counts)
    total = sum(counts.values())
    passed = counts.get(RuleOutcome.PASS, 0) + counts.get(RuleOutcome.FIXED, 0)
    head = f"{passed} of {total} rule{'' if total == 1 else 's'} pass{'es' if passed == 1 else ''}"
    rest = [f"{counts[each]} {words[counts[each] != 1]}" for each, words in COUNTED.items() if counts.get(each)]
    return "; ".join([head, *rest]) + "."


def _verdict_of_definitions(view: ReportView) -> str:
    counts = Counter(rule.oval_result for rule in view.rules)
    total, true = sum(counts.values()), counts.pop("true", 0)
    head = f"{true} of {total} definition{'s' * (total != 1)} {'is' if true == 1 else 'are'} true"
    rest = [f"{number} {'is' if number == 1 else 'are'} {each}" for each, number in sorted(counts.items())]
    return "; ".join([head, *rest]).replace("is error", "is in error").replace("are error", "are in error") + "."
