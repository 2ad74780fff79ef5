"""Where remediations apply: the conditions of platforms, joined as the expressions join them, around scripts."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from scapkit.authoring.platforms.expressions import Expression, Name, Not
from scapkit.authoring.platforms.language import Platforms, platform_of
from scapkit.authoring.project import PlatformSource
from scapkit.xmlio.parse import escape

Of = Callable[[PlatformSource], str]


Words = Mapping[str, str]
# How a language says not, and, or, and how it holds together what belongs together.
BASH: Words = {"NOT": "! {}", "AND": " && ", "OR": " || ", "GROUP": "{{ {}; }}"}
ANSIBLE: Words = {"NOT": "not {}", "AND": " and ", "OR": " or ", "GROUP": "({})"}


# What must be asked before a condition can name packages.
FACTS = "- name: Ask for the packages\n  ansible.builtin.package_facts:\n    manager: auto\n"


class Conditional(NamedTuple):
    """A language of scripts that can be limited to where something holds."""

    of: Of
    words: Words
    around: Callable[[str, str], str]


def limited(language: str, script: str, levels: Iterable[Sequence[Expression]], platforms: Platforms) -> str:
    """The markup of a script, limited to where one expression of each level holds, as far as a condition can say it."""
    how = CONDITIONALS.get(language)
    if how is None:
        return script
    said = (_any(level, platforms, how.of, how.words) for level in levels)
    condition = _join("AND", [each for each in said if each], how.words)
    return how.around(script, escape(condition)) if condition else script


def _any(level: Sequence[Expression], platforms: Platforms, of: Of, words: Words) -> str:
    found = [_condition(each, platforms, of, words) for each in level]
    return _join("OR", found, words) if all(found) else ""


def _condition(expression: Expression, platforms: Platforms, of: Of, words: Words) -> str:
    """The condition of an expression. What has none is left out of an AND, and makes an OR and a NOT have none."""
    if isinstance(expression, Name):
        return of(platform_of(expression, platforms))
    if isinstance(expression, Not):
        inner = (
            "" if _is_partial(expression.inner, platforms, of) else _condition(expression.inner, platforms, of, words)
        )
        return words["NOT"].format(words["GROUP"].format(inner)) if inner else ""
    found = [_condition(each, platforms, of, words) for each in expression.operands]
    if expression.operator == "OR" and not all(found):
        return ""
    return _join(expression.operator, [each for each in found if each], words)


def _is_partial(expression: Expression, platforms: Platforms, of: Of) -> bool:
    """Whether anything in an expression has no condition: what was left out of an AND must not be negated."""
    if isinstance(expression, Name):
        return not of(platform_of(expression, platforms))
    inner = (expression.inner,) if isinstance(expression, Not) else expression.operands
    return any(_is_partial(each, platforms, of) for each in inner)


def _join(operator: str, conditions: list[str], words: Words) -> str:
    if len(conditions) < 2:
        return "".join(conditions)
    return words[operator].join(words["GROUP"].format(each) for each in conditions)


def _in_bash(script: str, condition: str) -> str:
    otherwise = escape(">&2 echo 'Not applicable here, nothing was done'")
    return f"if {condition}; then\n\n{script}\n\nelse\n    {otherwise}\nfi"


def _in_ansible(tasks: str, condition: str) -> str:
    inner = "\n".join(f"    {line}" if line else line for line in tasks.split("\n"))
    quoted = condition.replace("'", "''")
    facts = FACTS if "ansible_facts.packages" in condition else ""
    return f"{facts}- name: Only where it applies\n  when: '{quoted}'\n  block:\n{inner}"


CONDITIONALS: Mapping[str, Conditional] = {
    "bash": Conditional(lambda platform: platform.bash_conditional, BASH, _in_bash),
    "ansible": Conditional(lambda platform: platform.ansible_conditional, ANSIBLE, _in_ansible),
}
