"""Parts of OVAL that lead back to themselves: nobody could evaluate them."""

from collections.abc import Iterator, Mapping

from scapkit.build.unit import Key, Part
from scapkit.circles import chain, circles
from scapkit.problem import Problem


def cycles(parts: Mapping[Key, Part]) -> Iterator[Problem]:
    """A problem at every reference that closes a circle; each part and each reference is looked at once."""
    for need, keys in circles({key: part.needs for key, part in parts.items()}, lambda need: need.key):
        names = chain([name for _, name in keys])
        yield Problem(need.span, "cyclic-reference", f"{need.element} leads back to {need.key[1]}: {names}")
