"""The verdicts as the page's script reads them: a letter for each, a line for each rule, an asset in each column."""

from collections.abc import Mapping

from scapkit.model.results import RuleOutcome
from scapkit.report.fleets.fleet import Fleet, Kin
from scapkit.report.html.page import inert
from scapkit.report.views.words import OUTCOME_WORDS

CODES = {
    RuleOutcome.FAIL: "F",
    RuleOutcome.ERROR: "E",
    RuleOutcome.UNKNOWN: "?",
    RuleOutcome.NOTCHECKED: "O",
    RuleOutcome.INFORMATIONAL: "I",
    RuleOutcome.FIXED: "X",
    RuleOutcome.PASS: "P",
    RuleOutcome.NOTAPPLICABLE: "-",
}
ABSENT = " "


def code_words() -> dict[str, str]:
    """The outcome that each letter stands for, the worst first."""
    return {code: str(outcome) for outcome, code in CODES.items()}


def table(fleet: Fleet, hrefs: Mapping[str, str]) -> str:
    """JSON that can stand in a script element: no character of it begins markup."""
    import json

    numbers = {each.name: number for number, each in enumerate(fleet.assets)}
    document = {
        "assets": [each.name for each in fleet.assets],
        "hrefs": [hrefs.get(each.name, "") for each in fleet.assets],
        "codes": code_words(),
        "words": {str(outcome): word for outcome, word in OUTCOME_WORDS.items()},
        "kin": [
            {
                "title": kin.title,
                "assets": [numbers[each.name] for each in kin.assets],
                "rules": _lines(kin),
                "waived": _waived(kin, numbers),
            }
            for kin in fleet.kin
        ],
    }
    return json.dumps(document, separators=(",", ":")).replace("<", "\\u003c")


def _lines(kin: Kin) -> dict[str, str]:
    """By the rule's short id."""
    places = {each.name: place for place, each in enumerate(kin.assets)}
    found = {}
    for rule in kin.rules:
        line = [ABSENT] * len(places)
        for outcome, names in rule.results:
            for name in names:
                line[places[name]] = CODES.get(outcome, ABSENT)
        found[inert(rule.short_id)] = "".join(line)
    return found


def _waived(kin: Kin, numbers: Mapping[str, int]) -> dict[str, list[int]]:
    """The assets on which a rule's result was overridden, by the rule's short id."""
    return {inert(rule.short_id): [numbers[name] for name in rule.waived] for rule in kin.rules if rule.waived}
