"""What every definition needs: references followed, dangling ones reported where they are written."""

from collections.abc import Mapping

from scapkit.build.draft import Draft, Key, Part
from scapkit.build.shorthand import references
from scapkit.problem import Problem, Problems, did_you_mean
from scapkit.xmlio.parse import line_of, local_name


def link(draft: Draft) -> tuple[Draft, Problems]:
    """Fill in what each checked definition reaches; parts that nothing reaches fall away with that."""
    problems: list[Problem] = []
    named = {key: _named(part, draft.parts, problems) for key, part in draft.parts.items()}
    checked = [*draft.definition_of.values(), *_platform_checks(draft)]
    reach = {name: _closure(("definitions", name), named) for name in checked}
    return draft._replace(reach=reach), tuple(problems)


def _platform_checks(draft: Draft) -> list[str]:
    return [draft.project.platforms[name].check_id.text for name in draft.applicability.used]


def platform_keys(draft: Draft) -> frozenset[Key]:
    """The parts that the platforms' checks need."""
    return frozenset(key for name in _platform_checks(draft) for key in draft.reach[name])


def rule_keys(draft: Draft) -> frozenset[Key]:
    """The parts that the rules' checks need."""
    return frozenset(key for name in draft.definition_of.values() for key in draft.reach[name])


def _named(part: Part, parts: Mapping[Key, Part], problems: list[Problem]) -> frozenset[Key]:
    found = set()
    for element, _, key in references(part.element):
        if key in parts:
            found.add(key)
            continue
        known = [name for section, name in parts if section == key[0]]
        message = f"{local_name(element)} names {key[1]}, which is not among the {key[0]}"
        span = part.lines.span(line_of(element) - 1)
        problems.append(Problem(span, "dangling-reference", message, did_you_mean(key[1], known)))
    return frozenset(found)


def _closure(start: Key, named: Mapping[Key, frozenset[Key]]) -> frozenset[Key]:
    found: set[Key] = set()
    waiting = [start]
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting += named.get(key, frozenset())
    return frozenset(found)
