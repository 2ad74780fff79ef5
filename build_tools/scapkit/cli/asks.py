"""Changes of a profile as the command line has them."""

from collections.abc import Iterator, Mapping, Sequence

from scapkit.model.tailoring import REFINE, SET, Ask
from scapkit.problem import Invalid, Problem
from scapkit.span import Span


def asks_of(given: Mapping[str, Sequence[str]]) -> tuple[Ask, ...]:
    """The changes of all options, by their names; raises Invalid (bad-option) for what cannot be read."""
    made = [_ask(kind, word) for kind, words in given.items() for word in words]
    problems = [each for each in made if isinstance(each, Problem)]
    if problems:
        raise Invalid(problems)
    return tuple(each for each in made if isinstance(each, Ask))


def _ask(kind: str, word: str) -> Ask | Problem:
    span = Span(f"--{kind}")
    if kind == SET:
        name, given, content = word.partition("=")
        if not name or not given:
            return Problem(span, "bad-option", f"{word}: write VALUE=X")
        return Ask(kind, name, span, content)
    if kind == REFINE:
        name, given, rest = word.partition(":")
        properties = tuple(_properties(rest))
        if not name or not given or not all(key and text for key, text in properties):
            return Problem(span, "bad-option", f"{word}: write ID:KEY=X, and further ones behind a comma")
        return Ask(kind, name, span, properties=properties)
    return Ask(kind, word, span)


def _properties(text: str) -> Iterator[tuple[str, str]]:
    for each in text.split(","):
        key, _, content = each.partition("=")
        yield key.strip(), content.strip()
