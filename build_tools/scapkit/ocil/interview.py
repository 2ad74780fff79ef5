"""Questionnaires of one document judged by the replies to its questions (NIST IR 7692; ocil-2.0.xsd)."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from scapkit.model.ocil import ActionRef, Handler, Ocil, Question, QuestionAction, Questionnaire
from scapkit.model.ocil_results import ANSWERED, Came, OcilResult, OcilResults, QuestionResult
from scapkit.ocil.conditions import applies
from scapkit.ocil.parts import questions_below
from scapkit.ocil.replies import Reply, understood
from scapkit.ocil.structure import Structure
from scapkit.ocil.tables import combined, negated
from scapkit.ocil.variables import Undetermined, Variables

MAX_DEPTH = 100
NOTHING: Mapping[str, str] = MappingProxyType({})


class Outcome(NamedTuple):
    """A result, why it is none of PASS and FAIL, and the questions on the way that nobody has answered."""

    result: OcilResult
    reasons: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()


class Interview:
    """A document with the replies to its questions, by their ids, and the values of its external variables.

    Each test action is worked out once. A question without a reply makes its actions NOT_TESTED, whatever they say of
    responses of that name: nobody was asked, so there is no response to be handled. `structure` is what
    another interview about the document knows of it.
    """

    def __init__(
        self,
        document: Ocil,
        replies: Mapping[str, Reply],
        external: Mapping[str, str] = NOTHING,
        structure: Structure | None = None,
    ) -> None:
        self.document = document
        self.variables = Variables(document, self.reply, external)
        self._replies = replies
        self.structure = structure or Structure(document)
        self._known: dict[str, Outcome] = {}
        self._asked: dict[str, Question] = {}

    @cached_property
    def below(self) -> Callable[[str], tuple[Question, ...]]:
        """From a questionnaire to all questions that it may ask."""
        return questions_below(self.document)

    def outcome(self, name: str, depth: int = 0) -> Outcome:
        """What a questionnaire or test action comes to."""
        if name not in self._known:
            self._known[name] = self._judged(name, depth)
        return self._known[name]

    def reply(self, question: Question) -> Reply | None:
        """The reply to a question; one that is no answer to it is the response ERROR."""
        self._asked[question.id] = question
        given = self._replies.get(question.id)
        if given is None or given.response != ANSWERED:
            return given
        try:
            return given._replace(answer=understood(self.document, question, given.answer))
        except ValueError:
            return given._replace(response=OcilResult.ERROR, answer="")

    def results(self) -> OcilResults:
        """What has been worked out so far, without times and targets."""
        came = [(self.structure.parts.get(name), Came(name, found.result.value)) for name, found in self._known.items()]
        return OcilResults(
            tuple(each for part, each in came if isinstance(part, Questionnaire)),
            tuple(each for part, each in came if isinstance(part, QuestionAction)),
            tuple(self._result(each) for each in self._asked.values()),
        )

    def _result(self, question: Question) -> QuestionResult:
        reply = self.reply(question) or Reply(OcilResult.NOT_TESTED)
        return QuestionResult(question.id, question.kind, str(reply.response), reply.answer)

    def _judged(self, name: str, depth: int) -> Outcome:
        part = self.structure.parts.get(name)
        if part is None:
            return _error(f"there is no test action {name}")
        if circle := self.structure.circle(name):
            return _error(f"test actions lead back to themselves: {circle}")
        if depth > MAX_DEPTH:
            return _error(f"more than {MAX_DEPTH} test actions lead to one another")
        if isinstance(part, QuestionAction):
            return self._action(part, depth)
        return self._joined(part, [self._referred(ref, depth) for ref in part.action_refs])

    def _joined(self, part: Questionnaire, outcomes: list[Outcome]) -> Outcome:
        """Several outcomes as one: only those that are open or made it what it is have anything to tell."""
        result = negated(combined(part.operator, [each.result for each in outcomes]), part.negate)
        if result in (OcilResult.PASS, OcilResult.FAIL, OcilResult.NOT_APPLICABLE):
            return Outcome(result)
        same = [each for each in outcomes if each.result is result]
        if not same:
            return Outcome(result, (f"{part.id} joins {len(outcomes)} test actions by {part.operator}",))
        reasons = dict.fromkeys(text for each in same for text in each.reasons)
        return Outcome(result, tuple(reasons), tuple(dict.fromkeys(name for each in same for name in each.unanswered)))

    def _referred(self, ref: ActionRef, depth: int) -> Outcome:
        found = self.outcome(ref.id, depth + 1)
        return found._replace(result=negated(found.result, ref.negate))

    def _action(self, action: QuestionAction, depth: int) -> Outcome:
        question = self.structure.questions.get(action.question_ref)
        if question is None or question.kind != action.kind:
            return _error(f"{action.id}: there is no {action.kind} question {action.question_ref}")
        try:
            for name in filter(self.variables.is_local, question.variables):
                self.variables.value(name)
            reply = self.reply(question)
            if reply is None:
                return Outcome(OcilResult.NOT_TESTED, (), (question.id,))
            handler = next(self._handlers(action, reply), None)
        except Undetermined as error:
            if error.unanswered:
                return Outcome(OcilResult.NOT_TESTED, (), (error.unanswered,))
            return _error(f"{action.id}: {error}")
        if handler is None:
            return _unhandled(action, reply)
        return self._followed(action, handler, reply, depth)

    def _handlers(self, action: QuestionAction, reply: Reply) -> Iterator[Handler]:
        for handler in action.handlers:
            if applies(handler, reply, self.variables):
                yield handler

    def _followed(self, action: QuestionAction, handler: Handler, reply: Reply, depth: int) -> Outcome:
        """Where a handler leads; without the artifacts that it requires nothing is complete (ArtifactRefType)."""
        lacking = [each.id for each in handler.artifacts if each.required and each.id not in reply.artifacts]
        if lacking:
            return Outcome(OcilResult.NOT_TESTED, (f"{action.id} needs the artifact {', '.join(lacking)}",))
        if isinstance(handler.then, ActionRef):
            return self._referred(handler.then, depth)
        if handler.then not in OcilResult.__members__:
            return _error(f"{action.id}: {handler.then or 'nothing'} is no result")
        result = OcilResult(handler.then)
        open_ = result not in (OcilResult.PASS, OcilResult.FAIL)
        return Outcome(result, (f"the answer to {action.question_ref} means {result}",) if open_ else ())


def _unhandled(action: QuestionAction, reply: Reply) -> Outcome:
    """A response that no handler takes is the result; an answer that none takes is unexpected, hence an ERROR."""
    if reply.response == ANSWERED:
        return _error(f"{action.id} says nothing of the answer to {action.question_ref}")
    return Outcome(OcilResult(reply.response), (f"the response to {action.question_ref} is {reply.response}",))


def _error(reason: str) -> Outcome:
    return Outcome(OcilResult.ERROR, (reason,))
