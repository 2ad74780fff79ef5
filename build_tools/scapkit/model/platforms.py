"""Expressions over CPE names (CPE Applicability Language 2.3, NIST IR 7698)."""

from typing import NamedTuple


class FactRef(NamedTuple):
    """A CPE name that must match (CPE Applicability Language 2.3)."""

    name: str


class CheckFactRef(NamedTuple):
    """A check that must hold."""

    system: str
    href: str
    id_ref: str


class LogicalTest(NamedTuple):
    """Operator AND or OR over facts, checks and inner tests."""

    operator: str
    negate: bool
    children: tuple["FactRef | CheckFactRef | LogicalTest", ...]


class Platform(NamedTuple):
    """A named expression over CPE names."""

    id: str
    test: LogicalTest
    title: str = ""
