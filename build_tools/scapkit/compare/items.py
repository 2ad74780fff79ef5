"""Changes of rules, groups and Values."""

from collections.abc import Iterator

from scapkit.compare.change import Change, lists, matched
from scapkit.compare.checks import check_changes
from scapkit.compare.side import Side
from scapkit.model.xccdf import Fix, Group, Rule, Text, Value
from scapkit.names import short_id
from scapkit.report.contents.fix_systems import SYSTEMS
from scapkit.report.contents.reference_classes import class_of

PROSE = (("title", "titles"), ("description", "descriptions"), ("rationale", "rationales"), ("fixtext", "fixtexts"))


def rule_changes(old: Side, new: Side) -> Iterator[Change]:
    """Every change of rules."""
    for each in matched("rule", old.rules, new.rules, lambda rule: new.words.plain(rule.titles)):
        if isinstance(each, Change):
            yield each
        else:
            yield from _rule(*each, old, new)


def _rule(name: str, before: Rule, after: Rule, old: Side, new: Side) -> Iterator[Change]:
    yield from _common("rule", name, before, after, old, new)
    for aspect in ("severity", "role", "weight", "selected"):
        yield from _plain("rule", name, aspect, str(getattr(before, aspect)), str(getattr(after, aspect)))
    yield from _prose("rule", name, "fixtext", before.fixtexts, after.fixtexts, old, new)
    yield from lists("rule", name, "idents", *([each.value for each in rule.idents] for rule in (before, after)))
    yield from _fixes(name, before, after)
    yield from check_changes(name, before, after, old, new)


def _common(
    subject: str, name: str, before: Rule | Group, after: Rule | Group, old: Side, new: Side
) -> Iterator[Change]:
    """What rules and groups have in common."""
    yield from _plain(subject, name, "group", old.parents[before.id], new.parents[after.id])
    for aspect, field in PROSE[:3]:
        yield from _prose(subject, name, aspect, getattr(before, field), getattr(after, field), old, new)
    if before.warnings != after.warnings:
        yield Change(subject, name, "warnings", _warnings(before, old), _warnings(after, new))
    yield from lists(subject, name, "platforms", before.platforms, after.platforms)
    yield from lists(subject, name, "requires", *(map(_alternatives, each.requires) for each in (before, after)))
    yield from lists(subject, name, "conflicts", *(map(short_id, each.conflicts) for each in (before, after)))
    yield from lists(subject, name, "references", _references(before, old), _references(after, new))


def _warnings(item: Rule | Group, side: Side) -> str:
    return "\n".join(f"{each.category}: {side.words.plain((each.text,))}" for each in item.warnings)


def _alternatives(names: tuple[str, ...]) -> str:
    return " or ".join(map(short_id, names))


def _references(item: Rule | Group, side: Side) -> list[str]:
    declared = {each.href: each.text for each in side.benchmark.references if each.text}
    return [f"{class_of(each.href, declared)} {each.text}" for each in item.references]


def _plain(subject: str, name: str, aspect: str, old: str, new: str) -> Iterator[Change]:
    if old != new:
        yield Change(subject, name, aspect, old, new)


def _prose(
    subject: str, name: str, aspect: str, before: tuple[Text, ...], after: tuple[Text, ...], old: Side, new: Side
) -> Iterator[Change]:
    """Prose differs where its words do; white space and markup alone are told only where nothing else differs."""
    if before != after:
        texts = old.words.plain(before), new.words.plain(after)
        if texts[0] != texts[1]:
            yield Change(subject, name, aspect, *texts)
        elif [text.markup.split() for text in before] != [text.markup.split() for text in after]:
            yield Change(subject, name, f"{aspect} (markup only)")


def _fixes(name: str, before: Rule, after: Rule) -> Iterator[Change]:
    first, second = _by_system(before), _by_system(after)
    for system in sorted({*first, *second}):
        if first.get(system) != second.get(system):
            texts = ("\n".join(each.markup for each in found.get(system, ())) for found in (first, second))
            yield Change("rule", name, f"fix ({SYSTEMS.get(system, system)})", *texts)


def _by_system(rule: Rule) -> dict[str, list[Fix]]:
    found: dict[str, list[Fix]] = {}
    for each in rule.fixes:
        found.setdefault(each.system, []).append(each._replace(id="", markup=each.markup.strip()))
    return found


def group_changes(old: Side, new: Side) -> Iterator[Change]:
    """Every change of groups, what is in them left out."""
    for each in matched("group", old.groups, new.groups, lambda group: new.words.plain(group.titles)):
        if isinstance(each, Change):
            yield each
        else:
            yield from _common("group", *each, old, new)


def value_changes(old: Side, new: Side) -> Iterator[Change]:
    """Every change of Values and their options."""
    for each in matched("value", old.values, new.values, lambda value: new.words.plain(value.titles)):
        if isinstance(each, Change):
            yield each
            continue
        name, before, after = each
        for aspect, field in PROSE[:2]:
            yield from _prose("value", name, aspect, getattr(before, field), getattr(after, field), old, new)
        for aspect in ("type", "operator"):
            yield from _plain("value", name, aspect, getattr(before, aspect), getattr(after, aspect))
        yield from lists("value", name, "options", _options(before), _options(after))


def _options(value: Value) -> list[str]:
    return [f"{selector or 'default'}: {text}" for selector, text in value.values]
