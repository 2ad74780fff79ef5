"""How the questions stand: the answers that are there, which of them count, and what is still to be asked."""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from scapkit.api.asking.serving.cards import Card
from scapkit.api.asking.session import Session
from scapkit.model.answers import Entry
from scapkit.ocil.counting import Answers, told
from scapkit.ocil.replies import understood
from scapkit.report.html.page import inert

OPEN, ANSWERED, REFUSED, WAITING = "open", "answered", "refused", "waiting"
"""An answer is wanted; there is one that counts; there is one that does not; other answers do not lead there so far."""


def standing(session: Session, cards: Iterable[Card]) -> dict[str, Any]:
    """The state of every card, how many rules still need an answer of how many, and answers to what nothing asks."""
    counting = session.counting()
    wanted = session.wanted(counting)
    names = frozenset[str]().union(*wanted)
    return {
        "states": {card.key: _state(session, card, counting, names) for card in cards},
        "progress": {"rules": len(wanted), "open": sum(map(bool, wanted))},
        "strays": [inert(str(each)) for each in counting.warnings if each.code == "orphaned-answer"],
    }


def revision(entry: Entry | None) -> str:
    """What tells whether an answer is still the one that was seen."""
    text = json.dumps(entry._replace(line=0) if entry else None)
    return sha256(text.encode(errors="surrogatepass")).hexdigest()[:16]


def _state(session: Session, card: Card, counting: Answers, wanted: frozenset[str]) -> dict[str, Any]:
    entry = session.entry(card.topic, card.question)
    word, why = _word(card, entry, counting, wanted)
    state: dict[str, Any] = {
        "state": word,
        "why": inert(why),
        "revision": revision(entry),
        "said": inert(told(entry)) if entry else "",
    }
    if card.question.variables:
        state["text"] = inert(card.topic.text(card.question, counting.replies))
    return state | {"given": _given(card, entry) if entry else None}


def _word(card: Card, entry: Entry | None, counting: Answers, wanted: frozenset[str]) -> tuple[str, str]:
    name = card.question.id
    if name in counting.entries:
        general = "" if entry else f"answered by one for {counting.entries[name].asset or 'every asset'}"
        return ANSWERED, general and f"{general}: {told(counting.entries[name])}"
    if entry is not None:
        return REFUSED, counting.refused.get(name, "")
    return (OPEN if name in wanted else WAITING), counting.refused.get(name, "")


def _given(card: Card, entry: Entry) -> Mapping[str, Any]:
    """An answer as the page's fields have it."""
    return {
        "value": _value(card, entry),
        "response": entry.response,
        "who": entry.who,
        "when": entry.when,
        "expires": entry.expires,
        "remark": entry.remark,
        "evidence": [each._asdict() for each in entry.evidence],
        "sign_off": entry.sign_off._asdict() if entry.sign_off else None,
    }


def _value(card: Card, entry: Entry) -> str:
    """The answer as one of the options, where there are any."""
    found = entry.answer or ""
    try:
        known = understood(card.topic.document, card.question, found) if entry.answer is not None else ""
    except ValueError:
        return found
    if card.question.kind == "boolean" and known:
        return card.options[0 if known == "true" else 1].value
    return known
