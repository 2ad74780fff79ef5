"""What an error of the AWS API means for a requirement."""

_NOT_FOUND = frozenset({"NoSuchEntity", "LoadBalancerNotFound", "AccessPointNotFound"})
_FORBIDDEN = ("AccessDenied", "UnauthorizedOperation", "Client.UnauthorizedOperation", "NotAuthorized")
_THROTTLED = (
    "Throttling",
    "Throttled",
    "RequestThrottled",
    "RequestLimitExceeded",
    "TooManyRequests",
    "PriorRequestNotComplete",
    "SlowDown",
    "BandwidthLimitExceeded",
)


def status_of(code: str) -> str:
    """The status of a requirement for the code of an error."""
    if code.startswith(_FORBIDDEN):
        return "forbidden"
    if code.startswith(_THROTTLED):
        return "throttled"
    if code in _NOT_FOUND or code.endswith("NotFoundException") or (code.startswith("Invalid") and ".NotFound" in code):
        return "not-found"
    return "error"
