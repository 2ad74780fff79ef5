"""The rights that the calls take, as IAM names them."""

from collections.abc import Iterable

from scapkit.collect.aws.plan import needed

# works whoever asks, and whatever is denied
_FREE = "sts:GetCallerIdentity"


def actions(calls: Iterable[str] | None = None) -> tuple[str, ...]:
    """The actions of an IAM policy that suffices for some calls (`service:Operation`), or for all; sorted.

    Those that the calls draw from are among them; calls that are not known are not.
    """
    found = (each for name, each in needed(calls).items() if name != _FREE)
    return tuple(sorted({f"{each.service.prefix or each.service.name}:{each.call.operation}" for each in found}))
