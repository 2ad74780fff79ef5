"""Evidence collected for a policy."""

from argparse import Namespace
from typing import NamedTuple

from scapkit.api.gathering.planning import plan, plan_family
from scapkit.collect.protocol import Collector, Job
from scapkit.dumps.collection import dumps_at
from scapkit.dumps.lacking import HAD, calls, lacking
from scapkit.dumps.open import open_dump
from scapkit.model.dump import Requirement

STREAM = "-"
"""The output that is no file but the standard one."""


class Purpose(NamedTuple):
    """For which content, profile and tailoring to collect; no content is all that a collector knows."""

    content: str = ""
    profile: str = ""
    tailoring: str = ""


class Collected(NamedTuple):
    """What came of it: the requirements of each dump by its asset's name, and what a collection has no dump of."""

    dumps: tuple[tuple[str, tuple[Requirement, ...]], ...]
    left_out: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        """All that was asked for."""
        return tuple(each for _, requirements in self.dumps for each in requirements)

    @property
    def calls(self) -> tuple[Requirement, ...]:
        """The same without what would have been made of answers that were not had."""
        return tuple(each for _, requirements in self.dumps for each in calls(requirements))

    @property
    def is_nothing(self) -> bool:
        """Whether all was refused, or failed."""
        return bool(self.requirements) and all(each.status not in HAD for each in self.requirements)

    @property
    def is_whole(self) -> bool:
        """Whether all that was asked for is known."""
        return not self.missing and all(each.status in HAD for each in self.requirements)

    @property
    def lacking(self) -> tuple[tuple[Requirement, tuple[str, ...]], ...]:
        """What was asked for and is not known, each once, with the assets that lack it."""
        found: dict[Requirement, list[str]] = {}
        for name, requirements in self.dumps:
            for each in lacking(requirements):
                found.setdefault(each._replace(time="", path="", sha256="", size=-1), []).append(name)
        return tuple((each, tuple(names)) for each, names in found.items())


def collect(collector: Collector, own: Namespace, purpose: Purpose, job: Job) -> Collected:
    """Collect what the profile needs by a collector with its own arguments. Raises Invalid where nothing can be.

    The job's needs and values are put in.
    """
    if purpose.content:
        planned = (plan_family if collector.whole_family else plan)(*purpose)
        for problem in planned.problems:
            job.warn(problem)
        job = job._replace(needs=planned.needs, values=planned.plan.values)
    if job.output != STREAM:
        collector.run(own, job)
        return read_collected(job.output)
    found: list[Collected] = []
    collector.run(own, job._replace(packed=lambda folder: found.append(read_collected(folder))))
    return found[0] if found else Collected(())


def read_collected(output: str) -> Collected:
    """What the manifest of a dump, or of each dump of a collection, says of each requirement."""
    found = dumps_at(output)
    if found is None:
        return Collected((_requirements(output),))
    dumps = tuple(_requirements(each) for each in found.dumps)
    left_out = tuple(f"{each.name}: {each.reason}" for each in found.record.left_out)
    return Collected(dumps, left_out, found.record.missing)


def _requirements(path: str) -> tuple[str, tuple[Requirement, ...]]:
    dump = open_dump(path)
    try:
        return dump.asset.name, dump.manifest.requirements if dump.manifest else ()
    finally:
        dump.close()
