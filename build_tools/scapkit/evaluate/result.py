"""The TestResult around the rules' results: scores, target, facts and where the profile came from."""

import re
from collections.abc import Iterable

from scapkit import __version__
from scapkit.evaluate.protocol import Scoring, Source
from scapkit.model.dump import Asset, Manifest
from scapkit.model.results import RuleOutcome, RuleResult, Score, TestResult
from scapkit.model.xccdf import Tailoring
from scapkit.names import short_id, xccdf_id
from scapkit.registry import find
from scapkit.xccdf.policy import Policy

IDENTIFIER = "urn:xccdf:fact:asset:identifier:"
FACT = "urn:scapkit:fact:"
SCORING_PREFIX = "urn:xccdf:scoring:"
# How addresses are written; an asset may have others, such as the URL of a cluster
_FORMS = (
    ("ipv4", re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}")),
    ("ipv6", re.compile(r"(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f.]*")),
)
_FAILING = frozenset({RuleOutcome.FAIL, RuleOutcome.ERROR, RuleOutcome.UNKNOWN})


def make_test_result(
    source: Source,
    policy: Policy,
    asset: Asset,
    results: tuple[RuleResult, ...],
    times: tuple[str, str],
    platforms: tuple[str, ...] = (),
    tailoring: Tailoring | None = None,
    manifest: Manifest | None = None,
) -> TestResult:
    """The whole TestResult; `times` are start and end (RFC 3339), `platforms` the names that the target has.

    `manifest` tells by whom and when the evidence was collected.
    """
    profile_id = policy.profile.id if policy.profile else ""
    return TestResult(
        id=xccdf_id("scapkit", "testresult", short_id(profile_id) or "default"),
        benchmark_id=policy.benchmark.id,
        benchmark_href=source.benchmark_href,
        benchmark_version=policy.benchmark.version,
        title="scapkit result",
        profile_id=profile_id,
        target=asset.name or "unknown",
        start_time=times[0],
        end_time=times[1],
        rule_results=results,
        scores=scores_of(policy, results),
        set_values=tuple((name, policy.lists.get(name, text)) for name, text in policy.values.items()),
        platforms=platforms,
        target_addresses=asset.addresses,
        target_facts=_facts(asset, manifest),
        tailoring=_origin(policy, tailoring),
        test_system=f"cpe:/a:scapkit:scapkit:{__version__}",
    )


def _facts(asset: Asset, manifest: Manifest | None) -> tuple[tuple[str, str, str], ...]:
    """Facts by URN, as name, type and value (NIST IR 7275r4, 6.6.3)."""
    kind = (("kind", asset.kind),) if asset.kind else ()
    told = (("collector", manifest.collector), ("collected", manifest.finished)) if manifest else ()
    return (
        ("urn:xccdf:fact:scanner:name", "string", "scapkit"),
        ("urn:xccdf:fact:scanner:version", "string", __version__),
        *((f"{IDENTIFIER}{name}", "string", value) for name, value in _identifiers(asset)),
        *((_urn(name), "string", value) for name, value in (*kind, *asset.facts, *told) if value),
    )


def _identifiers(asset: Asset) -> dict[tuple[str, str], None]:
    """What identifies the asset under the standard's own names of facts (NIST IR 7275r4, table 29)."""
    host_name = dict(asset.facts).get("host_name", "")
    names = [("host_name", host_name), ("fqdn", host_name if "." in host_name else "")]
    addresses = [(kind, each) for each in asset.addresses for kind, form in _FORMS if form.fullmatch(each)]
    macs = [("mac", each.mac) for each in asset.interfaces]
    return {each: None for each in (*names, *addresses, *macs) if each[1]}


def _urn(name: str) -> str:
    from urllib.parse import quote

    return f"{FACT}{quote(name, safe='')}"


def _origin(policy: Policy, tailoring: Tailoring | None) -> tuple[str, str, str, str] | None:
    """The tailoring that the profile came from: href, id, version and the version's time."""
    if tailoring is None or policy.profile is None:
        return None
    if policy.profile.id not in (profile.id for profile in tailoring.profiles):
        return None
    return (tailoring.href, tailoring.id, tailoring.version, tailoring.version_time)


def scores_of(policy: Policy, results: Iterable[RuleResult]) -> tuple[Score, ...]:
    """The default score and those of the models that the benchmark suggests; unknown models give none."""
    outcomes: dict[str, list[RuleOutcome]] = {}
    for result in results:
        outcomes.setdefault(result.rule_id, []).append(result.outcome)
    found: list[Score] = []
    for uri in dict.fromkeys((f"{SCORING_PREFIX}default", *policy.benchmark.models)):
        name = uri.removeprefix(SCORING_PREFIX)
        model: Scoring | None = find("scapkit.evaluate.scoring", "SCORING", name) if name != uri else None
        if model is not None:
            found.append(model.score(policy, outcomes))
    return tuple(found)


def outcome_code(result: TestResult) -> int:
    """The exit code: 0 where no rule failed, erred or stayed unknown, else 2."""
    return 2 if any(each.outcome in _FAILING for each in result.rule_results) else 0
