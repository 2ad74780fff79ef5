"""What differs between two runs without anything having changed, taken out of texts before they are compared."""

import re

_TIME = r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:\s?(?:Z|UTC|[+-]\d\d:?\d\d))?"
# the letters and digits of which Kubernetes makes names; a Pod of a ReplicaSet or CronJob ends in two such parts
_MADE = "[bcdfghjklmnpqrstvwxz2456789]"
_POD = rf"(?<=[a-z0-9])-(?:{_MADE}{{6,10}}|\d{{8}})-{_MADE}{{5}}(?![\w-])"
_VERSION = r"(?i:(resource_?version|generation|observedGeneration)\b[\"']?\s*[:=]\s*[\"']?)\w+"
_REQUEST = r"(?i:(request[ -]?id)\b\W{0,4})[0-9a-f-]{8,}"
_TOOK = r"\b(after|in|took|within) \d+(?:\.\d+)? ?(?:ms|s|seconds?|minutes?)\b"
_FILTER = r"(#)[0-9a-f]{64}(?![0-9a-f])"
_NOISE = re.compile(f"(?P<time>{_TIME})|(?P<pod>{_POD})|{_VERSION}|{_REQUEST}|{_TOOK}|{_FILTER}", re.ASCII)
MARK = "*"


def stable(text: str) -> str:
    """A text in which what differs between any two runs is `*`: times, versions of API objects, ids of requests,
    durations, hashes of filters and made-up names of Pods.
    """
    return " ".join(_NOISE.sub(_marked, text).split())


def _marked(found: "re.Match[str]") -> str:
    if found["pod"]:
        return f"-{MARK}"
    return f"{next((each for each in found.groups()[2:] if each), '')}{MARK}"
