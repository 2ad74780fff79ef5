"""Collect from the Kubernetes API of one cluster."""

from argparse import ArgumentParser, Namespace

from scapkit.collect.protocol import Collector, Job


def configure(parser: ArgumentParser) -> None:
    """Which cluster, what it is called, and for how long."""
    from scapkit.collect.kubernetes.options import add_options

    add_options(parser)
    parser.add_argument(
        "--name", metavar="NAME", default="", help="the cluster's name (default: as the kubeconfig has it)"
    )


def run(arguments: Namespace, job: Job) -> None:
    """Find the server and who asks, make sure that it is a Kubernetes API, then collect."""
    from scapkit.collect.kubernetes.reaching import reach, take
    from scapkit.collect.kubernetes.server import asset_of

    reached = reach(arguments, job)
    take(reached, asset_of(reached.access, arguments.name, reached.version), "scapkit kubernetes", job)


COLLECTOR = Collector(
    "kubernetes",
    "ask the Kubernetes API of a cluster",
    "  scapkit collect kubernetes output/eks/ssg-eks-ds.xml --profile cis --output dumps/cluster\n"
    "  scapkit collect kubernetes ssg-eks-ds.xml --profile cis --output dump --context prod --resume",
    configure,
    run,
)
