"""What a policy's rules say to do: for each selected rule its fix for one system, Values put in."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from scapkit.model.xccdf import Fix, Rule
from scapkit.names import XCCDF, XHTML, short_id
from scapkit.problem import WARNING, Problem, Problems
from scapkit.report.contents.fix_systems import SYSTEMS
from scapkit.report.contents.rules import cces
from scapkit.report.html.page import inert
from scapkit.report.writing.prose import OBJECT, SUB, TITLE_PREFIX, meant, substitute, wording
from scapkit.span import Span
from scapkit.xccdf.policy import Policy
from scapkit.xmlio.parse import Element, parse


class Filled(NamedTuple):
    """A Value's place in a fix: which Value, and its text under the policy."""

    idref: str
    text: str


Piece = str | Filled


class Remedy(NamedTuple):
    """A selected rule's fix; `pieces` in their order are its text."""

    rule: Rule
    title: str
    fix: Fix
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The fix with every Value put in."""
        return "".join(each.text if isinstance(each, Filled) else each for each in self.pieces)


class Remedies(NamedTuple):
    """What a script is made of. `left_out` are selected rules that have no such fix, or one that cannot be used."""

    title: str
    benchmark_id: str
    version: str
    profile_id: str
    remedies: tuple[Remedy, ...]
    left_out: tuple[str, ...] = ()

    def without(self, rule_ids: frozenset[str]) -> "Remedies":
        """The same, these rules left out."""
        kept = tuple(each for each in self.remedies if each.rule.id not in rule_ids)
        return self._replace(remedies=kept, left_out=(*self.left_out, *sorted(rule_ids)))


def make_remedies(policy: Policy, system: str, file: str) -> tuple[Remedies, Problems]:
    """The fixes for a system of the selected rules, in document order (NIST IR 7275r4, 6.4.4.5).

    Where a rule has several the first is taken. A fix that names a Value without text is left out, with a warning.
    """
    words = wording(policy)
    known = {**dict(policy.benchmark.plain_texts), **policy.values}
    known |= {name: text for name, text in words.values.items() if name.startswith(TITLE_PREFIX)}
    remedies, left_out, problems = [], [], []
    for rule in (each for each in policy.rules if each.id in policy.selected):
        fix = fix_for(rule, system)
        if fix is None:
            left_out.append(rule.id)
            continue
        root = parse(f'<x xmlns="{XHTML}" xmlns:xccdf="{XCCDF}">{fix.markup}</x>'.encode(), "fix")
        unknown = _unknown(root, known)
        if unknown:
            left_out.append(rule.id)
            problems.append(unusable(file, rule.id, f"names {unknown[0]}, which has no text"))
            continue
        title = words.plain(rule.titles) or short_id(rule.id)
        remedies.append(Remedy(rule, title, fix, tuple(_pieces(root, known))))
    titles = policy.profile.titles if policy.profile else policy.benchmark.titles
    found = Remedies(
        title=words.plain(titles) or policy.benchmark.id,
        benchmark_id=policy.benchmark.id,
        version=policy.benchmark.version,
        profile_id=policy.profile.id if policy.profile else "(default)",
        remedies=tuple(remedies),
        left_out=tuple(left_out),
    )
    return found, tuple(problems)


def fix_for(rule: Rule, system: str) -> Fix | None:
    """A rule's first fix for a system that says anything."""
    return next((fix for fix in rule.fixes if fix.system == system and fix.markup.strip()), None)


def fix_names(rule: Rule) -> tuple[str, ...]:
    """What a rule has fixes for, sorted; systems that are not known by a name stand as they are."""
    return tuple(sorted({SYSTEMS.get(fix.system, fix.system or "other") for fix in rule.fixes}))


def unusable(file: str, rule_id: str, why: str) -> Problem:
    """The warning that a rule's fix is left out."""
    return Problem(Span(file), "unusable-fix", f"the fix of {short_id(rule_id)} is left out: it {why}", level=WARNING)


def header(view: Remedies, what: str, hint: str) -> Iterator[str]:
    """Lines for the head of a script, each free of what could end a comment."""
    total = len(view.remedies) + len(view.left_out)
    yield f"{what} for: {one_line(view.title)}"
    yield ""
    yield f"Profile:   {one_line(view.profile_id)}"
    yield f"Benchmark: {one_line(view.benchmark_id)} {one_line(view.version)}"
    yield f"Rules:     {total} selected, {len(view.remedies)} with a fix here; the others are named at the end"
    yield ""
    yield "All of it is carried out, also where a system is as it should be already. Read it first, and try it"
    yield "on a system that may break."
    yield hint


def facts(remedy: Remedy) -> Iterator[str]:
    """Lines that tell what a fix is for and what it does to a system."""
    rule, fix = remedy.rule, remedy.fix
    yield one_line(rule.id)
    yield one_line(remedy.title)
    told = [f"severity {rule.severity}", *cces(rule)]
    told += [f"{name} {value}" for name in ("complexity", "disruption", "strategy") if (value := getattr(fix, name))]
    yield one_line(", ".join([*told, *(["needs a reboot"] if fix.reboot else [])]))


def one_line(text: str) -> str:
    """Text from content as it may stand in a comment."""
    return inert(" ".join(text.split()))


def _unknown(root: Element, known: Mapping[str, str]) -> list[str]:
    """The ids that a fix names and that have no text."""
    named = [name for each in root.iter(SUB, OBJECT) if (name := meant(each)) is not None]
    ids = [name.removeprefix(TITLE_PREFIX) for name in named if name not in known]
    return [idref for idref in ids if idref not in known]


def _pieces(element: Element, known: Mapping[str, str]) -> Iterator[Piece]:
    """Text and Values in order."""
    yield element.text or ""
    for child in element:
        text = substitute(child, known)
        if text is not None:
            yield Filled((meant(child) or "").removeprefix(TITLE_PREFIX), text)
        else:
            yield from _pieces(child, known)
        yield child.tail or ""
