"""A node's dump: what is planned of its files, its kubelet's configuration, and what its kernel tells."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from scapkit import __version__
from scapkit.collect.need import Need
from scapkit.collect.node.describing import describe, node_name
from scapkit.collect.node.facts import take_fact
from scapkit.collect.node.folders import take_folder, take_glob
from scapkit.collect.node.known import Told, find_out
from scapkit.collect.node.kubelet import PATH as KUBELET
from scapkit.collect.node.kubelet import take_kubelet
from scapkit.collect.node.places import USUAL_NEEDS
from scapkit.collect.node.root import Root
from scapkit.collect.node.taking import USUAL, Limits, Taker, Wanted
from scapkit.collect.node.wanting import wanted_by
from scapkit.collect.protocol import Job
from scapkit.collect.writer import DumpWriter
from scapkit.model.dump import Asset

KINDS = ("file", "folder", "glob", "fact")


class Options(NamedTuple):
    """The root, the node's name (else its own), whether the root is the running system, and what the user tells."""

    root: str = "/"
    name: str = ""
    live: bool = False
    told: Told = Told()
    limits: Limits = USUAL


def collect(options: Options, job: Job, folder: str) -> None:
    """Write the dump into a folder; without needs that of the usual places.

    Raises Invalid where there is no root, or the folder cannot be written.
    """
    needs = tuple(each for each in job.needs or USUAL_NEEDS if each.kind in KINDS)
    root = Root(options.root)
    try:
        asset = Asset(node_name(root, options.name), "eks-node")
        writer = DumpWriter(folder, asset, f"scapkit {__version__}", job.now(), job.resume)
        try:
            facts = _take(Taker(root, writer, job.now, options.limits, options.live), needs, options, job)
        except BaseException:
            writer.close()
            raise
        writer.finish(job.now(), asset._replace(facts=tuple(facts.items())))
    finally:
        root.close()


def _take(taker: Taker, needs: tuple[Need, ...], options: Options, job: Job) -> Mapping[str, str]:
    """Files first, as facts are about files that were taken; returns what is known of the node."""
    known = find_out(taker, options.told)
    chosen: dict[tuple[str, str], list[Need]] = {}
    for need in needs:
        chosen.setdefault((need.kind, need.key), []).append(need)
    for number, ((kind, key), same) in enumerate(chosen.items()):
        job.progress(number, len(chosen), key)
        if taker.writer.has(kind, key) and kind in ("folder", "glob", "fact"):
            continue
        if key == KUBELET:
            take_kubelet(taker, options.told, known)
        elif kind == "fact":
            take_fact(taker, key)
        else:
            TAKERS[kind](taker, key, wanted_by(same))
    job.progress(len(chosen), len(chosen), "")
    return describe(taker.root, known)


TAKERS: Mapping[str, Callable[[Taker, str, Wanted], None]] = {
    "file": Taker.path,
    "folder": take_folder,
    "glob": take_glob,
}
