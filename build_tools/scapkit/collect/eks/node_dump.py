"""One node's dump: its object and its kubelet's configuration from the API's answers, its files from an archive."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from scapkit import __version__
from scapkit.collect.answers import ROOT
from scapkit.collect.eks.archives import Archive, copy_into
from scapkit.collect.eks.nodes import KIND, Node
from scapkit.collect.kubernetes.nodes import NODES
from scapkit.collect.need import Need
from scapkit.collect.node.collect import KINDS
from scapkit.collect.node.kubelet import PATH, keep_answer
from scapkit.collect.protocol import Job
from scapkit.collect.resume import joined
from scapkit.collect.writer import DumpWriter
from scapkit.dumps.protocol import Dump
from scapkit.model.dump import Asset, Requirement

COLLECTOR = f"scapkit {__version__} eks"
KUBELET = ("file", PATH)
NO_ARCHIVE = "no archive of this node was given: --nodes takes what scapkit collect node streams there"
NOT_IN_ARCHIVE = "the archive of this node was taken for something else, and does not tell"
_COMMAND_LINE = re.compile(r"/proc/\d+/cmdline")


class Cluster(NamedTuple):
    """What the cluster's dump has: its asset, its requirements by kind and key, and its answers."""

    asset: Asset
    requirements: Mapping[tuple[str, str], Requirement]
    dump: Dump


def write_node(folder: Path, node: Node, archive: Archive | None, cluster: Cluster, job: Job) -> None:
    """Write a node's dump, or go on with it; what an earlier run has is kept, what it lacks is asked for again."""
    asset = _asset(node, cluster)
    writer = DumpWriter(folder, asset, COLLECTOR, job.now(), resume=job.resume)
    try:
        _take_object(writer, node, cluster)
        found = copy_into(writer, archive, _known(cluster, node)) if archive else None
        _take_kubelet(writer, node, cluster, found is not None, job.now())
        for need in job.needs:
            _lack(writer, need, NOT_IN_ARCHIVE if archive else NO_ARCHIVE, job.now())
        writer.finish(job.now(), joined(found.asset, asset) if found else asset)
    finally:
        writer.close()


def _asset(node: Node, cluster: Cluster) -> Asset:
    own = dict(cluster.asset.facts)
    facts = {name: own[name] for name in ("account", "region") if name in own} | dict(node.facts)
    return Asset(node.name, KIND, node.addresses, tuple(sorted({"cluster": cluster.asset.name, **facts}.items())))


def _take_object(writer: DumpWriter, node: Node, cluster: Cluster) -> None:
    """The object as the list of nodes has it."""
    key = f"{NODES}/{node.name}"
    time = cluster.requirements["kubernetes", NODES].time
    writer.answer("kubernetes", key, f"{ROOT.removeprefix('/')}{key}", node.document, code="200", time=time)


def _known(cluster: Cluster, node: Node) -> frozenset[tuple[str, str]]:
    """What the cluster's answers tell better than an archive: the kubelet's configuration, where it gave it."""
    answer = _configz(cluster, node)
    return frozenset({KUBELET}) if answer is not None and answer.status == "collected" else frozenset()


def _configz(cluster: Cluster, node: Node) -> Requirement | None:
    return cluster.requirements.get(("kubernetes", f"{NODES}/{node.name}/proxy/configz"))


def _take_kubelet(writer: DumpWriter, node: Node, cluster: Cluster, archived: bool, time: str) -> None:
    answer = _configz(cluster, node)
    if answer is None:
        return
    data = cluster.dump.read(f"{ROOT}{answer.key}") if answer.status == "collected" else None
    if isinstance(data, bytes):
        words, place = _command_line(writer)
        keep_answer(writer, answer.time or time, data, words, place)
    elif not archived or writer.outcome(*KUBELET) is None:
        status = "error" if answer.status in ("collected", "not-found") else answer.status
        reason = f"the kubelet's answer to configz: {answer.message or answer.status}"
        writer.missing(*KUBELET, status, answer.code, reason, answer.time)


def _command_line(writer: DumpWriter) -> tuple[tuple[str, ...], str]:
    """The words of the kubelet's command line, and where they stand, if they came with an archive."""
    for found in writer.requirements():
        if found.kind == "file" and found.path and _COMMAND_LINE.fullmatch(found.key):
            words = (writer.folder / found.path).read_text(encoding="utf-8", errors="surrogateescape").split("\0")
            return tuple(words[:-1]), found.key
    return (), ""


def _lack(writer: DumpWriter, need: Need, why: str, time: str) -> None:
    """What nobody has brought is missing, and the dump says how to get it."""
    known = writer.outcome(need.kind, need.key)
    if need.kind in KINDS and (known is None or known.status == "skipped"):
        writer.missing(need.kind, need.key, "skipped", message=why, time=time)
