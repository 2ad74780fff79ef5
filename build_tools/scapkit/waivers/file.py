"""The file of waivers: which results are excepted, by whom, why and until when (docs/waivers.md)."""

from scapkit.model.results import RuleOutcome
from scapkit.model.waivers import Waiver
from scapkit.problem import Invalid, Problems, did_you_mean
from scapkit.waivers.patterns import MAX_LENGTH
from scapkit.xmlio.parse import read_bytes
from scapkit.yamlio.tables import Reading, Table, read_root
from scapkit.yamlio.times import moment

KEYS = (
    "rule",
    "asset",
    "kind",
    "was",
    "result",
    "findings",
    "authority",
    "reason",
    "granted",
    "expires",
    "ticket",
)
REQUIRED = ("rule", "asset", "result", "authority", "reason", "expires")
FAIL, PASS = RuleOutcome.FAIL, RuleOutcome.PASS
_ASIDE = (RuleOutcome.INFORMATIONAL, RuleOutcome.NOTAPPLICABLE)
MAY_BECOME = {
    FAIL: (PASS, *_ASIDE),
    RuleOutcome.NOTCHECKED: (PASS, FAIL, *_ASIDE),
    RuleOutcome.UNKNOWN: (FAIL,),
    RuleOutcome.ERROR: (FAIL,),
    PASS: (FAIL,),
}
"""What a result may become: what could not be judged stays in the exit code, whoever signs."""
OPEN = (RuleOutcome.UNKNOWN, RuleOutcome.ERROR)
ELSE = "collect what is missing, or leave the rule out by a tailoring"


def read_waivers(path: str) -> tuple[Waiver, ...]:
    """The waivers of a file; raises Invalid for all that is wrong in it."""
    return waivers_of(read_bytes(path), path)


def waivers_of(data: bytes, path: str) -> tuple[Waiver, ...]:
    """The waivers in a file's bytes."""
    found, problems = gathered(data, path)
    if problems:
        raise Invalid(problems)
    return found


def gathered(data: bytes, path: str) -> tuple[tuple[Waiver, ...], Problems]:
    """The same with what is wrong in them; raises Invalid where they cannot be read at all."""
    root = read_root(data, path)
    if root is None:
        return (), ()
    reading = Reading(path)
    table = Table(root, "the file of waivers", ("waivers",), reading)
    found = tuple(_waiver(each) for each in table.tables("waivers", "a waiver", KEYS))
    return found, reading.sorted()


def _waiver(table: Table) -> Waiver:
    for name in REQUIRED:
        if table.at(name) is None or (table.at(name).id == "scalar" and not table.text(name)):
            table.wrong("missing-key", f"a waiver needs {name}", table.at(name))
    table.filled("findings", "kind", "was", "granted")
    about = "is no result that a waiver can be about"
    was = tuple(each for text in table.texts("was") if (each := _outcome(table, "was", text, tuple(MAY_BECOME), about)))
    targets = tuple(dict.fromkeys(each for known in MAY_BECOME.values() for each in known))
    result = _outcome(table, "result", table.text("result"), targets, "is no result that a waiver can lead to")
    waiver = Waiver(
        rule=table.text("rule"),
        asset=_pattern(table, "asset", table.text("asset")),
        result=result or PASS,
        authority=table.text("authority"),
        reason=table.text("reason"),
        expires=_time(table, "expires"),
        granted=_time(table, "granted"),
        ticket=table.text("ticket"),
        kind=table.text("kind"),
        was=was or (FAIL,),
        findings=tuple(_pattern(table, "findings", text) for text in table.texts("findings")),
        line=table.line,
    )
    if result is not None:
        _check(table, waiver)
    return waiver


def _outcome(table: Table, name: str, text: str, known: tuple[RuleOutcome, ...], otherwise: str) -> RuleOutcome | None:
    """A result by its name; None where it is not given or, with a problem, no such one."""
    if text and text not in known:
        hint = did_you_mean(text, known) or f"known: {', '.join(known)}"
        table.wrong("bad-waiver", f"{name}: {text} {otherwise}", table.at(name), hint)
    return RuleOutcome(text) if text in known else None


def _check(table: Table, waiver: Waiver) -> None:
    """What cannot be: a result that may not become the new one, findings of what did not fail, or an early end."""
    for each in waiver.was:
        if waiver.result not in MAY_BECOME[each]:
            hint = f"it may become: {', '.join(MAY_BECOME[each])}" + (f"; {ELSE}" if each in OPEN else "")
            table.wrong("bad-waiver", f"{each} cannot be waived to {waiver.result}", table.at("result"), hint)
    node = table.at("findings")
    if node is not None and (not node.value or "" in waiver.findings):
        table.wrong("bad-waiver", "findings is empty, or one of them is", node, "leave it out to cover all")
    if waiver.findings and waiver.was != (FAIL,):
        table.wrong("bad-waiver", "only what failed has findings, and was says otherwise", node)
    ends = moment(waiver.expires, end=True) if waiver.expires else None
    if ends and waiver.granted and ends <= moment(waiver.granted):
        table.wrong("bad-date", f"it expires on {waiver.expires}, before it is granted", table.at("expires"))


def _pattern(table: Table, name: str, text: str) -> str:
    if len(text) > MAX_LENGTH:
        table.wrong("bad-waiver", f"{name}: a pattern of more than {MAX_LENGTH} characters", table.at(name))
    return text


def _time(table: Table, name: str) -> str:
    text = table.text(name)
    try:
        if text:
            moment(text)
    except ValueError as error:
        table.wrong("bad-date", f"{name}: {text} {error}", table.at(name))
        return ""
    return text
