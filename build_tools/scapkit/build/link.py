"""What every definition needs: references followed, dangling and circular ones reported where they are written."""

from collections.abc import Mapping

from scapkit.build.cycles import cycles
from scapkit.build.draft import Draft
from scapkit.build.unit import Key, Part
from scapkit.problem import Problem, Problems, did_you_mean


def link(draft: Draft) -> tuple[Draft, Problems]:
    """Fill in what each checked definition reaches; parts that nothing reaches fall away with that."""
    problems = [problem for part in draft.parts.values() for problem in _dangling(part, draft.parts)]
    problems += cycles(draft.parts)
    checked = [*_rule_checks(draft), *_platform_checks(draft)]
    reach = {name: _closure(("definitions", name), draft.parts) for name in checked}
    return draft._replace(reach=reach), tuple(problems)


def _rule_checks(draft: Draft) -> list[str]:
    return [name for name, unit in draft.units.items() if unit.is_checked]


def _platform_checks(draft: Draft) -> list[str]:
    return [platform.check_id.text for platform in draft.applicability.used.values()]


def platform_keys(draft: Draft) -> frozenset[Key]:
    """The parts that the platforms' checks need."""
    return frozenset(key for name in _platform_checks(draft) for key in draft.reach[name])


def rule_keys(draft: Draft) -> frozenset[Key]:
    """The parts that the rules' checks need."""
    return frozenset(key for name in _rule_checks(draft) for key in draft.reach[name])


def _dangling(part: Part, parts: Mapping[Key, Part]) -> list[Problem]:
    return [
        Problem(
            need.span,
            "dangling-reference",
            f"{need.element} names {need.key[1]}, which is not among the {need.key[0]}",
            did_you_mean(need.key[1], [name for section, name in parts if section == need.key[0]]),
        )
        for need in part.needs
        if need.key not in parts
    ]


def _closure(start: Key, parts: Mapping[Key, Part]) -> frozenset[Key]:
    found: set[Key] = set()
    waiting = [start]
    while waiting:
        key = waiting.pop()
        if key not in found and key in parts:
            found.add(key)
            waiting += (need.key for need in parts[key].needs)
    return frozenset(found)
