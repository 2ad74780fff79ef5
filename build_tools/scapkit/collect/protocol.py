"""What a collector is to the command line; each lives in a file of its own under `collectors/`."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from typing import NamedTuple

from scapkit.collect.need import Need
from scapkit.problem import Problem

Progress = Callable[[int, int, str], None]
"""Told how much is done, of how much, and what is at hand."""


class Job(NamedTuple):
    """What to collect and where to put it.

    `values` are the policy's Values by their short name, `now` gives the time as RFC 3339, `environment` is the user's,
    `warn` is told what should not be so but is no obstacle, `packed` where a dump lies before it becomes a stream.
    """

    needs: tuple[Need, ...]
    values: Mapping[str, str]
    output: str
    resume: bool
    now: Callable[[], str]
    environment: Mapping[str, str]
    progress: Progress
    warn: Callable[[Problem], None]
    packed: Callable[[str], None] | None = None


class Collector(NamedTuple):
    """`configure` adds its own options, `run` writes a dump at `job.output`.

    `run` raises Invalid where nothing can be collected at all; what is refused along the way is in the dump's manifest.
    With `whole_family` it collects what all profiles need that the named one stands for (`xccdf.profiles.family`).
    """

    name: str
    help: str
    example: str
    configure: Callable[[ArgumentParser], None]
    run: Callable[[Namespace, Job], None]
    whole_family: bool = False
