"""The texts of rules, each made once, however many assets are told of it."""

import re

from scapkit.model.xccdf import Rule
from scapkit.report.contents.rules import Library, rule_text
from scapkit.report.views.shown import RuleText
from scapkit.report.writing.prose import TITLE_PREFIX

NAMED = re.compile(r"""idref=["']([^"']*)|#xccdf:[a-z]+:([^"']*)""")
"""What prose and scripts name, whose text stands there then."""


class Texts:
    """Those of the rules of one benchmark, under any profile and with the facts of any asset."""

    def __init__(self) -> None:
        self._names: dict[str, tuple[str, ...]] = {}
        self._known: dict[tuple[object, ...], RuleText] = {}

    def of(self, rule: Rule, library: Library) -> RuleText:
        """The same as `rule_text`; the texts of what a rule names are all that can make it another one."""
        names = self._names.get(rule.id)
        if names is None:
            names = self._names[rule.id] = _named(rule)
        values = library.wording.values
        key = (rule.id, *(values.get(prefix + name) for name in names for prefix in ("", TITLE_PREFIX)))
        if key not in self._known:
            self._known[key] = rule_text(rule, library)
        return self._known[key]


def _named(rule: Rule) -> tuple[str, ...]:
    texts = (*rule.titles, *rule.descriptions, *rule.rationales, *rule.fixtexts, *(each.text for each in rule.warnings))
    markups = (*(text.markup for text in texts), *(fix.markup for fix in rule.fixes))
    return tuple(dict.fromkeys(one or other for each in markups for one, other in NAMED.findall(each)))
