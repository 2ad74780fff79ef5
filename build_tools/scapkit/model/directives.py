"""What OVAL results report, and how fully (OVAL 5.11 results schema, DirectivesType and ClassDirectivesType)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from scapkit.model.results import Result


class Directive(NamedTuple):
    """Whether definitions of one result are reported, and with or without (thin) what led to it."""

    reported: bool = True
    full: bool = True


ALL_FULL: Mapping[Result, Directive] = MappingProxyType(dict.fromkeys(Result, Directive()))
ALL_THIN: Mapping[Result, Directive] = MappingProxyType(dict.fromkeys(Result, Directive(full=False)))


class Directives(NamedTuple):
    """A directive for each result; those of a class of definitions stand in for the default ones.

    `source` and `syschar` say whether the definitions and what was collected stand in the results.
    """

    default: Mapping[Result, Directive] = ALL_FULL
    classes: Mapping[str, Mapping[Result, Directive]] = MappingProxyType({})
    source: bool = True
    syschar: bool = True

    def of(self, class_: str, result: Result) -> Directive:
        """The directive for a definition of a class that came to a result."""
        return self.classes.get(class_, self.default)[result]


FULL = Directives()
THIN = Directives(ALL_THIN, syschar=False)
