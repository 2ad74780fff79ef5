"""What argparse does with values of options, made strict: none is empty, and one that counts is given once."""

from argparse import Action, ArgumentError, ArgumentParser, Namespace
from collections.abc import Sequence
from typing import Any

SEEN = "_seen"


def _refuse_empty(action: Action, values: str | Sequence[Any] | None) -> None:
    given = [values] if isinstance(values, str) else values or ()
    if "" in given and not (action.nargs == "?" and not action.option_strings):
        raise ArgumentError(action, "the value is empty")


class Once(Action):
    """Stores a value, which an option takes once."""

    def __call__(
        self,
        parser: ArgumentParser,
        namespace: Namespace,
        values: str | Sequence[Any] | None,
        option: str | None = None,
    ) -> None:
        """Keep the value; raises ArgumentError for an empty one and for a second."""
        _refuse_empty(self, values)
        seen: set[str] = vars(parser).setdefault(SEEN, set())
        if option and self.dest in seen:
            raise ArgumentError(self, "is given twice, and takes one value")
        seen.add(self.dest)
        setattr(namespace, self.dest, values)


class Each(Action):
    """Appends a value to those before."""

    def __call__(
        self,
        _parser: ArgumentParser,
        namespace: Namespace,
        values: str | Sequence[Any] | None,
        _option: str | None = None,
    ) -> None:
        """Keep the value with the others; raises ArgumentError for an empty one."""
        _refuse_empty(self, values)
        setattr(namespace, self.dest, [*(getattr(namespace, self.dest) or ()), values])
