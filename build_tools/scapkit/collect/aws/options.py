"""What the user says about the account and the cluster."""

import re
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
