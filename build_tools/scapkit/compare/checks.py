"""Changes of what a rule's checks judge."""

from collections.abc import Iterator

from scapkit.compare.change import Change
from scapkit.compare.digests import Digests
from scapkit.compare.side import Side
from scapkit.model.xccdf import Check, ComplexCheck, ContentRef, Rule
from scapkit.names import OCIL_SYSTEM, OVAL_SYSTEM, short_id
from scapkit.report.contents.scope import checks_of

SYSTEMS = {OVAL_SYSTEM: "check (OVAL)", OCIL_SYSTEM: "check (OCIL)"}


def check_changes(name: str, old: Rule, new: Rule, before: Side, after: Side) -> Iterator[Change]:
    """One change for each check system whose checks judge otherwise; texts name the parts that differ."""
    first, second = _by_system(old, before), _by_system(new, after)
    for system in dict.fromkeys((*first, *second)):
        aspect = SYSTEMS.get(system, f"check ({system})")
        if first.get(system) != second.get(system):
            yield Change("rule", name, aspect, *_told(system, old, new, before, after))
    if _shape(old.complex_check, before) != _shape(new.complex_check, after):
        yield Change("rule", name, "complex check")


def _by_system(rule: Rule, side: Side) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for check in rule.checks:
        found.setdefault(check.system, []).append(_meant(check, side))
    return found


def _meant(check: Check, side: Side) -> str:
    """What a check judges; its exports count as the Values that they hand over."""
    contents = [_content(check.system, each, side) for each in check.contents]
    exports = sorted(short_id(each.value_id) for each in check.exports)
    rest = (check.selector, check.multi_check, check.negate, check.imports, check.inline)
    return repr((contents, exports, rest))


def _content(system: str, reference: ContentRef, side: Side) -> str:
    if system == OCIL_SYSTEM and reference.name:
        return side.questionnaire(reference.href, reference.name)
    digests = side.digests(reference.href) if system == OVAL_SYSTEM and reference.name else None
    return digests.digest("definitions", reference.name) if digests else repr(reference)


def _shape(check: Check | ComplexCheck | None, side: Side) -> object:
    if isinstance(check, ComplexCheck):
        return (check.operator, check.negate, [_shape(each, side) for each in check.children])
    return None if check is None else (check.system, _meant(check, side))


def _told(system: str, old: Rule, new: Rule, before: Side, after: Side) -> tuple[str, str]:
    first, second = _names(system, old), _names(system, new)
    if not first or not second:
        return ", ".join(each.name for each in first), ", ".join(each.name for each in second)
    if system == OCIL_SYSTEM:
        return (
            "\n".join(before.questionnaire(*each) for each in first),
            "\n".join(after.questionnaire(*each) for each in second),
        )
    return _parts_only_in(before, first, after, second), _parts_only_in(after, second, before, first)


def _names(system: str, rule: Rule) -> list[ContentRef]:
    return [each for check in checks_of(rule) if check.system == system for each in check.contents]


def _parts_only_in(side: Side, own: list[ContentRef], other: Side, others: list[ContentRef]) -> str:
    mine, known = _parts(side, own), _parts(other, others)
    return "\n".join(sorted({name for text, names in mine.items() if text not in known for name in names}))


def _parts(side: Side, references: list[ContentRef]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in references:
        digests: Digests | None = side.digests(each.href)
        found |= digests.parts(each.name) if digests and each.name else {}
    return found
