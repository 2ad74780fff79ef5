"""What a server says of itself: that it is a Kubernetes API at all, and which version."""

import json
from typing import NamedTuple

from scapkit.collect.kubernetes.access import Access
from scapkit.collect.kubernetes.connection import UNTRUSTED
from scapkit.collect.kubernetes.fetch import Ask
from scapkit.collect.kubernetes.outcomes import outcome_of
from scapkit.collect.kubernetes.patience import BUSY, Patience, persist
from scapkit.model.dump import Asset
from scapkit.problem import invalid

VERSION = "/version"
REFUSALS = (401, 403)
FIRST = 3
"""As often is asked for a connection before somebody is told that there is none."""


class Version(NamedTuple):
    """As `/version` has it; empty where it may not be asked."""

    git: str = ""
    minor: str = ""


def find_version(ask: Ask, access: Access, patience: Patience) -> Version:
    """The server's version. Raises Invalid: unreachable-cluster, not-kubernetes.

    A 404 of something else than a Kubernetes API would be taken for evidence of absence, so this comes first.
    """
    answer = persist(lambda: ask(VERSION, "application/json"), patience._replace(attempts=FIRST))
    if answer.code in BUSY:
        answer = persist(lambda: ask(VERSION, "application/json"), patience)
    outcome = outcome_of(answer)
    if answer.code in REFUSALS:
        return Version()
    if answer.fault or outcome.status == "throttled" or answer.code >= 500:
        hint = "see certificate-authority in the kubeconfig" if answer.fault == UNTRUSTED else ""
        message = f"{access.server}: {outcome.message or f'HTTP {answer.code}'}"
        raise invalid(access.source, "unreachable-cluster", message, hint=hint)
    try:
        found = json.loads(answer.body)
        version = Version(str(found["gitVersion"]), f"{found['major']}.{found['minor']}".strip("+"))
    except (ValueError, RecursionError, LookupError, TypeError):
        version = Version()
    if answer.code != 200 or not version.git:
        message = f"{access.server} is no Kubernetes API: it gives no version (HTTP {answer.code})"
        raise invalid(access.source, "not-kubernetes", message)
    return version


def asset_of(access: Access, name: str, version: Version) -> Asset:
    """The cluster as an asset, before (`Version()`) or after its version is known."""
    arn = access.cluster.split(":") if access.cluster.startswith("arn:") and access.cluster.count(":") == 5 else []
    own = arn[5].rpartition("/")[2] if arn else access.cluster
    facts = {"version": version.minor}
    if arn:
        facts |= {"account": arn[4], "arn": access.cluster, "region": arn[3]}
    is_eks = bool(arn) or "-eks-" in version.git or ".eks.amazonaws.com" in access.server
    known = tuple(sorted((key, value) for key, value in facts.items() if value))
    return Asset(name or own, "eks-cluster" if is_eks else "kubernetes-cluster", (access.server,), known)
