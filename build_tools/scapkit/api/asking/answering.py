"""Answers to a content's questions: which questions there are, and which answers count."""

from collections.abc import Callable, Iterator

from scapkit.model.arf import Evaluation
from scapkit.model.ocil import Ocil, Question
from scapkit.model.results import RuleOutcome
from scapkit.model.xccdf import Check
from scapkit.names import OCIL_SYSTEM
from scapkit.ocil.answers_file import gathered
from scapkit.ocil.counting import Answers, Asked, Counting
from scapkit.ocil.parts import questions_below
from scapkit.problem import WARNING, Problem, Problems
from scapkit.report.contents.scope import checks_of
from scapkit.span import Span
from scapkit.xccdf.extends import resolve_items
from scapkit.xccdf.items import rules_of
from scapkit.xmlio.content import Content
from scapkit.xmlio.parse import read_bytes

SYSTEMS = (OCIL_SYSTEM, f"{OCIL_SYSTEM}.0")


def read_counted(content: Content, file: str, now: str, needs_sign_off: bool = False) -> Counting:
    """The answers in a file, as they count for a content at a time (RFC 3339); raises Invalid for mistakes in it.

    `needs_sign_off` demands that each is signed off, even where the file does not.
    """
    found, problems = gathered(read_bytes(file), file)
    found = found._replace(needs_sign_off=found.needs_sign_off or needs_sign_off)
    if not found.entries:
        problems = (*problems, Problem(Span(file), "no-answers", "holds no answer", level=WARNING))
    return Counting(found, asked_by(content), now, problems=problems)


def warnings_of(answers: Answers | None, evaluation: Evaluation, results: str) -> Problems:
    """What somebody should know of the answers: which do not count, which nothing needed, as data decides, and that
    there is nothing to write to the file of `results`.
    """
    unused = tuple(_unused(answers, evaluation)) if answers is not None else ()
    none: Problems = ()
    if results and not evaluation.ocil_reports:
        message = "no questionnaire was judged, so there are no OCIL results"
        hint = "" if answers is not None else "--answers names the answers"
        none = (Problem(Span(results), "no-ocil-results", message, hint, WARNING),)
    return (*(answers.warnings if answers is not None else ()), *unused, *none)


def _unused(answers: Answers, evaluation: Evaluation) -> Iterator[Problem]:
    reports = (each.document.results for each in evaluation.ocil_reports)
    used = {each.question_ref for found in reports if found is not None for each in found.questions}
    outcomes: dict[str, RuleOutcome] = {each.rule_id: each.outcome for each in evaluation.test_result.rule_results}
    for name, entry in answers.entries.items():
        came = {outcomes.get(rule, RuleOutcome.NOTSELECTED) for rule in answers.rules[name]}
        if name not in used and came <= {RuleOutcome.PASS, RuleOutcome.FAIL}:
            message = f"the answer to {entry.subject} takes no part: data decides ({', '.join(sorted(came))})"
            yield Problem(Span(answers.file, entry.line), "unused-answer", message, level=WARNING)


def asked_by(content: Content) -> Iterator[Asked]:
    """Every question that a rule of the content may ask, in the order of the rules."""
    below: dict[str, Callable[[str], tuple[Question, ...]]] = {}
    for rule in rules_of(resolve_items(content.bare_benchmark, content.file)):
        for check in checks_of(rule):
            if check.system in SYSTEMS:
                yield from (Asked(rule.id, *each) for each in _questions(content, check, below))


def _questions(
    content: Content, check: Check, known: dict[str, Callable[[str], tuple[Question, ...]]]
) -> Iterator[tuple[Question, Ocil]]:
    """The questions of the first content of a check that can be found, with their document."""
    for ref in check.contents:
        document = content.ocil(ref.href)
        if document is None:
            continue
        tops = [each.id for each in document.questionnaires if not each.child_only]
        if ref.href not in known:
            known[ref.href] = questions_below(document)
        below = known[ref.href]
        found = {each.id: each for name in ([ref.name] if ref.name else tops) for each in below(name)}
        if found:
            yield from ((each, document) for each in found.values())
            return
