"""Extensions by the names that users give them."""

from collections.abc import Iterable
from typing import Any

from scapkit.problem import did_you_mean, invalid
from scapkit.registry import find, module_names


def named(package: str, constant: str, name: str, what: str, others: Iterable[str] = ()) -> Any:
    """The extension of that name, or Invalid, naming those there are and others that mean something here."""
    found = find(package, constant, name)
    if found is None:
        known = sorted((*module_names(package), *others))
        message = f"no {what} {name}; there are: {', '.join(known)}"
        raise invalid(f"--{what}", f"unknown-{what}", message, hint=did_you_mean(name, known))
    return found
