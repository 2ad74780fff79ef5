"""Where in AWS an asset is, as its facts tell, and the names of findings on it that stay the same from run to run."""

import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import NamedTuple

from scapkit.names import short_id
from scapkit.report.html.page import inert
from scapkit.report.views.shown import ReportView, RuleView
from scapkit.report.views.told import named

ACCOUNT = re.compile(r"\d{12}\Z", re.ASCII)
REGION = re.compile(r"(?=.{1,16}\Z)[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}\Z", re.ASCII)
ARN = re.compile(r"arn:(aws[a-z-]*):[a-z0-9-]+:([a-z0-9-]*):(\d{12}):\S{1,1000}\Z", re.ASCII)
INSTANCE = re.compile(r"\bi-[0-9a-f]{8,17}\Z", re.ASCII)
ZONE = re.compile(r"aws:///([a-z0-9-]+?)[a-z]/", re.ASCII)
PARTITIONS = (("cn-", "aws-cn"), ("us-gov-", "aws-us-gov"), ("us-iso-", "aws-iso"), ("us-isob-", "aws-iso-b"))
CLUSTER, INSTANCE_KIND, OTHER = "AwsEksCluster", "AwsEc2Instance", "Other"
MAX_ID = 512


class Place(NamedTuple):
    """An asset in AWS; account and region are empty where nothing tells them.

    `kind` is AwsEksCluster, AwsEc2Instance or Other (Security Hub's words), `id` the ARN, or for Other a name.
    """

    account: str
    region: str
    partition: str
    kind: str
    id: str


def place_of(view: ReportView) -> Place:
    """Where a view's asset is."""
    return place(dict(view.facts), view.target)


def place(facts: Mapping[str, str], name: str = "") -> Place:
    """Where an asset is, by the facts account, region, arn, instance and provider of its dump."""
    arn = ARN.match(facts.get("arn", ""))
    account = facts.get("account", "") or (arn[3] if arn else "")
    zone = ZONE.match(facts.get("provider", ""))
    region = facts.get("region", "") or (arn[2] if arn else "") or (zone[1] if zone else "")
    account, region = account if ACCOUNT.match(account) else "", region if REGION.match(region) else ""
    partition = arn[1] if arn else next((name for start, name in PARTITIONS if region.startswith(start)), "aws")
    instance = INSTANCE.search(facts.get("instance", "") or facts.get("provider", ""))
    if arn and ":eks:" in arn[0]:
        return Place(account, region, partition, CLUSTER, arn[0])
    if instance and account and region:
        own = f"arn:{partition}:ec2:{region}:{account}:instance/{instance[0]}"
        return Place(account, region, partition, INSTANCE_KIND, own)
    # a name that assets of other accounts, regions and clusters do not have
    parts = (account, region, facts.get("cluster", ""), name)
    return Place(account, region, partition, OTHER, inert("/".join(filter(None, parts))).strip() or "unknown")


def findings(view: ReportView) -> Iterator[tuple[str, RuleView]]:
    """The rules with what a finding of each is called in every run: asset, benchmark, profile and rule."""
    profile = short_id(view.profile_id) or "all"
    above = (place_of(view).id, short_id(view.benchmark_id), profile)
    for name, rule in named(view.rules):
        yield _held(inert("/".join((*above, name)))), rule


def _held(name: str) -> str:
    """A name of at most 512 characters: of a longer one its digest tells what was cut."""
    if len(name) <= MAX_ID:
        return name
    digest = sha256(name.encode()).hexdigest()
    return f"{name[: MAX_ID - len(digest) - 1]}-{digest}"
