"""What a profile changes (NIST IR 7275r4, 6.5.3)."""

from typing import NamedTuple

# What a Value has: a text, or a list of texts (complex-value, which may be empty).
Content = str | tuple[str, ...]


class Select(NamedTuple):
    """Take in or leave out a rule, a group or a cluster."""

    idref: str
    selected: bool


class SetValue(NamedTuple):
    """Give a Value this value; a list is a set-complex-value."""

    idref: str
    value: Content


class RefineValue(NamedTuple):
    """Choose among a Value's alternatives."""

    idref: str
    selector: str = ""
    operator: str = ""


class RefineRule(NamedTuple):
    """Change a rule's or group's properties."""

    idref: str
    weight: str = ""
    selector: str = ""
    severity: str = ""
    role: str = ""


Refinement = Select | SetValue | RefineValue | RefineRule
