"""A policy's controls by number, together with those that only other tools name."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from scapkit.report.contents.policy import PolicyRule, PolicyView


class Numbered(NamedTuple):
    """A control that is no heading. `kind`: how it is checked; `others`: what other tools make of it, by tool."""

    id: str
    title: str
    kind: str
    rules: tuple[PolicyRule, ...]
    others: Mapping[str, str]


def numbered(policy: PolicyView) -> tuple[Numbered, ...]:
    """The controls in the order of their numbers."""
    own = {each.id: each for each in policy.controls}
    foreign = {name for tool in policy.others for name in tool.automated | tool.manual}
    found = []
    for name in sorted({*own, *foreign} - headings(policy), key=by_number):
        others = {tool.tool: _said(name, tool.automated, tool.manual) for tool in policy.others}
        if name in own:
            found.append(Numbered(name, own[name].title, own[name].kind, own[name].rules, others))
        else:
            found.append(Numbered(name, "", "none", (), others))
    return tuple(found)


def headings(policy: PolicyView) -> set[str]:
    """Controls that only others continue: by what is nested in them, or by their numbers."""
    around = {each.id.rpartition(".")[0] for each in policy.controls}
    return {each.id for each in policy.controls if not each.rules and (not each.status or each.id in around)}


def _said(name: str, automated: frozenset[str], manual: frozenset[str]) -> str:
    return "automated" if name in automated else "manual" if name in manual else ""


def by_number(name: str) -> tuple[tuple[int, str], ...]:
    """A key by which 3.2.10 comes after 3.2.9."""
    return tuple((int(each), "") if each.isdecimal() else (-1, each) for each in re.split(r"[.\-_]", name))


def tool_names(policies: tuple[PolicyView, ...]) -> tuple[str, ...]:
    """The tools that the policies are compared with, each once."""
    return tuple(dict.fromkeys(tool.tool for policy in policies for tool in policy.others))
