"""What the checks of rules find in a dump, or in those of a collection, for people who are asked about them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from scapkit.api.evaluating.choosing import Candidate, choose
from scapkit.api.evaluating.fleet import assets_of, candidates_of
from scapkit.api.evaluating.judging import Judged, Means, judge_dump
from scapkit.api.evaluating.options import EvaluateOptions
from scapkit.api.evaluating.tailored import policy_of
from scapkit.dumps.collection import dumps_at
from scapkit.dumps.open import open_dump
from scapkit.oval.evidence import Evidence
from scapkit.problem import did_you_mean, invalid
from scapkit.report.views.found import found
from scapkit.wildcards import covers
from scapkit.xccdf.policy import Policy

MAX_GROUPS = 10
MAX_NAMES = 20


class Found(NamedTuple):
    """What was judged: the names of the assets, the policies that they were judged by, and lines by rule."""

    assets: tuple[str, ...]
    policies: tuple[Policy, ...]
    lines: Mapping[str, tuple[str, ...]]


def found_in(means: Means, options: EvaluateOptions, asset: str, now: str) -> Found:
    """What is found in the dump or collection of the options, about the assets that a pattern names, or all.

    Raises Invalid for what cannot be judged, and where there is no such asset.
    """
    seen: list[str] = []
    names: list[str] = []
    policies: dict[int, Policy] = {}
    by_rule: dict[str, dict[str, tuple[str, ...]]] = {}
    for name, judged in _judged(means, options, asset, now, seen):
        names.append(name)
        policies[id(judged.policy)] = judged.policy
        for rule in judged.view().rules:
            by_rule.setdefault(rule.text.id, {})[name] = found(rule)
    if not names:
        message = f"no asset {asset} in it that the profile is for" if asset else "the profile is for no asset in it"
        hint = did_you_mean(asset, seen) or f"there are {_listed(sorted(seen), MAX_NAMES)}"
        raise invalid(options.dump, "unknown-asset", message, hint=hint)
    lines = {rule_id: tuple(told(each, len(names) > 1)) for rule_id, each in by_rule.items()}
    return Found(tuple(names), tuple(policies.values()), lines)


def _judged(
    means: Means, options: EvaluateOptions, asset: str, now: str, seen: list[str]
) -> Iterator[tuple[str, Judged]]:
    """The assets that a pattern names, judged one after the other; `seen` gets the names of all."""
    candidates = _candidates(means, options)
    for place in assets_of([options.dump]).places:
        dump = open_dump(place.path)
        try:
            name = dump.asset.name
            seen.append(name)
            if asset and name != asset and not covers(asset, name):
                continue
            evidence = Evidence(dump)
            policy = candidates[0].policy if len(candidates) == 1 else choose(candidates, evidence, now).policy
            if policy is not None:
                yield name, judge_dump(means, policy, evidence, options._replace(dump=place.path), now)
        finally:
            dump.close()


def _candidates(means: Means, options: EvaluateOptions) -> tuple[Candidate, ...]:
    """The profile itself for one dump, it and its family for a collection."""
    if dumps_at(options.dump) is not None:
        return candidates_of(options, means, [options.profile])
    return (Candidate(means.content, policy_of(means.content, means.tailoring, options.profile)),)


def told(by_asset: Mapping[str, Sequence[str]], with_names: bool) -> Iterator[str]:
    """The lines about one rule; assets of which the same is found are named together."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for name, lines in by_asset.items():
        groups.setdefault(tuple(lines), []).append(name)
    for lines, names in list(groups.items())[:MAX_GROUPS]:
        if with_names:
            yield f"{_listed(names, MAX_GROUPS)}:"
        yield from (f"  {line}" if with_names else line for line in lines)
    left_out = sum(len(names) for names in list(groups.values())[MAX_GROUPS:])
    if left_out:
        yield f"... and {left_out} more assets (--asset shows one)"


def _listed(names: Sequence[str], limit: int) -> str:
    more = f" and {len(names) - limit} more" if len(names) > limit else ""
    return f"{', '.join(names[:limit])}{more}"
