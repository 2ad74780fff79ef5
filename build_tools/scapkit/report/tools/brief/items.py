"""The items of a short summary: rules that fail with their findings, reasons, and waivers."""

from collections.abc import Iterable, Iterator, Sequence

from scapkit.model.results import RuleOutcome
from scapkit.report.console.outline import OutlineRule
from scapkit.report.fleets.fleet import FleetRule, Kin, OpenReason
from scapkit.report.views.assets import UnjudgedAsset
from scapkit.report.writing.inert_markdown import code, escaped, within

NAMED, FINDINGS = 3, 20
LONGEST, LONG = 200, 1000


def rules_fail(number: int) -> str:
    """How many rules fail, in words."""
    return f"{number} rule fails" if number == 1 else f"{number} rules fail"


def failing_line(rule: FleetRule, names: Sequence[str], kin: Kin, alone: bool) -> str:
    """A rule, and on which of the assets it is as it is; not where there is one asset `alone`."""
    return f"- **{cut(rule.title)}** ({code(_short(rule.short_id))}){'' if alone else _on(names, kin)}\n"


def _on(names: Sequence[str], kin: Kin) -> str:
    if len(kin.assets) == 1:
        return f" on {_names(names)}"
    if len(names) == len(kin.assets):
        return f" on all {len(names)} assets"
    return f" on {len(names)} of {len(kin.assets)} assets: {_names(names)}"


def details(rule: FleetRule) -> str:
    """The findings, folded; those of most assets first."""
    if not rule.findings:
        return ""
    number = len(rule.findings) + rule.more_findings
    shown = [f"  - {code(text)}{_places(rule, names)}\n" for text, names in rule.findings[:FINDINGS]]
    rest = [f"  - and {number - FINDINGS} more\n"] if number > FINDINGS else []
    head = f"\n  <details><summary>{number} finding{'s' * (number != 1)}</summary>\n\n"
    return "".join((head, *shown, *rest, "\n  </details>\n\n"))


def _places(rule: FleetRule, names: Sequence[str]) -> str:
    """On which assets something was found, where it was not on all on which the rule fails."""
    if len(names) == len(failing(rule)):
        return ""
    return f" on {_names(names)}"


def _names(names: Sequence[str]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"{', '.join(map(cut, names[:NAMED]))}{more}"


def open_line(reason: OpenReason) -> str:
    """A reason, and what it left open."""
    number = len(reason.assets)
    names = ", ".join(code(_short(each)) for each in reason.rules[:NAMED])
    more = f" and {len(reason.rules) - NAMED} more rules" if len(reason.rules) > NAMED else ""
    on = f" on {number} assets" if number > 1 else ""
    return f"- {escaped(_short(reason.text))}: {names}{more}{on}\n"


def waived_lines(kin: Kin, alone: bool) -> Iterator[str]:
    """Each rule that was waived, on which assets, and on what grounds the last time."""
    grounds = {rule.short_id: rule for asset in kin.assets for rule in asset.outline.waived}
    for rule in kin.rules:
        if rule.waived:
            yield f"{failing_line(rule, rule.waived, kin, alone)[:-1]}: {_ground(grounds[rule.short_id])}\n"


def answered_lines(kin: Kin, alone: bool) -> Iterator[str]:
    """Each rule that passes on answers alone, on which assets, and whose the last of these is."""
    grounds = {rule.short_id: rule.answered for asset in kin.assets for rule in asset.outline.answered}
    for rule in kin.rules:
        if rule.answered:
            said = grounds[rule.short_id]
            told = cut(f"{said.change}: {'; '.join(said.texts)}", LONG)
            yield f"{failing_line(rule, rule.answered, kin, alone)[:-1]}: {told}\n"


def unjudged_lines(assets: Iterable[UnjudgedAsset]) -> Iterator[str]:
    """The assets that were not judged, those of the same reasons together."""
    found: dict[tuple[str, ...], list[str]] = {}
    for each in assets:
        found.setdefault(each.reasons, []).append(each.label)
    for reasons, names in found.items():
        yield f"- {_names(names)}: {escaped(_short('; '.join(reasons))) or 'no reason was given'}\n"


def _ground(rule: OutlineRule) -> str:
    last = rule.overrides[-1]
    return f"{last.old_result} became {last.new_result} by {cut(last.authority)}: {cut(last.remark, LONG)}"


def _short(text: str, longest: int = LONGEST) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def cut(text: str, longest: int = LONGEST) -> str:
    """A text of others as Markdown that is not too long, never empty."""
    return within(_short(text, longest)) or "unnamed"


def failing(rule: FleetRule) -> tuple[str, ...]:
    """The assets on which a rule fails."""
    return dict(rule.results)[RuleOutcome.FAIL]


def fails(rule: FleetRule) -> bool:
    """Whether a rule fails on any asset."""
    return rule.worst is RuleOutcome.FAIL
