"""Evidence collected for a policy."""

from argparse import Namespace
from collections.abc import Callable, Mapping
from typing import NamedTuple

from scapkit.api.planning import plan
from scapkit.collect.need import Need
from scapkit.collect.protocol import Collector, Job, Progress
from scapkit.dumps.open import open_dump
from scapkit.model.dump import Requirement
from scapkit.problem import Problem

STREAM = "-"
"""The output that is no file but the standard one."""
HAD = ("collected", "not-found")


class CollectOptions(NamedTuple):
    """For which content and profile to collect, and where to; `environment` is the user's, `now` gives RFC 3339."""

    content: str
    profile: str
    output: str
    resume: bool
    now: Callable[[], str]
    environment: Mapping[str, str]
    progress: Progress
    warn: Callable[[Problem], None]
    tailoring: str = ""


class Collected(NamedTuple):
    """What came of it."""

    requirements: tuple[Requirement, ...]

    @property
    def lacking(self) -> tuple[Requirement, ...]:
        """What was asked for and is not known."""
        return tuple(each for each in self.requirements if each.status not in HAD)


def collect(collector: Collector, own: Namespace, options: CollectOptions) -> Collected:
    """Collect what the profile needs by a collector with its own arguments. Raises Invalid where nothing can be."""
    needs, values = _planned(options)
    given = options._asdict()
    job = Job(needs, values, **{name: given[name] for name in Job._fields if name in given})
    collector.run(own, job)
    return Collected(()) if options.output == STREAM else read_collected(options.output)


def _planned(options: CollectOptions) -> tuple[tuple[Need, ...], Mapping[str, str]]:
    """What is needed, and the values of variables; nothing without content."""
    if not options.content:
        return (), {}
    planned = plan(options.content, options.profile, options.tailoring)
    for problem in planned.problems:
        options.warn(problem)
    return planned.needs, planned.plan.values


def read_collected(output: str) -> Collected:
    """What the manifest of a dump says of each requirement."""
    dump = open_dump(output)
    try:
        return Collected(dump.manifest.requirements if dump.manifest else ())
    finally:
        dump.close()
