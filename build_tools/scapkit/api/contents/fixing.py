"""The remediations of a profile as one script."""

from typing import NamedTuple

from scapkit.api.files.naming import named
from scapkit.problem import Problems, invalid
from scapkit.registry import discover
from scapkit.report.contents.remedies import Remedies, fix_for, make_remedies
from scapkit.report.protocol import Script
from scapkit.xccdf.make_policy import make_policy
from scapkit.xccdf.policy import Policy
from scapkit.xccdf.profiles import find_profile
from scapkit.xmlio.content import open_content

SCRIPTS = "scapkit.report.scripts"


class Fixed(NamedTuple):
    """A script, what is in it and what is not, and warnings about fixes that could not be used."""

    data: bytes
    remedies: Remedies
    warnings: Problems


def fix(file: str, profile: str, name: str) -> Fixed:
    """The fixes of a profile's selected rules, its id short or whole, as a script in the named format.

    Raises Invalid: unknown-format, unknown-profile, and no-fix where no selected rule has a fix of this kind.
    """
    script: Script = named(SCRIPTS, "SCRIPT", name, "format")
    benchmark = open_content(file).benchmark
    policy = make_policy(benchmark, find_profile(benchmark, None, profile, file), file)
    remedies, problems = make_remedies(policy, script.system, file)
    data, remedies, more = script.render(remedies, file)
    if not remedies.remedies:
        raise invalid(file, "no-fix", f"no selected rule has a fix for {name}", hint=_others(policy))
    return Fixed(data, remedies, (*problems, *more))


def _others(policy: Policy) -> str:
    scripts: dict[str, Script] = discover(SCRIPTS, "SCRIPT")
    rules = [rule for rule in policy.rules if rule.id in policy.selected]
    names = [name for name, each in scripts.items() if any(fix_for(rule, each.system) for rule in rules)]
    return f"there are fixes for {', '.join(names)}" if names else "this profile has no fixes at all"
