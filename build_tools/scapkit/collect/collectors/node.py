"""`scapkit collect node`: the files of a node, its kubelet's configuration, and what its kernel tells."""

from argparse import ArgumentParser, Namespace

from scapkit.collect.protocol import Collector, Job


def _configure(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("--root", default="/", metavar="DIR", help="where the node's root is mounted; it is only read (default: /)")
    add("--name", default="", metavar="NAME", help="the node's name in the cluster (default: its host name)")
    add("--live", action="store_true", help="the node is this machine: ask it what no file tells")
    add("--proc", default="", metavar="DIR", help="where the node's /proc is, if not below its root")
    add("--configz", default="", metavar="FILE", help="the kubelet's answer to /api/v1/nodes/NAME/proxy/configz")
    add("--kubelet-version", default="", metavar="VERSION", help="as in v1.31.4, where the node does not tell")
    add("--max-file-size", type=int, default=256, metavar="MIB", help="take no larger file (default: 256)")


def _run(arguments: Namespace, job: Job) -> None:
    import sys

    from scapkit.collect.archive import delivered
    from scapkit.collect.node.collect import Options, collect
    from scapkit.collect.node.known import Told
    from scapkit.collect.node.kubelet import read_answer
    from scapkit.collect.node.taking import Limits

    configz = read_answer(arguments.configz) if arguments.configz else b""
    told = Told(configz, arguments.proc, arguments.kubelet_version)
    limits = Limits(file=arguments.max_file_size * 1024**2)
    options = Options(arguments.root, arguments.name, arguments.live, told, limits)
    with delivered(job.output, job.resume, sys.stdout.buffer) as folder:
        collect(options, job, folder)


COLLECTOR = Collector(
    "node",
    "a node's files with owners and modes, its kubelet's configuration, and what its kernel tells",
    "  scapkit collect node output/eks/ssg-eks-ds.xml --profile cis-node --root /host --output node.tar.zst",
    _configure,
    _run,
)
