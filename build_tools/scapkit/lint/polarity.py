"""Whether a clause fits into "Is it the case that CLAUSE?" so that yes means fail."""

import re

MARKUP = re.compile(r"<[^>]*>")
WORD = re.compile(r"[a-z0-9_.-]*[a-z0-9_]")
QUESTION = re.compile(r"(?:is it|is there|are there|is the|are the|are all|does|do|did|has the|have the)\b")
CONJUNCTION = re.compile(r"(?:if|whether|that)\b")
NEGATIVE = re.compile(
    r"\b(?:not|no|none|nothing|nobody|never|without|cannot|neither|nor|missing|absent|lacks?|fails?|failed|wrong|other)\b"
    r"|n't\b"
)
SMALL = frozenset(
    re.findall(
        r"\w+",
        "a an the that to of in on for by with and or any each every all is are be been it its ensure verify make sure",
    )
)
# What a title that begins with the verb has come to when its rule passes.
DONE = {
    "enable": "enabled",
    "disable": "disabled",
    "install": "installed",
    "uninstall": "uninstalled",
    "remove": "removed",
    "set": "set",
    "configure": "configured",
    "encrypt": "encrypted",
    "restrict": "restricted",
    "limit": "limited",
    "require": "required",
    "mount": "mounted",
}


def fault_of(title: str, authored: str, clause: str) -> str:
    """What is wrong with a clause, as the end of a sentence about it; empty where nothing is.

    `authored` is the clause as it was written, `clause` the plain text that goes into the question.
    """
    text = " ".join(MARKUP.sub(" ", clause).lower().split())
    if authored.rstrip().endswith("?") or QUESTION.match(text):
        return "asks a question of its own"
    if CONJUNCTION.match(text):
        return f"begins with {text.split()[0]}, which does not follow 'is it the case that'"
    return "names the good state" if _is_good(title.lower(), text) else ""


def _is_good(title: str, clause: str) -> bool:
    """Whether a clause says what the title demands: in the title's own words, or as what its verb comes to."""
    wanted, said = _words(title), _words(clause)
    if said and said == wanted:
        return True
    done = DONE.get(wanted[0]) if wanted else None
    if done is None or not said or said[-1] != done or NEGATIVE.search(clause):
        return False
    return set(said[:-1]) <= set(wanted[1:])


def _words(text: str) -> list[str]:
    return [word for word in WORD.findall(text) if word not in SMALL]
