"""Rules as SARIF describes them (2.1.0, 3.49: reportingDescriptor)."""

from collections.abc import Iterable
from typing import Any

from scapkit import sarif
from scapkit.report.views.shown import Link, RuleText, RuleView
from scapkit.report.views.told import reference_texts
from scapkit.report.writing.inert_markdown import escaped
from scapkit.report.writing.jsontext import dumped
from scapkit.report.writing.plain import address, markdown, plain

LEVELS = {"high": "error", "medium": "warning", "low": "note", "info": "note"}
# In the ranges that code hosts call high, medium and low; of what is unknown nothing is said.
SCORES = {"high": "8.0", "medium": "5.5", "low": "2.0"}
MOST_TAGS = 20
"""More tags of a rule are refused by code hosts."""


class RuleBook:
    """The rules of a run: each gets a number and, made once for all runs, the JSON of its descriptor."""

    def __init__(self) -> None:
        self._made: dict[tuple[RuleText, str], str] = {}
        self._texts: list[str] = []
        self._numbers: dict[str, int] = {}

    def begin(self) -> None:
        """Another run, which knows no rule yet."""
        self._texts, self._numbers = [], {}

    def number(self, rule: RuleView) -> int:
        """The place of a rule among the run's."""
        known = self._numbers.get(rule.text.id)
        if known is not None:
            return known
        key = (rule.text, rule.severity)
        if key not in self._made:
            self._made[key] = dumped(descriptor(rule))
        self._numbers[rule.text.id] = len(self._texts)
        self._texts.append(self._made[key])
        return len(self._texts) - 1

    @property
    def json(self) -> str:
        """The descriptors as a list."""
        return f"[{','.join(self._texts)}]"


def level(severity: str) -> str:
    """What a failure of that severity is to a code host; of an unknown severity a warning."""
    return LEVELS.get(severity, "warning")


def descriptor(rule: RuleView) -> dict[str, Any]:
    """A rule with all that helps to understand and to mend it."""
    text = rule.text
    links = [link for each in text.references for link in each.links if link.href.startswith("http")]
    about = plain(text.description_html) or text.title
    told: dict[str, Any] = {
        "id": text.id,
        "name": sarif.name(text.short_id),
        "shortDescription": sarif.message(_sentence(text.title)),
        "fullDescription": sarif.message(_sentence(about)),
        "help": {**sarif.message(_help(text)), "markdown": _help_markdown(text, links)},
        "defaultConfiguration": {"level": level(rule.severity)},
        "properties": _properties(rule),
    }
    address = next(filter(None, (sarif.uri(link.href) for link in links)), "")
    return {**told, "helpUri": address} if address else told


def _properties(rule: RuleView) -> dict[str, Any]:
    text = rule.text
    tags = dict.fromkeys(("security", "compliance", *text.identifiers, *reference_texts(text)))
    told = {"tags": list(tags)[:MOST_TAGS], "precision": "very-high", "severity": rule.severity}
    return {**told, "security-severity": SCORES[rule.severity]} if rule.severity in SCORES else told


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _help(text: RuleText) -> str:
    parts = (
        plain(text.description_html) or text.title,
        _under("Why", plain(text.rationale_html)),
        _under("How to fix", plain(text.fixtext_html)),
        *(_under(f"Warning ({each.category})", plain(each.html)) for each in text.warnings),
    )
    return "\n\n".join(filter(None, parts))


def _under(head: str, text: str) -> str:
    return f"{head}:\n{text}" if text else ""


def _help_markdown(text: RuleText, links: list[Link]) -> str:
    parts = (
        markdown(text.description_html) or escaped(text.title),
        _headed("Why", markdown(text.rationale_html)),
        _headed("How to fix", markdown(text.fixtext_html)),
        *(_headed(f"Warning ({escaped(each.category)})", markdown(each.html)) for each in text.warnings),
        _headed("References", "\n".join(_linked(links))),
    )
    return "\n\n".join(filter(None, parts))


def _headed(head: str, text: str) -> str:
    return f"**{head}**\n\n{text}" if text else ""


def _linked(links: list[Link]) -> Iterable[str]:
    return (f"- [{escaped(each.text)}](<{address(each.href)}>)" for each in links)
