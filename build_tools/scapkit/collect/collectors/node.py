"""`scapkit collect node`: the files of a node, its kubelet's configuration, and what its kernel tells."""

from argparse import ArgumentParser, Namespace
from typing import IO

from scapkit.collect.protocol import Collector, Job
from scapkit.problem import invalid

PODS = ("daemonset", "debug")


def _configure(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("--root", default="/", metavar="DIR", help="where the node's root is mounted; it is only read (default: /)")
    add("--name", default="", metavar="NAME", help="the node's name in the cluster (default: its host name)")
    add("--live", action="store_true", help="the node is this machine: ask it what no file tells")
    add("--proc", default="", metavar="DIR", help="where the node's /proc is, if not below its root")
    add("--configz", default="", metavar="FILE", help="the kubelet's answer to /api/v1/nodes/NAME/proxy/configz")
    add("--kubelet-version", default="", metavar="VERSION", help="as in v1.31.4, where the node does not tell")
    add("--manifest", default="", choices=PODS, help="print YAML for collecting in the cluster, with --output -")
    add("--image", default="", metavar="IMAGE", help="the container image that has scapkit, for --manifest daemonset")
    add("--max-file-size", type=int, default=256, metavar="MIB", help="take no larger file (default: 256)")


def _run(arguments: Namespace, job: Job) -> None:
    import sys

    from scapkit.collect.archive import delivered
    from scapkit.collect.node.collect import Options, collect
    from scapkit.collect.node.known import Told
    from scapkit.collect.node.kubelet import read_answer
    from scapkit.collect.node.taking import Limits

    if arguments.manifest:
        _write_manifest(arguments, job, sys.stdout.buffer)
        return
    if arguments.live and arguments.root != "/":
        raise invalid("--live", "not-live", "asks this machine, whose root is /, and no other", hint="leave out --root")
    configz = read_answer(arguments.configz) if arguments.configz else b""
    told = Told(configz, arguments.proc, arguments.kubelet_version)
    limits = Limits(file=arguments.max_file_size * 1024**2)
    name = arguments.name or job.environment.get("NODE_NAME", "")
    options = Options(arguments.root, name, arguments.live, told, limits)
    with delivered(job.output, job.resume, sys.stdout.buffer, job.packed) as folder:
        collect(options, job, folder)


def _write_manifest(arguments: Namespace, job: Job, stream: IO[bytes]) -> None:
    from scapkit.collect.node.pods import node_manifest

    if arguments.manifest == "daemonset" and not arguments.image:
        raise invalid("--manifest", "no-image", "a DaemonSet needs an image that has scapkit", hint="--image NAME")
    if job.output != "-":
        raise invalid(
            job.output, "unwritable-file", "a manifest is no dump and goes to standard output", hint="--output -"
        )
    given = vars(arguments)
    purpose = (given.get("profile", ""), given.get("content", "").removeprefix("-"))
    stream.write(node_manifest(arguments.manifest, arguments.image, job.needs, *purpose))


COLLECTOR = Collector(
    "node",
    "a node's files with owners and modes, its kubelet's configuration, and what its kernel tells",
    "  scapkit collect node output/eks/ssg-eks-ds.xml --profile cis-node --root /host --output node.tar.zst\n"
    "  scapkit collect node output/eks/ssg-eks-ds.xml --profile cis-node --manifest daemonset --image IMAGE --output -",
    _configure,
    _run,
)
