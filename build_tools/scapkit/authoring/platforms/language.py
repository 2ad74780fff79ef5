"""Platforms as expressions name them: with an argument and a version, and as CPE applicability language."""

import re
from collections.abc import Mapping

from scapkit.authoring.jinja.filters import escape_id
from scapkit.authoring.platforms.expressions import OPERATORS, Expression, Name, Not, label, ordered, parse, platform_id
from scapkit.authoring.project import PlatformSource
from scapkit.authoring.yaml.marked import Node
from scapkit.model.xccdf import FactRef, LogicalTest, Platform
from scapkit.problem import Invalid, Problem, did_you_mean
from scapkit.span import Span

PLACEHOLDER = re.compile(r"\{(\w+)\}")
# What every name, title and condition of a platform may hold besides the values of its argument.
ALWAYS = ("arg", "ver_specs_cpe", "ver_specs_id")
NO_CPE = re.compile(r"[^A-Za-z0-9._~-]")
Platforms = Mapping[str, PlatformSource]


def filled(text: str, values: Mapping[str, str]) -> str:
    """A text with its {placeholders} filled in; other braces stay."""
    return PLACEHOLDER.sub(lambda match: values.get(match.group(1), match.group()), text)


def platform_of(name: Name, platforms: Platforms) -> PlatformSource:
    """The platform that a name stands for: the authored one, or one made of it, the argument and the version."""
    base = platforms[name.id]
    if not base.arguments and not name.versions:
        return base
    values = _values(name, base)
    title = filled(values.get("title", base.title), values)
    versions = " and ".join(f"{each.operator} {each.version}" for each in name.versions)
    return base._replace(
        id=name.text,
        name=_cpe(filled(base.name, values), base, values),
        title=f"{title}, version {versions}" if versions else title,
        check_id=base.check_id._replace(text=_check_id(name, base, values)),
        bash_conditional=filled(values.get("bash_conditional", base.bash_conditional), values),
        ansible_conditional=filled(values.get("ansible_conditional", base.ansible_conditional), values),
        values=values,
        versions=tuple((OPERATORS[each.operator], each.version) for each in name.versions),
    )


def _values(name: Name, base: PlatformSource) -> dict[str, str]:
    version = "_".join(f"{OPERATORS[each.operator]}_{NO_CPE.sub(_escaped, each.version)}" for each in name.versions)
    own = {"arg": name.argument, "ver_specs_cpe": version, "ver_specs_id": escape_id(version)}
    return {**own, **base.arguments.get(name.argument, {})}


def _escaped(match: re.Match[str]) -> str:
    return f"%{ord(match.group()):02x}"


def _cpe(name: str, base: PlatformSource, values: Mapping[str, str]) -> str:
    """The CPE name; a version is added where the authored name has no place for it."""
    version = values["ver_specs_cpe"]
    if version and "{ver_specs_cpe}" not in base.name:
        name = f"{name}:{version}"
    return name.rstrip(":")


def _check_id(name: Name, base: PlatformSource, values: Mapping[str, str]) -> str:
    if base.template is None:
        return filled(base.check_id.text, values)
    return f"platform_{label(name)}"


def to_platform(expression: Expression, platforms: Platforms) -> Platform:
    """The expression in CPE applicability language (NIST IR 7698, 5.2); its names must be known."""
    test = _test(expression, platforms)
    if isinstance(test, FactRef):
        test = LogicalTest("AND", False, (test,))
    return Platform(platform_id(expression), test)


def _test(expression: Expression, platforms: Platforms) -> LogicalTest | FactRef:
    if isinstance(expression, Name):
        return FactRef(platform_of(expression, platforms).name)
    if isinstance(expression, Not):
        inner = _test(expression.inner, platforms)
        if isinstance(inner, LogicalTest):
            return inner._replace(negate=not inner.negate)
        return LogicalTest("AND", True, (inner,))
    return LogicalTest(expression.operator, False, tuple(_test(each, platforms) for each in ordered(expression)))


def idref(expression: Expression, platforms: Platforms) -> str:
    """What names an expression in XCCDF: a CPE name where that says it all, else a reference to the expression."""
    if isinstance(expression, Name):
        return platform_of(expression, platforms).name
    return f"#{platform_id(expression)}"


def read_expression(node: Node, platforms: Platforms, problems: list[Problem]) -> Expression | None:
    """An expression whose names are all known; None with the reason among the problems."""
    try:
        parsed = parse(node)
    except Invalid as error:
        problems.extend(error.problems)
        return None
    found = [problem for name, span in parsed.places if (problem := _wrong(name, span, platforms))]
    problems.extend(found)
    return None if found else parsed.expression


def _wrong(name: Name, span: Span, platforms: Platforms) -> Problem | None:
    """What is wrong with a name, if anything is."""
    base = platforms.get(name.id)
    if base is None:
        return Problem(span, "unknown-platform", f"no platform {name.id}", did_you_mean(name.id, platforms))
    if base.arguments and not name.argument:
        message = f"{name.id} is no platform by itself: it needs an argument"
        return Problem(span, "unknown-argument", message, _takes(base))
    if base.arguments and name.argument not in base.arguments:
        hint = did_you_mean(name.argument, base.arguments) or _takes(base)
        return Problem(span, "unknown-argument", f"{name.id} has no argument {name.argument}", hint)
    if name.argument and not base.arguments:
        return Problem(span, "unknown-argument", f"the platform {name.id} takes no argument")
    if name.versions and not base.versioned:
        return Problem(span, "unversioned-platform", f"the platform {name.id} has no version to compare")
    return None


def _takes(base: PlatformSource) -> str:
    return f"{base.id}[...] takes {', '.join(base.arguments)}"
