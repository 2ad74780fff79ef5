"""The form: its page, and what it is told of what it sends, each as the body of an answer."""

import json
import shlex
from collections.abc import Iterable
from typing import Any

from scapkit.api.asking.serving.cards import cards
from scapkit.api.asking.serving.posted import Stale, Wrong, act, read_posted
from scapkit.api.asking.serving.states import standing
from scapkit.api.asking.serving.uploads import keep
from scapkit.api.asking.session import AnswerOptions, Session
from scapkit.names import short_id
from scapkit.ocil.replies import EXCEPTIONAL
from scapkit.problem import Invalid
from scapkit.report.console.outline import plain
from scapkit.report.html.page import inert, render_page


class Form:
    """The cards of a session, and the states that the page was told last; it is used under the session's lock."""

    def __init__(self, session: Session, who: str) -> None:
        self._session, self._who = session, who
        self._cards = cards(session.questions)
        self._states: dict[str, dict[str, Any]] = {}

    def page(self, secret: str) -> bytes:
        """The page, with all states; a file that cannot be read is told by it."""
        options = self._session.options
        found = (each.policy.profile for each in self._session.questions.topics)
        profiles = {each.id: plain(each.titles) or short_id(each.id) for each in found if each}
        data = self._standing(everything=True) | {"secret": secret}
        return render_page(
            "answer.html",
            title=plain(self._session.questions.content.benchmark.titles),
            profiles=tuple(profiles.values()),
            options=options,
            command=_command(options),
            assets=self._session.questions.assets,
            needs_sign_off=self._session.answers.needs_sign_off,
            who=self._who,
            cards=self._cards,
            responses=[(each.value, each.value.replace("_", " ").capitalize()) for each in EXCEPTIONAL],
            data=data,
        )

    def states(self) -> bytes:
        """How all stands now."""
        return _json(self._standing(everything=True))

    def take(self, body: bytes) -> bytes:
        """What came of something that was posted: whether it is saved, else which field is wrong, or what changed."""
        try:
            posted = read_posted(body)
            card = next((each for each in self._cards if each.key == posted.key), None)
            if card is None:
                raise Wrong("", "there is no such question")
            act(self._session, card, posted)
        except Wrong as wrong:
            return _json({"is_saved": False, "field": wrong.field, "problem": inert(wrong.problem)})
        except Stale:
            conflict = "somebody else changed this answer meanwhile; yours is not saved"
            return _json(self._standing(everything=True) | {"is_saved": False, "conflict": conflict})
        except Invalid as error:
            return _json({"is_saved": False, "field": "", "problem": _said(error)})
        return _json(self._standing() | {"is_saved": True})

    def keep(self, name: str, data: Iterable[bytes]) -> bytes:
        """Where a file of evidence was put, or why it was not."""
        try:
            return _json({"file": keep(self._session.folder, name, data)})
        except Wrong as wrong:
            return _json({"file": "", "problem": inert(wrong.problem)})

    def _standing(self, everything: bool = False) -> dict[str, Any]:
        """The progress and all states, or those that changed; with what is wrong with the file, if it is."""
        problem = ""
        try:
            self._session.refresh()
        except Invalid as error:
            problem = _said(error)
        found = standing(self._session, self._cards)
        before, self._states = self._states, found["states"]
        told = {key: each for key, each in self._states.items() if everything or before.get(key) != each}
        return found | {"states": told, "problem": problem}


def _command(options: AnswerOptions) -> str:
    """How to judge with the answers."""
    given = {"--profile": options.profile, "--tailoring": options.tailoring, "--dump": options.dump or "DUMP"}
    named = (word for name, value in given.items() if value for word in (name, value))
    return shlex.join(("scapkit", "evaluate", options.content, *named, "--answers", options.answers))


def _said(error: Invalid) -> str:
    return inert("; ".join(str(each) for each in error.problems[:3]))


def _json(data: dict[str, Any]) -> bytes:
    return json.dumps(data).encode()
