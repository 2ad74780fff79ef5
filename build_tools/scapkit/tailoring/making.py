"""Profiles of a tailoring, made and changed (NIST IR 7275r4, 6.5 and 6.7)."""

import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from scapkit.model.tailoring import Ask, ProfileWish
from scapkit.model.xccdf import (
    Benchmark,
    Profile,
    Refinement,
    RefineRule,
    RefineValue,
    SetValue,
    Tailoring,
    Text,
)
from scapkit.names import short_id, xccdf_id
from scapkit.problem import Invalid, Problem, Problems
from scapkit.span import Span
from scapkit.tailoring.doubts import needless, unmet
from scapkit.tailoring.known import known_of, profile_named
from scapkit.tailoring.resolving import resolved
from scapkit.xccdf.extends import resolve_items
from scapkit.xccdf.make_policy import make_policy
from scapkit.xccdf.policy import Policy
from scapkit.xccdf.profiles import resolve_profile
from scapkit.xmlio.serialise import xml_text

NAMESPACE = re.compile("xccdf_([^_]+)_")


class Made(NamedTuple):
    """A tailoring with what is to be said of it."""

    tailoring: Tailoring
    warnings: Problems = ()


def policy_by(benchmark: Benchmark, tailoring: Tailoring | None, profile: Profile | None, file: str) -> Policy:
    """What a profile, with all that it extends, makes of a benchmark; None takes it as it stands."""
    whole = resolve_profile(benchmark, tailoring, profile, file) if profile is not None else None
    return make_policy(benchmark, whole, file)


def with_profile(made: Made, wish: ProfileWish, benchmark: Benchmark, namespace: str, file: str) -> Made:
    """A tailoring with one more profile; raises Invalid for what the benchmark has not, or does not allow."""
    tailoring = made.tailoring
    identifier = whole_id(wish.id, "profile", namespace, wish.span)
    if identifier in (each.id for each in tailoring.profiles):
        raise Invalid([Problem(wish.span, "duplicate-profile", f"the tailoring has a profile {wish.id} already")])
    base = _base(wish, benchmark, tailoring)
    title, told = _title(wish, base, benchmark), wish.description or f"Tailors {base.id if base else benchmark.id}."
    description = title._replace(markup=escape(xml_text(told), False))
    profile = Profile(identifier, (title,), (description,), extends=base.id if base is not None else "")
    return changed(Made(_with(tailoring, profile), made.warnings), profile, wish.asks, benchmark, file)


def changed(made: Made, profile: Profile, asks: Sequence[Ask], benchmark: Benchmark, file: str) -> Made:
    """A tailoring of which a profile is changed; raises Invalid for what the benchmark has not, or does not allow."""
    tailoring = made.tailoring
    before = policy_by(benchmark, tailoring, profile, file)
    selectors = {
        each.idref: each.selector
        for each in (before.profile.refinements if before.profile else ())
        if isinstance(each, RefineValue) and each.selector
    }
    found = resolved(asks, known_of(before, resolve_items(benchmark, file)), selectors)
    if found.problems:
        raise Invalid(found.problems)
    refinements = merged(profile.refinements, (refinement for _, refinement in found.made))
    new = _with(tailoring, profile._replace(refinements=refinements))
    after = policy_by(benchmark, new, new.profiles[[each.id for each in new.profiles].index(profile.id)], file)
    warnings = (*needless(found.made, before), *unmet(found.made, before, after))
    return Made(new, (*made.warnings, *warnings))


def merged(old: Iterable[Refinement], new: Iterable[Refinement]) -> tuple[Refinement, ...]:
    """Refinements of which a later one stands in the place of an earlier one of the same thing."""
    kept = list(old)
    for each in new:
        same = [one for one in kept if _is_replaced(one, each)]
        kept = [one for one in kept if one not in same]
        kept.append(_joined(same[-1], each) if same else each)
    return tuple(kept)


def _is_replaced(old: Refinement, new: Refinement) -> bool:
    if old.idref != new.idref:
        return False
    if isinstance(new, SetValue):
        return isinstance(old, SetValue) or (isinstance(old, RefineValue) and not old.operator)
    if isinstance(new, RefineValue):
        return isinstance(old, RefineValue) or (isinstance(old, SetValue) and bool(new.selector))
    return type(old) is type(new)


def _joined(old: Refinement, new: Refinement) -> Refinement:
    """What the new one leaves out stays as it was."""
    if isinstance(new, RefineRule | RefineValue) and type(old) is type(new):
        return new._replace(**{name: text for name, text in old._asdict().items() if not getattr(new, name)})
    return new


def whole_id(name: str, kind: str, namespace: str, span: Span) -> str:
    """The id of a profile or tailoring, made of a short one; raises Invalid (bad-id) where it would be none."""
    identifier = name if name.startswith("xccdf_") else xccdf_id(namespace, kind, name)
    if not re.fullmatch(rf"xccdf_[^_\s]+_{kind}_[A-Za-z0-9_.-]+", identifier):
        message = f"{identifier} is no id of a {kind}: xccdf_NAMESPACE_{kind}_NAME, without spaces"
        raise Invalid([Problem(span, "bad-id", message)])
    return identifier


def namespace_of(benchmark: Benchmark) -> str:
    """The namespace in a benchmark's id."""
    found = NAMESPACE.match(benchmark.id)
    return found[1] if found else "org.example"


def _base(wish: ProfileWish, benchmark: Benchmark, tailoring: Tailoring) -> Profile | None:
    """The profile that is extended: the benchmark's before the tailoring's own (NIST IR 7275r4, table 30)."""
    if not wish.extends:
        return None
    known = {each.id: each for each in (*tailoring.profiles, *benchmark.profiles)}
    name = profile_named(wish.extends, known.values(), wish.span)
    if isinstance(name, Problem):
        raise Invalid([name])
    return known[name]


def _title(wish: ProfileWish, base: Profile | None, benchmark: Benchmark) -> Text:
    """The title that is asked for, else that of the base with a note; it takes the place of what is inherited."""
    inherited = (base.titles if base is not None else benchmark.titles)[:1]
    name = inherited[0].markup if inherited else short_id(base.id if base is not None else benchmark.id)
    markup = escape(xml_text(wish.title), False) if wish.title else f"{name} [tailored]"
    return Text(markup, inherited[0].lang if inherited else "", override=True)


def _with(tailoring: Tailoring, profile: Profile) -> Tailoring:
    known = [each.id for each in tailoring.profiles]
    if profile.id not in known:
        return tailoring._replace(profiles=(*tailoring.profiles, profile))
    profiles = (profile if each.id == profile.id else each for each in tailoring.profiles)
    return tailoring._replace(profiles=tuple(profiles))
