"""The head of a short summary: what it came to in a sentence, and a table of the assets."""

from collections.abc import Iterator

from scapkit.model.results import RuleOutcome
from scapkit.report.console.outline import OPEN
from scapkit.report.fleets.fleet import Fleet, JudgedAsset, Kin
from scapkit.report.tools.brief.items import cut, fails, rules_fail

COLUMNS = {
    "Pass": (RuleOutcome.PASS, RuleOutcome.FIXED),
    "Fail": (RuleOutcome.FAIL,),
    "Error": (RuleOutcome.ERROR,),
    "Unknown": (RuleOutcome.UNKNOWN,),
    "Not checked": (RuleOutcome.NOTCHECKED,),
    "Not applicable": (RuleOutcome.NOTAPPLICABLE,),
}
TABLES, ROWS = 8, 40
LONGEST_NAME = 60


def head(fleet: Fleet) -> str:
    """What it came to, and a table for each profile; with many profiles or assets those in most trouble."""
    parts = [f"## Security checks\n\n{_verdict(fleet)}\n\n"]
    shown = fleet.kin[:TABLES]
    for kin in shown:
        parts += _table(kin, ROWS // len(shown))
    if more := len(fleet.kin) - len(shown):
        parts.append(f"The tables of {more} more profiles are left out.\n\n")
    return "".join(parts)


def _verdict(fleet: Fleet) -> str:
    outlines = [asset.outline for asset in fleet.assets]
    gaps = len(fleet.unjudged)
    unjudged = f"; {gaps} asset{'s were' if gaps != 1 else ' was'} not judged" if gaps else ""
    if not outlines:
        return f"No asset was judged{unjudged}."
    bad = sum(any(rule.outcome is RuleOutcome.FAIL for rule in each.rules) for each in outlines)
    number = len({rule.short_id for kin in fleet.kin for rule in kin.rules if fails(rule)})
    undecided = len({rule.short_id for each in outlines for rule in each.rules if rule.outcome in OPEN})
    said = (
        rules_fail(number)
        if number
        else "No rule fails"
        if any(each.rules for each in outlines)
        else "No rule was judged"
    )
    on = f" on {bad} of {len(outlines)} assets" if number and len(outlines) > 1 else ""
    rest = f"; {undecided} could not be judged" if undecided else ""
    return f"{said}{on}{rest}{unjudged}."


def _table(kin: Kin, rows: int) -> Iterator[str]:
    yield f"**{cut(kin.title)}**\n\n| Asset | Score | {' | '.join(COLUMNS)} | By answers | Waived |\n"
    yield f"| --- | ---: |{' ---: |' * (len(COLUMNS) + 2)}\n"
    ranked = sorted(kin.assets, key=_trouble)
    yield from (_row(asset) for asset in ranked[:rows])
    if len(ranked) > rows:
        yield f"\n{len(ranked) - rows} more assets, which do not have more failures, are left out of the table.\n"
    yield "\n"


def _trouble(asset: JudgedAsset) -> tuple[int, int]:
    """What to sort by: the most failures first, then what is open most."""
    counts = dict(asset.outline.counts)
    return -counts.get(RuleOutcome.FAIL, 0), -sum(counts.get(each, 0) for each in OPEN)


def _row(asset: JudgedAsset) -> str:
    outline, counts = asset.outline, dict(asset.outline.counts)
    score = next((f"{each.value:.2f} of {each.maximum:.2f}" for each in outline.scores), "none")
    before = next((f" ({each.value:.2f} before waivers)" for each in outline.scores_before), "")
    numbers = (str(sum(counts.get(each, 0) for each in outcomes)) for outcomes in COLUMNS.values())
    answers = len({rule.short_id for rule in outline.answered})
    cells = (cut(asset.name, LONGEST_NAME), f"{score}{before}", *numbers, str(answers), str(len(outline.waived)))
    return f"| {' | '.join(cells)} |\n"
