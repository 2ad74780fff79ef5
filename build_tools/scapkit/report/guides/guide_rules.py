"""A rule's sheet in a guide, rendered by itself so that it can be kept while the rule stays the same."""

import re
from collections.abc import Callable, Iterator, Mapping

from scapkit.memo import Memo
from scapkit.model.xccdf import Rule
from scapkit.names import short_id
from scapkit.report.contents.rules import SEVERITIES, Library, rule_text
from scapkit.report.contents.scope import values_used
from scapkit.report.html.page import inert, make_environment
from scapkit.report.writing.prose import TITLE_PREFIX

SUBSTITUTED = re.compile(r'idref="([^"]*)"')
# Renders the sheet of a rule with the text of its question.
Sheets = Callable[[Rule, str], str]


def sheets(library: Library, memo: Memo) -> Sheets:
    """What renders sheets with the words of a library."""
    template = make_environment().get_template("sheet.html")

    def sheet(rule: Rule, question: str) -> str:
        def make() -> bytes:
            text = rule_text(rule, library)
            settings = tuple(_settings(rule, library))
            html = template.render(text=text, level=severity(rule), question=question, settings=settings)
            return inert(html).encode()

        return memo(short_id(rule.id), (rule, question, _borrowed(rule, library)), make).decode()

    return sheet


def _settings(rule: Rule, library: Library) -> Iterator[tuple[str, str, str]]:
    """The Values that a rule uses: name, title and what is in force."""
    values = library.wording.values
    for name in sorted(values_used(rule)):
        if name in values and TITLE_PREFIX + name in values:
            yield short_id(name), values[TITLE_PREFIX + name], values[name]


def severity(rule: Rule) -> str:
    """A severity of the standard."""
    return rule.severity if rule.severity in SEVERITIES else "unknown"


def _borrowed(rule: Rule, library: Library) -> tuple[tuple[str, str], ...]:
    """What a sheet takes from outside of its rule: values in its texts, names of its references' documents."""
    texts = (*rule.titles, *rule.descriptions, *rule.rationales, *rule.fixtexts, *(each.text for each in rule.warnings))
    markups = (*(text.markup for text in texts), *(fix.markup for fix in rule.fixes))
    named = {name for markup in markups for name in SUBSTITUTED.findall(markup)}
    named |= values_used(rule)
    named |= {TITLE_PREFIX + name for name in named}
    values, classes = library.wording.values, library.reference_classes
    hrefs = {each.href for each in rule.references}
    return (*_chosen(values, named), *_chosen(classes, hrefs), ("", library.wording.lang))


def _chosen(found: Mapping[str, str], names: set[str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, found[name]) for name in sorted(names) if name in found)
