"""A check's questionnaires judged by answers (SP 800-126r3, 4.5.3)."""

from collections.abc import Sequence

from scapkit.evaluate.interviews import Interviews
from scapkit.evaluate.protocol import CheckSessions, Unusable, Verdict
from scapkit.evaluate.truth import negated
from scapkit.model.ocil import Ocil
from scapkit.model.ocil_results import OcilResult
from scapkit.model.results import CheckResult, RuleOutcome
from scapkit.model.xccdf import Check
from scapkit.ocil.interview import Interview, Outcome
from scapkit.ocil.parts import questions_below
from scapkit.ocil.signing import ANSWERED_NOTE
from scapkit.ocil.tables import combined

_OUTCOMES = {
    OcilResult.PASS: RuleOutcome.PASS,
    OcilResult.FAIL: RuleOutcome.FAIL,
    OcilResult.ERROR: RuleOutcome.ERROR,
    OcilResult.UNKNOWN: RuleOutcome.UNKNOWN,
    OcilResult.NOT_TESTED: RuleOutcome.NOTCHECKED,
    OcilResult.NOT_APPLICABLE: RuleOutcome.NOTAPPLICABLE,
}
_DECIDED = (RuleOutcome.PASS, RuleOutcome.FAIL)


def judge_answered(
    check: Check, interviews: Interviews, sessions: CheckSessions, separately: bool
) -> tuple[Verdict, ...] | Unusable:
    """The verdict of the first content that can be found; `separately` gives one for each questionnaire of a nameless
    reference, else they are joined by AND. Where a question that matters has no answer that counts, it is unusable.
    """
    for ref in check.contents:
        interview = interviews.interview(ref.href, sessions.handed_in(check.exports))
        names = _names(interview, ref.name) if interview is not None else ()
        if interview is not None and names:
            used = _used(check)._replace(href=ref.href, name=ref.name)
            return _judged(interviews, interview, names, used, separately and not ref.name)
    wanted = ", ".join(f"{ref.name or 'all'} in {ref.href}" for ref in check.contents)
    return Unusable(f"the check's content was not found: {wanted or 'an inline check'}")


def _used(check: Check) -> CheckResult:
    return CheckResult(
        check.system,
        exports=tuple((each.value_id, each.export_name) for each in check.exports),
        negate=check.negate,
        multi_check=check.multi_check,
        selector=check.selector,
        imports=tuple((each.import_name, "") for each in check.imports),
    )


def _names(interview: Interview, name: str) -> tuple[str, ...]:
    """The questionnaires that a reference means: the named one, or all but those that are parts of others."""
    questionnaires = interview.document.questionnaires
    if name:
        return tuple(each.id for each in questionnaires if each.id == name)
    return tuple(each.id for each in questionnaires if not each.child_only)


def _judged(
    interviews: Interviews, interview: Interview, names: Sequence[str], used: CheckResult, separately: bool
) -> tuple[Verdict, ...] | Unusable:
    found = [(name, interview.outcome(name)) for name in names]
    if separately:
        return tuple(_verdict(interviews, interview, [each], used._replace(name=each[0])) for each in found)
    verdict = _verdict(interviews, interview, found, used)
    unanswered = [name for _, each in found for name in each.unanswered]
    if verdict.outcome is not RuleOutcome.NOTCHECKED or not unanswered:
        return (verdict,)
    refused = interviews.refused(unanswered)
    return Unusable("; ".join(refused) or f"needs an answer: {used.name or used.href}")


def _verdict(
    interviews: Interviews, interview: Interview, found: Sequence[tuple[str, Outcome]], used: CheckResult
) -> Verdict:
    """What questionnaires joined by AND, as OCIL joins, came to, why, and who answered: a pass needs every answer."""
    outcome = negated(_OUTCOMES[combined("AND", [each.result for _, each in found])], used.negate)
    asked = [question.id for name, _ in found for question in interview.below(name)]
    still = [each for _, each in found] if outcome not in _DECIDED else []
    open_ = [text for each in still for text in each.reasons]
    needed = [name for each in still for name in each.unanswered]
    lacking = interviews.refused(needed) or (f"needs an answer: {used.name or used.href}",) * bool(needed)
    reasons = (*open_, *lacking, *interviews.told(asked))
    return Verdict(used._replace(outcome=outcome), tuple(dict.fromkeys(reasons)))


def recorded_outcomes(document: Ocil, name: str) -> list[RuleOutcome]:
    """What a document says that a questionnaire came to, or without a name each that is no part of another."""
    came = {each.id: each.result for each in document.results.questionnaires} if document.results else {}
    asked = [each.id for each in document.questionnaires if each.id == name or not (name or each.child_only)]
    return [_OUTCOMES[OcilResult(came[each])] for each in asked if came.get(each) in frozenset(OcilResult)]


def awaits_answers(document: Ocil, name: str) -> bool:
    """Whether a document says that a questionnaire asked what nobody answered: not even that it was not tested."""
    if document.results is None:
        return False
    targets = (note for each in document.results.targets for note in each.notes)
    answered = {note.partition(ANSWERED_NOTE)[0] for note in targets}
    asked = document.results.questions
    open_ = {each.question_ref for each in asked if each.response == OcilResult.NOT_TESTED} - answered
    tops = [name] if name else [each.id for each in document.questionnaires if not each.child_only]
    below = questions_below(document)
    return any(question.id in open_ for top in tops for question in below(top))
