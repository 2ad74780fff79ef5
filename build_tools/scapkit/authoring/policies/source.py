"""Profiles and policies as their authors wrote them."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from scapkit.authoring.yaml.marked import Node
from scapkit.span import Span


class ProfileSource(NamedTuple):
    """A profile's file. A hidden one is there for others to extend; `platform` is the first of `platforms`."""

    id: str
    span: Span
    title: str
    description: Node
    platform: Node | None
    extends: Node | None
    version: str
    reference: str
    selections: tuple[Node, ...]
    platforms: tuple[Node, ...] = ()
    hidden: bool = False
    status: str = ""
    filter_rules: Node | None = None
    unselected_groups: tuple[Node, ...] = ()


class Control(NamedTuple):
    """A requirement of a policy and what answers it; `parts` name other controls that it is made of.

    `levels` are its own, else those of the control around it, else the policy's first. `kept` has the texts that change
    nothing in what is built.
    """

    id: str
    title: str
    levels: tuple[Node, ...]
    status: str
    notes: str
    rules: tuple[Node, ...]
    controls: "tuple[Control, ...]"
    parts: tuple[Node, ...] = ()
    related_rules: tuple[Node, ...] = ()
    description: str = ""
    tickets: tuple[Node, ...] = ()
    kept: Mapping[str, Any] = {}
    span: Span = Span("")


class Policy(NamedTuple):
    """A control file; `levels` maps a level to those it inherits from.

    `products`: those it is for, all without any. `shared`: it lies where all products see it, and may name rules that
    only others have. `reference_type`: the class of references that its controls are.
    """

    id: str
    span: Span
    title: str
    version: str
    levels: Mapping[str, tuple[Node, ...]]
    controls: tuple[Control, ...]
    products: tuple[str, ...] = ()
    shared: bool = False
    reference_type: Node | None = None
    source: str = ""


def walk_controls(controls: tuple[Control, ...]) -> tuple[Control, ...]:
    """Every control, outer before inner."""
    return tuple(each for control in controls for each in (control, *walk_controls(control.controls)))
