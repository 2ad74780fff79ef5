"""What the parts of an OCIL document refer to."""

from collections.abc import Callable, Iterator

from scapkit.model.ocil import ActionRef, Ocil, Question, QuestionAction, Questionnaire


def parts_of(document: Ocil) -> dict[str, Questionnaire | QuestionAction]:
    """The questionnaires and test actions of a document by their ids, which are of one space."""
    actions: dict[str, Questionnaire | QuestionAction] = {each.id: each for each in document.actions}
    return actions | {each.id: each for each in document.questionnaires}


def refs_of(part: Questionnaire | QuestionAction) -> Iterator[ActionRef]:
    """The test actions that a part refers to."""
    if isinstance(part, Questionnaire):
        yield from part.action_refs
    else:
        yield from (each.then for each in part.handlers if isinstance(each.then, ActionRef))


def questions_below(document: Ocil) -> Callable[[str], tuple[Question, ...]]:
    """From a questionnaire to all questions that it may ask, in the order in which they are first referred to."""
    parts = parts_of(document)
    questions = {each.id: each for each in document.questions}

    def below(name: str) -> tuple[Question, ...]:
        found: dict[str, None] = {}
        seen: set[str] = set()
        waiting = [name]
        while waiting:
            part = parts.get(waiting.pop())
            if part is None or part.id in seen:
                continue
            seen.add(part.id)
            if isinstance(part, QuestionAction):
                found[part.question_ref] = None
            waiting += [ref.id for ref in reversed(tuple(refs_of(part)))]
        return tuple(questions[each] for each in found if each in questions)

    return below
