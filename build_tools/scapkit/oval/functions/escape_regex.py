"""escape_regex: values as patterns that match them literally (OVAL 5.11.2, EscapeRegexFunctionType)."""

from collections.abc import Mapping, Sequence

from scapkit.oval.operands import only
from scapkit.oval.protocols import Function

# The standard lists these and no others: a dash or a slash stays as it is.
_ESCAPES = str.maketrans({character: "\\" + character for character in "^$\\.[](){}*+?|"})


def escape_regex(_attributes: Mapping[str, str], arguments: Sequence[Sequence[str]]) -> Sequence[str]:
    """Each value with a backslash before every metacharacter."""
    return [value.translate(_ESCAPES) for value in only(arguments)]


FUNCTION = Function("escape_regex", escape_regex)
