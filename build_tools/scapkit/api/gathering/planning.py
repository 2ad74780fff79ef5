"""What must be collected for a profile, and the rights that it takes."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from scapkit.api.evaluating.tailored import find_tailoring
from scapkit.collect.answers import raw_place
from scapkit.collect.need import Need, joined
from scapkit.collect.plan import Plan, make_plan
from scapkit.dumps.tree import API_ROOTS
from scapkit.model.xccdf import Profile, Tailoring
from scapkit.names import short_id
from scapkit.problem import Problem, Problems, did_you_mean, invalid
from scapkit.span import Span
from scapkit.xccdf.make_policy import make_policy
from scapkit.xccdf.profiles import family, find_profile, selectable
from scapkit.xmlio.content import Content, open_content

_ROOT = f"/{API_ROOTS[0]}"
MAX_FILTER = 60
"""How much of a filter people are shown; programs get it whole."""


class Planned(NamedTuple):
    """A plan for profiles of a content file, and what it cannot tell.

    `kin` are the short ids of profiles that were not named, though a whole cluster takes them besides those that were.
    """

    plan: Plan
    problems: Problems
    file: str = ""
    kin: tuple[str, ...] = ()

    @property
    def needs(self) -> tuple[Need, ...]:
        """The needs."""
        return self.plan.needs


def plan(file: str, profile: str = "", tailoring: str = "") -> Planned:
    """The plan for a profile, or for a benchmark's own selection; raises Invalid as an evaluation would."""
    return plan_all(file, (profile,), tailoring)


def plan_all(file: str, profiles: Sequence[str], tailoring: str = "") -> Planned:
    """The plan for several profiles: their needs together, and the values of the first before others'.

    Raises Invalid as `plan` does.
    """
    content = open_content(file)
    tailored = find_tailoring(content, tailoring, "")
    found = [_profile(content, tailored, each) for each in profiles]
    named = [each.id for each in found if each]
    whole = {each.id for one in named for each in family(content.bare_benchmark, tailored, one, file)}
    kin = tuple(sorted(short_id(each) for each in whole.difference(named)))
    return _together([_planned(content, tailored, each) for each in found], file)._replace(kin=kin)


def plan_family(file: str, profile: str = "", tailoring: str = "") -> Planned:
    """The plan for all profiles that one stands for, as `plan_all` makes it."""
    content = open_content(file)
    tailored = find_tailoring(content, tailoring, "")
    first = _profile(content, tailored, profile)
    profiles = family(content.bare_benchmark, tailored, first.id, file) if first else (None,)
    return _together([_planned(content, tailored, each) for each in profiles], file)


def _together(plans: Sequence[Planned], file: str) -> Planned:
    if len(plans) == 1:
        return plans[0]
    made = [each.plan for each in plans]
    values = {name: value for each in reversed(made) for name, value in each.values.items()}
    unknown = tuple(dict.fromkeys(one for each in made for one in each.unknown))
    unmarked = tuple(dict.fromkeys(one for each in made for one in each.unmarked))
    whole = Plan(joined(need for each in made for need in each.needs), values, unknown, unmarked)
    return Planned(whole, tuple(dict.fromkeys(one for each in plans for one in each.problems)), file)


def _planned(content: Content, tailored: Tailoring | None, found: Profile | None) -> Planned:
    file = content.file
    policy = make_policy(content.benchmark, found, file)
    if not policy.selected:
        known = ", ".join(short_id(each) for each in selectable(content.bare_benchmark, tailored))
        raise invalid(file, "nothing-selected", "no rule is selected", hint=f"profiles to choose from: {known}")
    made = make_plan(content, policy)
    return Planned(made, tuple(_problems(made, file)), file)


def _profile(content: Content, tailoring: Tailoring | None, profile: str) -> Profile | None:
    if not profile and tailoring and len(tailoring.profiles) == 1:
        profile = tailoring.profiles[0].id
    return find_profile(content.bare_benchmark, tailoring, profile, content.file)


def _problems(made: Plan, file: str) -> list[Problem]:
    found = [_unplanned(made, file)] if made.unknown else []
    found += [
        Problem(
            Span(file), "unmarked-answer", f"{rule}: reads {path}, and nothing says how to ask for it", "", "warning"
        )
        for rule, path in made.unmarked
    ]
    found += _unknown_calls(made, file)
    for need in made.needs:
        if need.kind == "kubernetes" and isinstance(wrong := path_of(need, made.values), ValueError):
            message = f"{need.rules[0]}: {need.key} is no path: {wrong}"
            found.append(Problem(Span(file), "bad-path-template", message, "", "warning"))
    return found


def _unplanned(made: Plan, file: str) -> Problem:
    """All objects that cannot be planned in one note, as there may be dozens."""
    (rule, name), rules = made.unknown[0], {rule for rule, _ in made.unknown}
    message = (
        f"{len(made.unknown)} objects of {len(rules)} rules look where only other evidence says, as {name} of {rule}"
    )
    return Problem(Span(file), "unplanned-object", message, "scapkit plan --json names them", "note")


def _unknown_calls(made: Plan, file: str) -> Iterator[Problem]:
    calls = [need for need in made.needs if need.kind == "aws"]
    if not calls:
        return
    from scapkit.collect.aws.plan import every_call

    known = every_call()
    for need in calls:
        if need.key not in known:
            message = f"{need.rules[0]}: {need.key} is no call that scapkit makes"
            yield Problem(Span(file), "unknown-aws-call", message, did_you_mean(need.key, known), "warning")


def unplanned_kin(planned: Planned) -> Problems:
    """A note where the rights of a whole cluster take profiles that were not named."""
    if not planned.kin:
        return ()
    message = f"these rights are not enough for a whole cluster, which takes those for {', '.join(planned.kin)} too"
    hint = f"add {' '.join(f'--profile {each}' for each in planned.kin)} for scapkit collect eks"
    return (Problem(Span(planned.file), "unplanned-profile", message, hint, "note"),)


def path_of(need: Need, values: Mapping[str, str]) -> str | ValueError:
    """The API path of a need with its variables put in, or what is wrong with it."""
    try:
        return raw_place(need, values).removeprefix(_ROOT)
    except ValueError as error:
        return error


def api_paths(planned: Planned) -> tuple[str, ...]:
    """The API paths, each once, sorted."""
    found = (path_of(need, planned.plan.values) for need in planned.needs if need.kind == "kubernetes")
    return tuple(sorted({each for each in found if isinstance(each, str) and each != "/"}))


def as_json(planned: Planned) -> bytes:
    """The needs for programs."""
    needs = [_members(need, planned.plan.values) for need in planned.needs]
    unknown = [{"rule": rule, "object": name} for rule, name in planned.plan.unknown]
    return (json.dumps({"version": 1, "needs": needs, "unknown": unknown}, indent=2) + "\n").encode()


def _members(need: Need, values: Mapping[str, str]) -> Mapping[str, Any]:
    members: dict[str, Any] = {"kind": need.kind, "key": need.key}
    if need.kind == "kubernetes" and isinstance(path := path_of(need, values), str):
        members["path"] = path
    if need.filter:
        members["filter"] = need.filter
    if need.arguments:
        members["arguments"] = dict(need.arguments)
    return {**members, "rules": list(need.rules)}


def as_table(planned: Planned) -> bytes:
    """The needs for people: kind, what, and how many rules and platforms need it."""
    rows = [(need.kind, _shown(need, planned.plan.values), len(need.rules)) for need in planned.needs]
    lines = [f"{kind:10}  {rules:5}  {text}\n" for kind, text, rules in rows]
    return "".join([f"{'KIND':10}  {'RULES':>5}  WHAT\n", *lines]).encode()


def _shown(need: Need, values: Mapping[str, str]) -> str:
    path = path_of(need, values) if need.kind == "kubernetes" else need.key
    text = path if isinstance(path, str) else need.key
    if need.filter:
        program = " ".join(need.filter.split())
        text += f" | {program if len(program) <= MAX_FILTER else f'{program[:MAX_FILTER]}...'}"
    return text + "".join(" (metadata)" for name, value in need.arguments if (name, value) == ("content", "no"))


def as_iam_policy(planned: Planned) -> bytes:
    """An IAM policy as JSON; raises Invalid (nothing-to-allow) where no AWS call is needed."""
    from scapkit.collect.aws.iam import actions
    from scapkit.collect.aws.plan import every_call

    calls = every_call().keys() & {need.key for need in planned.needs if need.kind == "aws"}
    if not calls:
        raise invalid(planned.file, "nothing-to-allow", "the profile needs no AWS call")
    statement = {"Effect": "Allow", "Action": list(actions(calls)), "Resource": "*"}
    return (json.dumps({"Version": "2012-10-17", "Statement": [statement]}, indent=2) + "\n").encode()


def as_rbac(planned: Planned) -> bytes:
    """A ClusterRole, and a Role for each namespace that is named, as YAML; raises Invalid: nothing-to-allow."""
    import yaml

    from scapkit.collect.rbac import manifests

    paths = api_paths(planned)
    if not paths:
        raise invalid(planned.file, "nothing-to-allow", "the profile needs nothing of the Kubernetes API")
    return yaml.safe_dump_all(manifests(paths), sort_keys=False).encode()


def as_node_paths(planned: Planned) -> tuple[bytes, Problems]:
    """Paths for `tar -T`, one a line, and what tar cannot take."""
    from scapkit.collect.node_paths import node_paths

    paths, left = node_paths(planned.needs)
    problems = tuple(_left(need, planned.file) for need in left)
    return "".join(f"{path}\n" for path in paths).encode(), problems


def _left(need: Need, file: str) -> Problem:
    message = f"{need.key} is left out: tar would take all of its content; leave out {', '.join(need.rules)} in judging"
    return Problem(Span(file), "endless-folder", message, "scapkit collect node takes what is needed", "warning")
