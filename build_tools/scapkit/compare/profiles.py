"""Changes of profiles: which rules they select, and how they refine them."""

from collections.abc import Iterator

from scapkit.compare.change import Change, lists, matched
from scapkit.compare.side import Side, by_id
from scapkit.model.xccdf import Profile, RefineRule, RefineValue, SetValue
from scapkit.names import short_id
from scapkit.xccdf.make_policy import make_policy
from scapkit.xccdf.profiles import resolve_profile, selectable


def profile_changes(old: Side, new: Side) -> Iterator[Change]:
    """Every change of profiles."""
    first, second = (by_id(selectable(side.benchmark).values()) for side in (old, new))
    for each in matched("profile", first, second, lambda profile: new.words.plain(profile.titles)):
        if isinstance(each, Change):
            yield each
            continue
        name, before, after = each
        texts = (
            (
                aspect,
                *(side.words.plain(getattr(profile, f"{aspect}s")) for side, profile in ((old, before), (new, after))),
            )
            for aspect in ("title", "description")
        )
        yield from (Change("profile", name, aspect, was, now) for aspect, was, now in texts if was != now)
        yield from lists("profile", name, "extends", *([short_id(one.extends)] for one in (before, after)))
        yield from lists("profile", name, "rules", _selected(before, old), _selected(after, new))
        yield from lists("profile", name, "refinements", _refinements(before, old), _refinements(after, new))


def _selected(profile: Profile, side: Side) -> list[str]:
    """The rules that a profile selects in the end, in the order of the benchmark."""
    whole = resolve_profile(side.benchmark, None, profile, side.content.file)
    policy = make_policy(side.benchmark, whole, side.content.file)
    return [short_id(rule.id) for rule in policy.rules if rule.id in policy.selected]


def _refinements(profile: Profile, side: Side) -> list[str]:
    """What a profile refines, its parents' included, as authors write it; the last of each kind counts."""
    found: dict[tuple[str, str], str] = {}
    for each in resolve_profile(side.benchmark, None, profile, side.content.file).refinements:
        name = short_id(each.idref)
        if isinstance(each, SetValue):
            found["value", name] = f"{name}={each.value!r}"
        elif isinstance(each, RefineValue):
            found["value", name] = f"{name}={each.selector or 'default'}{f' ({each.operator})' * bool(each.operator)}"
        elif isinstance(each, RefineRule):
            given = ((key, value) for key, value in each._asdict().items() if key != "idref" and value)
            found |= {(name, key): f"{name}.{key}={value}" for key, value in given}
    return list(found.values())
