"""What must be collected for a policy, told by its content alone.

Content says it in two ways: rules and platforms are marked with API paths, AWS calls and files (`markers`), and the
OVAL objects that the checks reach name what they look at (`seeking`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from scapkit.collect.answers import ROOT, place
from scapkit.collect.markers import marked_needs, noted_needs
from scapkit.collect.need import Need, joined
from scapkit.collect.places import UNREAD
from scapkit.collect.platforms import platform_checks
from scapkit.collect.seeking import Sought
from scapkit.dumps.tree import API_ROOTS
from scapkit.evaluate.protocol import Source
from scapkit.evaluate.sessions import bound, checks_of
from scapkit.model.xccdf import Rule
from scapkit.names import OVAL_SYSTEM, short_id
from scapkit.xccdf.policy import Policy

AWS = f"/{API_ROOTS[1]}/"
KUBELET = "/kubeletconfig/"
IN_EFFECT = "/tmp/runtime/openscap-kubeletconfig"  # noqa: S108
"""What a kubelet has in effect, where checks read it on its node: the same that the API has of every node."""
CONFIGZ = "/api/v1/nodes/NODE_NAME/proxy/configz"
"""Of every node, whose kubelets' configuration checks read under other paths, as in `/kubeletconfig/role/worker`."""
_API = re.compile(r"/(?:apis?/[^#]+|version)")


class Plan(NamedTuple):
    """The needs, with the values that their templates are filled from, and what cannot be planned.

    `unknown`: rule and id of an OVAL object that looks where only other evidence says. `unmarked`: rule and path of an
    answer after a filter that nothing names.
    """

    needs: tuple[Need, ...]
    values: dict[str, str]
    unknown: tuple[tuple[str, str], ...] = ()
    unmarked: tuple[tuple[str, str], ...] = ()


def make_plan(source: Source, policy: Policy) -> Plan:
    """What the policy's selected rules need, and the platforms by which they apply; the benchmark with its prose."""
    values = {short_id(name): text for name, text in policy.values.items()}
    rules = [rule for rule in policy.rules if rule.id in policy.selected]
    everywhere = [need for rule in policy.rules for each in rule.warnings for need in _of(each.text.markup, rule)]
    chosen = {short_id(rule.id) for rule in rules}
    marked = [need for need in everywhere if chosen.issuperset(need.rules)]
    read: list[Need] = []
    unknown: list[tuple[str, str]] = []
    for rule in rules:
        for sought in _sought(source, policy, rule):
            read += (need._replace(rules=(short_id(rule.id),)) for need in sought.needs)
            unknown += ((short_id(rule.id), each) for each in sought.unknown)
    for owner, notes, sought in platform_checks(source, policy, rules):
        marked += noted_needs(notes, owner)
        read += (need._replace(rules=(owner,)) for need in sought.needs)
    named = _by_place([*everywhere, *marked], values)
    needs = [*_beside(marked, read), *(need for each in read if (need := _as_marked(each, named)))]
    needs += [Need("kubernetes", CONFIGZ, rules=each.rules) for each in needs if each.key == IN_EFFECT]
    unmarked = sorted((need.rules[0], need.key) for need in read if _is_lost(need, named))
    return Plan(_settled(needs), values, tuple(dict.fromkeys(unknown)), tuple(dict.fromkeys(unmarked)))


def _beside(marked: Iterable[Need], read: Iterable[Need]) -> list[Need]:
    """What is marked, less the files that the same rule's checks name: these tell whether the content is needed too.

    A kubeconfig of which rules ask for the owner may hold a key.
    """
    named = {(rule, need.key) for need in read if need.kind == "file" for rule in need.rules}
    return [need for need in marked if need.kind != "file" or not all((rule, need.key) in named for rule in need.rules)]


def _of(markup: str, rule: Rule) -> Iterator[Need]:
    return marked_needs(markup, short_id(rule.id))


def _sought(source: Source, policy: Policy, rule: Rule) -> Iterator[Sought]:
    """What each of a rule's OVAL checks looks for."""
    for check in checks_of(rule):
        if check.system != OVAL_SYSTEM:
            continue
        for reference in check.contents:
            document = source.oval(reference.href)
            if document is None:
                continue
            sought = Sought(document, bound(check.exports, policy.contents))
            for name in (reference.name,) if reference.name else document.definitions:
                sought.definition(name)
            yield sought
            break


def _by_place(marked: Iterable[Need], values: Mapping[str, str]) -> dict[str, Need]:
    found = {}
    for need in marked:
        if need.kind == "kubernetes":
            try:
                found[place(need, values)] = need
            except ValueError:
                # whoever collects says what is wrong with it
                continue
    return found


def _as_marked(need: Need, named: Mapping[str, Need]) -> Need | None:
    """A path that a check reads as what must be collected for it: an answer by its API path. None for what has none."""
    if need.kind == "fact" or not need.key.startswith((f"{ROOT}/", AWS)):
        return need
    if need.kind != "file":
        return None
    if need.key in named:
        return named[need.key]._replace(rules=need.rules)
    path = need.key.removeprefix(ROOT)
    if path.startswith(KUBELET):
        return Need("kubernetes", CONFIGZ, "", (("dump", path),), need.rules)
    return Need("kubernetes", path, rules=need.rules) if _API.fullmatch(path) else None


def _is_lost(need: Need, named: Mapping[str, Need]) -> bool:
    """Whether a check reads an answer of which nobody knows how to ask for it."""
    return need.kind == "file" and need.key.startswith(f"{ROOT}/") and _as_marked(need, named) is None


def _settled(needs: Sequence[Need]) -> tuple[Need, ...]:
    """Each need once; what one rule looks at from outside and another reads is read."""
    read = {(need.kind, need.key) for need in needs if not need.arguments}
    unread = ((UNREAD,),)
    return joined(
        need._replace(arguments=()) if need.arguments in unread and (need.kind, need.key) in read else need
        for need in needs
    )
