"""The numbers that a policy has for its controls, and its sections: from the references of rules, else their groups."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from scapkit.report.contents.reference_classes import document_of, natural
from scapkit.report.views.shown import RuleText, RuleView

DOTTED = re.compile(r"(?:[A-Za-z]{1,4}[.-]?)?[0-9]+(?:\.[0-9]+)+(?:\.?[a-z])?")
"""A control's number: 3.2.1, Req-8.2.1, A.9.4.3."""
PREFERRED = "cis"
MOST_SECTIONS = 15
FEW = 2


class Division(NamedTuple):
    """The sections of what was judged; `document` is what the numbers are of, empty where groups had to serve.

    `sections` are their numbers or titles in order; `numbers` are the controls of each rule, by its id, and `members`
    its sections.
    """

    document: str
    sections: tuple[str, ...]
    numbers: Mapping[str, tuple[str, ...]]
    members: Mapping[str, tuple[str, ...]]


def apart(divisions: Sequence[Division], benchmarks: Sequence[str]) -> list[Division]:
    """The same, with the document before its sections where there are several, or the benchmark."""
    several = len(set(benchmarks)) > 1
    if not several and len({each.document for each in divisions if each.document}) < 2:
        return list(divisions)
    names = benchmarks if several else [each.document for each in divisions]
    return [_named(each, name) if each.document else each for each, name in zip(divisions, names, strict=True)]


def _named(division: Division, name: str) -> Division:
    def named(keys: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(f"{name} {key}" for key in keys)

    members = {rule: named(keys) for rule, keys in division.members.items()}
    return division._replace(sections=named(division.sections), members=members)


def divide(rules: Sequence[RuleView], titles: Mapping[str, str], profile_id: str) -> Division:
    """By the references that number most rules; before others by those that the profile is called after.

    `titles` are those of groups, by id.
    """
    texts = {rule.text.id: rule.text for rule in rules}
    document = _document(tuple(texts.values()), profile_id)
    if document:
        numbers = {name: _numbers(text, document) for name, text in texts.items()}
        members = _members(numbers)
        keys = {key for found in members.values() for key in found}
        return Division(document, tuple(sorted(keys, key=natural)), numbers, members)
    paths = {rule.text.id: rule.groups for rule in rules}
    level = _level(tuple(paths.values()))
    members = {name: tuple(titles.get(key, key) for key in path[level : level + 1]) for name, path in paths.items()}
    return Division("", tuple(dict.fromkeys(key for found in members.values() for key in found)), {}, members)


def _document(texts: Sequence[RuleText], profile_id: str) -> str:
    """The class of references by which at least half of the rules have numbers, and no more than a few each."""
    found: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for text in texts:
        own = Counter(name for name, _ in _numbered(text))
        found.update(own.keys())
        every.update(own)
    enough = [name for name, number in found.items() if 2 * number >= len(texts)]
    profile = _letters(profile_id)
    called = [name for name in enough if _letters(name) and _letters(name) in profile]
    few = [name for name in enough if every[name] <= FEW * found[name]]
    few.sort(key=lambda name: (name != PREFERRED, -found[name]))
    return next(iter((*called, *few)), "")


def _letters(text: str) -> str:
    return re.sub("[^a-z]", "", text.lower())


def _numbered(text: RuleText) -> Iterator[tuple[str, str]]:
    """Each number among a rule's references, after the document that it is of."""
    for references in text.references:
        for link in references.links:
            if DOTTED.fullmatch(link.text):
                yield document_of(references.label, link.href), link.text


def _numbers(text: RuleText, document: str) -> tuple[str, ...]:
    found = (number for name, number in _numbered(text) if name == document)
    return tuple(sorted(dict.fromkeys(found), key=natural))


def _members(numbers: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The sections of each rule: two parts of its numbers, or one where these would be many or of unlike levels."""
    for most in (2, 1):
        found = {name: tuple(dict.fromkeys(_section(each, most) for each in own)) for name, own in numbers.items()}
        keys = {key for own in found.values() for key in own}
        if len(keys) <= MOST_SECTIONS and not any(key.rpartition(".")[0] in keys for key in keys):
            break
    return found


def _section(number: str, most: int) -> str:
    return ".".join(number.split(".")[:-1][:most])


def _level(paths: Sequence[tuple[str, ...]]) -> int:
    """The first level on which there are several groups."""
    deepest = max(map(len, paths), default=0)
    return next((level for level in range(deepest) if len({path[level : level + 1] for path in paths}) > 1), 0)
