"""Profiles and policies as their authors wrote them."""

from collections.abc import Mapping
from typing import NamedTuple

from scapkit.authoring.marked import Node
from scapkit.span import Span


class ProfileSource(NamedTuple):
    """A profile's file."""

    id: str
    span: Span
    title: str
    description: Node
    platform: Node | None
    extends: Node | None
    version: str
    reference: str
    selections: tuple[Node, ...]


class Control(NamedTuple):
    """A requirement of a policy and the rules that answer it."""

    id: str
    title: str
    levels: tuple[Node, ...]
    status: str
    notes: str
    rules: tuple[Node, ...]
    controls: "tuple[Control, ...]"


class Policy(NamedTuple):
    """A control file; `levels` maps a level to those it inherits from."""

    id: str
    span: Span
    title: str
    version: str
    levels: Mapping[str, tuple[Node, ...]]
    controls: tuple[Control, ...]
