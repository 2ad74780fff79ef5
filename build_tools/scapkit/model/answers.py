"""What people answered, as an answers file holds it (docs/answers.md)."""

from typing import NamedTuple


class Evidence(NamedTuple):
    """A file that supports an answer: where it lies beside the answers file, its digest, and which artifact it is."""

    file: str
    sha256: str
    artifact: str = ""


class SignOff(NamedTuple):
    """Who, other than who answered, stands for an answer, and since when."""

    who: str = ""
    when: str = ""


class Entry(NamedTuple):
    """One answer, to a question by its id or to the question of a rule; `line` is where it stands.

    `response` is an exceptional result of OCIL in the place of an answer. `answer` is None where none is given yet.
    `asset` is the name of the asset that it is for, or a pattern of names (`*`, `?`); for every one where it is empty.
    """

    question: str = ""
    rule: str = ""
    asset: str = ""
    answer: str | None = None
    response: str = ""
    who: str = ""
    when: str = ""
    expires: str = ""
    remark: str = ""
    evidence: tuple[Evidence, ...] = ()
    sign_off: SignOff | None = None
    line: int = 0

    @property
    def subject(self) -> str:
        """What it is an answer to."""
        return self.question or self.rule

    @property
    def is_given(self) -> bool:
        """Whether there is an answer, or a response in its place."""
        return self.answer is not None or bool(self.response)


class AnswersFile(NamedTuple):
    """What an answers file holds; `needs_sign_off` says that answers without a sign-off do not count."""

    file: str
    entries: tuple[Entry, ...] = ()
    needs_sign_off: bool = False
