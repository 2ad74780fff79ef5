"""A form for waivers of what failed, with all that was found, to be filled in (docs/waivers.md)."""

import re
from collections.abc import Iterable, Iterator
from textwrap import wrap

from scapkit.authoring.yaml.document import Yaml, entry_lines
from scapkit.model.results import RuleOutcome
from scapkit.model.waivers import Grounds
from scapkit.report.html.page import REORDERING, UNPRINTABLE, inert
from scapkit.report.protocol import Format
from scapkit.report.views.grounds import grounds_of
from scapkit.report.views.shown import ReportView, RuleView

HEAD = """# Keep what you accept and remove the rest; then fill in authority, reason and expires (2026-01-31).
# Without findings a waiver covers whatever makes the rule fail. scapkit evaluate --waivers says what is missing.
"""
FORM = ("authority", "reason", "ticket", "expires")
WIDTH = 110
LOOSE = re.compile(rf"\*|{UNPRINTABLE.pattern}|{REORDERING.pattern}")
"""What a pattern has no way to say but by `?`, any one character."""


def render(views: Iterable[ReportView]) -> Iterator[bytes]:
    """The file in UTF-8: an entry for each rule that fails on an asset."""
    yield HEAD.encode()
    yield b"waivers:\n"
    for view in views:
        failed: dict[str, list[RuleView]] = {}
        for rule in view.rules:
            if rule.outcome is RuleOutcome.FAIL:
                failed.setdefault(rule.text.id, []).append(rule)
        for rules in failed.values():
            yield "".join(f"{line}\n" for line in _entry(view, rules)).encode(errors="replace")


def _entry(view: ReportView, rules: list[RuleView]) -> Iterator[str]:
    """The entry of a rule on an asset, which has one result or several."""
    rule, grounds = rules[0], [grounds_of(each.checks) for each in rules]
    findings = tuple(dict.fromkeys(text for each in grounds for text in _findings(each)))
    unnamed = tuple(dict.fromkeys(text for each in grounds for text in _unnamed(each)))
    yield ""
    yield from _comment(f"{rule.text.title} ({rule.severity})")
    for text in unnamed:
        yield from _comment(f"no pattern can cover: {text}")
    entries: dict[str, Yaml] = {"rule": rule.text.short_id, "asset": pattern(view.target)}
    if view.target_kind:
        entries["kind"] = view.target_kind
    entries["result"] = RuleOutcome.PASS.value
    if findings and not unnamed:
        entries["findings"] = [pattern(text) for text in findings]
    lines = [line for name, value in entries.items() for line in entry_lines(name, value)]
    yield from (f"{'  ' if number else '- '}{line}" for number, line in enumerate(lines))
    yield from (f"  {name}:" for name in FORM)


def _comment(text: str) -> Iterator[str]:
    """Text as a comment: no line of it, by whatever sign it is broken, may become an entry."""
    yield from (f"# {line}" for line in wrap(" ".join(inert(text).split()), WIDTH))


def pattern(text: str) -> str:
    """A pattern for a text, as narrow as one can be."""
    return LOOSE.sub("?", text)


def _findings(grounds: Grounds) -> Iterator[str]:
    yield from grounds.findings
    for each in grounds.children:
        yield from _findings(each)


def _unnamed(grounds: Grounds) -> Iterator[str]:
    yield from grounds.unnamed
    if grounds.operator != "OR":
        for each in grounds.children:
            yield from _unnamed(each)


FORMAT = Format("waivers", "a form for waivers of what failed, to be filled in", ".yml", render)
