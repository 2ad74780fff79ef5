"""HTML guides rendered from a datastream."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from scapkit.api.files.writing import Output, write_all
from scapkit.memo import Memo, afresh
from scapkit.model.ocil import Ocil
from scapkit.model.xccdf import Benchmark, Check
from scapkit.names import OCIL_SYSTEM, short_id
from scapkit.report.contents.scope import checks_of
from scapkit.xccdf.make_policy import make_policy
from scapkit.xccdf.policy import Policy
from scapkit.xccdf.profiles import find_profile, resolve_profile, selectable
from scapkit.xmlio.content import Content, open_content

# href of an OCIL document to its questionnaires' ids and the texts of their questions
Questionnaires = Mapping[str, Mapping[str, tuple[str, ...]]]


SUB = re.compile(r'<sub\s+idref="([^"]+)"[^<>]*/>')


class Guided(NamedTuple):
    """What guides are made from. `titles`: CPE name to title; `ocil`: href to the document, where there is one.

    `memo` finds what was rendered before.
    """

    file: str
    benchmark: Benchmark
    titles: Mapping[str, str]
    ocil: Callable[[str], Ocil | None]
    memo: Memo = afresh


def guided(content: Content) -> Guided:
    """A content file as guides are made from it."""
    titles = {item.name: item.title for dictionary in content.dictionaries for item in dictionary.items}
    return Guided(content.file, content.benchmark, titles, content.ocil)


def guide(file: str, profile: str) -> bytes:
    """The guide of one profile, its id short or whole, as one self-contained HTML file."""
    source = guided(open_content(file))
    return render(source, make_policy(source.benchmark, find_profile(source.benchmark, None, profile, file)))


def guides(file: str, folder: str) -> tuple[str, ...]:
    """Write the guide of every profile and an index into a folder; returns the paths."""
    stem = re.sub(r"(-ds|-xccdf)?(\.xml)?(\.bz2)?$", "", Path(file).name)
    made = every_guide(guided(open_content(file)), stem)
    outputs = [Output(str(Path(folder) / name), lambda page=page: page) for name, page in made]  # type: ignore[misc]
    return write_all(outputs, [file])


def every_guide(source: Guided, stem: str) -> Iterator[tuple[str, bytes]]:
    """File names and pages: STEM-guide-PROFILE.html for each profile that can be asked for, STEM-guide-index.html."""
    from scapkit.report.console.outline import plain
    from scapkit.report.guides.guide import IndexEntry, render_index

    benchmark = source.benchmark
    entries = []
    for profile in selectable(benchmark).values():
        policy = make_policy(benchmark, resolve_profile(benchmark, None, profile, source.file), source.file)
        name = f"{stem}-guide-{_file_name(profile.id)}.html"
        entries.append(IndexEntry(plain(profile.titles) or profile.id, name, profile.id, len(policy.selected)))
        yield name, render(source, policy)
    yield f"{stem}-guide-index.html", render_index(plain(benchmark.titles) or benchmark.id, entries)


def _file_name(profile_id: str) -> str:
    """A profile's id as part of a file's name: nothing in it leads to another folder."""
    return re.sub(r"[^\w.-]", "_", short_id(profile_id))


def render(source: Guided, policy: Policy) -> bytes:
    """The guide of a policy."""
    from scapkit.report.guides.guide import make_guide, render_guide

    return render_guide(make_guide(policy, source.titles, questions=questions(source.ocil, policy), memo=source.memo))


def questions(ocil: Callable[[str], Ocil | None], policy: Policy) -> Mapping[str, str]:
    """Rule id to the text of its OCIL questions, for the selected rules that have any."""
    asked: dict[str, Mapping[str, tuple[str, ...]]] = {}
    found = {}
    for rule in policy.rules:
        known = checks_of(rule) if rule.id in policy.selected else ()
        checks = [check for check in known if check.system == OCIL_SYSTEM]
        for href in (reference.href for check in checks for reference in check.contents):
            if href not in asked:
                asked[href] = _questionnaires(ocil(href))
        texts = [text for check in checks for text in _texts(check, asked)]
        if texts:
            found[rule.id] = "\n\n".join(texts)
    return with_values(found, policy)


def with_values(texts: Mapping[str, str], policy: Policy) -> Mapping[str, str]:
    """Questions with Values in the place of `sub` elements, which public content has as text, by short or whole id.

    OCIL 2.0 (NIST IR 7692) has no such elements; one that names no Value stays as it is.
    """
    if not any("<sub" in text for text in texts.values()):
        return texts
    from scapkit.report.writing.prose import wording

    values = wording(policy).values
    known = {short_id(name): value for name, value in values.items()} | dict(values)

    def value(match: re.Match[str]) -> str:
        return known.get(match[1], match[0])

    return {name: SUB.sub(value, text) for name, text in texts.items()}


def _questionnaires(document: Ocil | None) -> Mapping[str, tuple[str, ...]]:
    if document is None:
        return {}
    from scapkit.ocil.parts import questions_below

    below = questions_below(document)
    return {each.id: tuple(question.text for question in below(each.id)) for each in document.questionnaires}


def _texts(check: Check, asked: Questionnaires) -> Iterator[str]:
    for reference in check.contents:
        yield from asked[reference.href].get(reference.name, ())
