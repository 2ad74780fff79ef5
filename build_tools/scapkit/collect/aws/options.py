"""What the user says about the account and the cluster."""

import re
from argparse import ArgumentParser, Namespace
from typing import NamedTuple
from urllib.parse import urlsplit

from scapkit.problem import invalid

_CLUSTER = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,99}")
ATTEMPTS = 8


class Options(NamedTuple):
    """`region` and `profile` are those of the user's configuration where they are empty; `attempts` is per request."""

    cluster: str
    region: str = ""
    profile: str = ""
    role_arn: str = ""
    external_id: str = ""
    endpoint_url: str = ""
    attempts: int = ATTEMPTS


def add_options(parser: ArgumentParser) -> None:
    """Which cluster, and who asks."""
    add = parser.add_argument
    add("--cluster", required=True, metavar="NAME", help="the EKS cluster")
    add("--region", default="", metavar="REGION", help="the cluster's region; else the configured one")
    add("--aws-profile", default="", metavar="NAME", help="a profile of the AWS configuration")
    add("--role-arn", default="", metavar="ARN", help="a role to assume")
    add("--external-id", default="", metavar="ID", help="what the role's trust policy asks for")
    add("--endpoint-url", default="", metavar="URL", help="ask this server in place of AWS")


def options_of(given: Namespace) -> Options:
    """What these options were given."""
    return Options(
        given.cluster, given.region, given.aws_profile, given.role_arn, given.external_id, given.endpoint_url
    )


def check(options: Options) -> None:
    """Raises Invalid: bad-cluster-name, bad-endpoint."""
    if not _CLUSTER.fullmatch(options.cluster):
        message = f"{options.cluster!r} is no name of an EKS cluster"
        raise invalid("--cluster", "bad-cluster-name", message, hint="letters, digits, hyphens and underscores")
    if not options.endpoint_url:
        return
    try:
        url = urlsplit(options.endpoint_url)
        good = url.scheme in ("http", "https") and bool(url.hostname) and (url.port or 1) > 0 and "@" not in url.netloc
    except ValueError:
        good = False
    if not good:
        message = "must be http or https with a host and without user and password"
        raise invalid("--endpoint-url", "bad-endpoint", message, hint="as in http://localhost:5000")
