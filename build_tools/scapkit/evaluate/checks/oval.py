"""OVAL definitions as checks of rules (SP 800-126r3, 4.5.2; NIST IR 7275r4, table 39)."""

from collections.abc import Sequence

from scapkit.evaluate.protocol import CheckSystem, OvalSessions, Unusable, Verdict
from scapkit.evaluate.reasons import UNDECIDED, reasons
from scapkit.evaluate.truth import combined, negated, outcome_of
from scapkit.model.results import CheckResult, DefinitionResult, Result, RuleOutcome
from scapkit.model.xccdf import Check, ContentRef
from scapkit.names import OVAL_SYSTEM
from scapkit.oval.engine import Session


def judge(check: Check, sessions: OvalSessions, separately: bool) -> tuple[Verdict, ...] | Unusable:
    """The verdict of the first content that can be found; `separately` gives one for each definition of a nameless
    reference, else they are joined by AND. Where there is no content the check is notchecked. It is unknown where a
    Value that it exports does not exist, or the content has no definitions.
    """
    used = CheckResult(
        check.system,
        exports=tuple((each.value_id, each.export_name) for each in check.exports),
        negate=check.negate,
        multi_check=check.multi_check,
        selector=check.selector,
        imports=tuple((each.import_name, "") for each in check.imports),
    )
    if lacking := sessions.lacking(check.exports):
        return (_undecided(used, f"no value to hand in: {', '.join(lacking)}"),)
    for ref in check.contents:
        session = sessions.session(ref.href, check.exports)
        if session is not None and (not ref.name or ref.name in session.document.definitions):
            names = (ref.name,) if ref.name else tuple(session.document.definitions)
            return _verdicts(session, names, used._replace(href=ref.href, name=ref.name), separately)
    wanted = ", ".join(_unfound(ref, sessions) for ref in check.contents) or "an inline check"
    return (Verdict(used, (f"the check's content was not found: {wanted}",)),)


def _unfound(ref: ContentRef, sessions: OvalSessions) -> str:
    """Of a document that is not there no definition is named, so that all rules that need it have one reason."""
    why = sessions.why_absent(ref.href)
    return f"{ref.href} ({why})" if why else f"{ref.name or 'all'} in {ref.href}"


def _verdicts(session: Session, names: Sequence[str], used: CheckResult, separately: bool) -> tuple[Verdict, ...]:
    results = [session.definition(name) for name in names]
    if not results:
        return (_undecided(used, f"{used.href} has no definitions"),)
    if separately and not used.name:
        return tuple(_verdict(session, [result], used._replace(name=result.definition_id)) for result in results)
    return (_verdict(session, results, used),)


def _verdict(session: Session, results: Sequence[DefinitionResult], used: CheckResult) -> Verdict:
    outcome = negated(combined("AND", [outcome_of(result) for result in results]), used.negate)
    undecided = outcome not in (RuleOutcome.PASS, RuleOutcome.FAIL)
    open_ = UNDECIDED if outcome in (RuleOutcome.UNKNOWN, RuleOutcome.ERROR) else tuple(Result)
    why = [text for each in results if undecided and each.result in open_ for text in reasons(session, each)]
    imports = tuple((name, _imported(session, name)) for name, _ in used.imports)
    return Verdict(used._replace(outcome=outcome, imports=imports), tuple(dict.fromkeys(why)))


def _undecided(used: CheckResult, reason: str) -> Verdict:
    return Verdict(used._replace(outcome=RuleOutcome.UNKNOWN), (reason,))


def _imported(session: Session, name: str) -> str:
    """What a check-import gets: the values of the variable that it names, a line each (table 39, Check.Import)."""
    return "\n".join(session.variable(name).values) if name in session.document.variables else ""


CHECK_SYSTEM = CheckSystem("oval", (OVAL_SYSTEM,), judge)
