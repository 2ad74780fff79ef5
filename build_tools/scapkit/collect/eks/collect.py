"""A whole cluster: what AWS and Kubernetes say of it into one dump, then a dump of each node that it has."""

from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import urlsplit

from scapkit.collect.answers import ROOT
from scapkit.collect.eks.archives import Archive, match
from scapkit.collect.eks.node_dump import COLLECTOR, Cluster, write_node
from scapkit.collect.eks.nodes import KIND, Node, nodes_of
from scapkit.collect.kubernetes.nodes import NODES
from scapkit.collect.need import Need
from scapkit.collect.protocol import Job
from scapkit.dumps.collection import NAME, LeftOut, Record, read_record, write_record
from scapkit.dumps.open import open_dump
from scapkit.dumps.requirements import refusal
from scapkit.model.dump import Asset, Manifest, Missing
from scapkit.problem import Problem, invalid
from scapkit.span import Span
from scapkit.xmlio.files import write_file

CLUSTER, NODES_FOLDER = "cluster", "nodes"
EKS = ".eks.amazonaws.com"
Part = Callable[[Job], None]
"""Collects into the cluster's dump, at the job's output."""


def begin(name: str, job: Job) -> Record:
    """Start a collection of the cluster of this name, or go on with it. Raises Invalid: dump-exists, other-asset."""
    top = Path(job.output)
    found = Record(name, COLLECTOR, job.now())
    if top.exists() and (not top.is_dir() or any(top.iterdir())):
        if not job.resume:
            raise invalid(job.output, "dump-exists", "is there already", hint="name another, or --resume")
        found = _earlier(top, name)._replace(finished="", left_out=(), missing=())
    top.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_file(top / NAME, write_record(found))
    return found


def _earlier(top: Path, name: str) -> Record:
    file = top / NAME
    if not file.is_file():
        raise invalid(str(top), "dump-exists", "holds no collection that could be resumed", hint="name another")
    found = read_record(file.read_bytes(), str(file))
    if found.name != name:
        raise invalid(str(top), "other-asset", f"holds a collection of {found.name}, not of {name}")
    return found


def collect(record: Record, parts: Iterable[Part], archives: tuple[Archive, ...], job: Job) -> None:
    """Fill the collection: the parts one after the other, then the nodes. Raises Invalid where it cannot be written."""
    top = Path(job.output)
    needs = (*job.needs, Need("kubernetes", NODES))
    try:
        for number, part in enumerate(parts):
            part(job._replace(output=str(top / CLUSTER), needs=needs, resume=job.resume or number > 0))
    except BaseException:
        _leave_nothing(top)
        raise
    cluster = _opened(top / CLUSTER)
    try:
        nodes = _nodes(cluster)
        missing = (nodes.reason,) if isinstance(nodes, Missing) else ()
        known = () if isinstance(nodes, Missing) else nodes
        _write_nodes(top / NODES_FOLDER, tuple(each for each in known if not each.left_out), archives, cluster, job)
    finally:
        cluster.dump.close()
    left_out = tuple(LeftOut(each.name, KIND, each.left_out) for each in known if each.left_out)
    done = record._replace(finished=job.now(), left_out=left_out, missing=missing)
    write_file(top / NAME, write_record(done))


def _leave_nothing(top: Path) -> None:
    """Where nothing could be collected, take back the beginning."""
    if not any(each.name != NAME for each in top.iterdir()):
        (top / NAME).unlink()
        top.rmdir()


def _opened(folder: Path) -> Cluster:
    dump = open_dump(str(folder))
    manifest = dump.manifest or Manifest(Asset(""), ())
    return Cluster(manifest.asset, {(each.kind, each.key): each for each in manifest.requirements}, dump)


def _nodes(cluster: Cluster) -> tuple[Node, ...] | Missing:
    """The nodes, or why nobody knows which there are."""
    asked = cluster.requirements.get(("kubernetes", NODES))
    if asked is not None and asked.status != "collected":
        return Missing(f"which nodes there are is not known: {refusal(asked).reason}")
    answer = cluster.dump.read(f"{ROOT}{NODES}")
    try:
        if isinstance(answer, bytes):
            return nodes_of(answer)
        reason = answer.reason if answer else "the API has no list of them"
    except ValueError as error:
        reason = str(error)
    return Missing(f"which nodes there are is not known: {reason}")


def _write_nodes(
    folder: Path, nodes: tuple[Node, ...], archives: tuple[Archive, ...], cluster: Cluster, job: Job
) -> None:
    found = match(archives, ((node.name, node.names) for node in nodes))
    taken = set(found.values())
    for archive in archives:
        if archive not in taken:
            message = f"is of {archive.names[0]}, and the cluster has no node of this name"
            job.warn(Problem(Span(archive.path), "unmatched-archive", message, level="warning"))
    for number, node in enumerate(nodes, 1):
        write_node(folder / node.name, node, found.get(node.name), cluster, job)
        job.progress(number, len(nodes), node.name)


def check_endpoint(server: str, cluster: Path) -> None:
    """Raises Invalid (other-asset) where the Kubernetes API that was reached is another cluster's than AWS tells of."""
    asked, told = urlsplit(server).hostname or "", urlsplit(_endpoint(cluster)).hostname or ""
    if asked != told and asked.endswith(EKS) and told.endswith(EKS):
        message = f"{asked} is not the Kubernetes API of this cluster, which is {told}"
        raise invalid("--context", "other-asset", message, hint="name the context of the cluster, then --resume")


def _endpoint(cluster: Path) -> str:
    """The URL of the Kubernetes API as the cluster's dump has it from AWS; empty where it has none."""
    import json

    dump = open_dump(str(cluster))
    try:
        keys = [each.key for each in (dump.manifest.requirements if dump.manifest else ()) if each.kind == "aws"]
        described = [each for each in keys if each.split("/")[2:4] == ["eks", "DescribeCluster"] and "#" not in each]
        data = dump.read(f"/aws-api-resources/{described[0]}") if described else None
    finally:
        dump.close()
    answer = json.loads(data) if isinstance(data, bytes) else {}
    return str(answer.get("cluster", {}).get("endpoint") or "")
