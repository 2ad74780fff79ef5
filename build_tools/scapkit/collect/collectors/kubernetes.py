"""Collect from the Kubernetes API of one cluster."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from scapkit.collect.protocol import Collector, Job
from scapkit.problem import Problem, invalid
from scapkit.span import Span

if TYPE_CHECKING:
    from scapkit.collect.kubernetes.access import Access

MINUTES = 60


def configure(parser: ArgumentParser) -> None:
    """Which cluster, and for how long."""
    add = parser.add_argument
    add("--kubeconfig", metavar="FILE", default="", help="kubeconfig (default: KUBECONFIG, or ~/.kube/config)")
    add("--context", metavar="NAME", default="", help="context of the kubeconfig (default: the current one)")
    add("--in-cluster", action="store_true", help="use the service account of the pod that this runs in")
    add("--name", metavar="NAME", default="", help="the cluster's name (default: as the kubeconfig has it)")
    add("--minutes", metavar="N", type=float, default=MINUTES, help=f"stop asking after this time (default: {MINUTES})")


def run(arguments: Namespace, job: Job) -> None:
    """Find the server and who asks, make sure that it is a Kubernetes API, then collect."""
    from scapkit.collect.kubernetes.collector import Means, collect
    from scapkit.collect.kubernetes.connection import Connection
    from scapkit.collect.kubernetes.credentials import Credentials
    from scapkit.collect.kubernetes.filters import require_packages
    from scapkit.collect.kubernetes.patience import Patience, Watch
    from scapkit.collect.kubernetes.server import asset_of, find_version
    from scapkit.collect.writer import DumpWriter

    require_packages()
    if not job.needs:
        raise invalid("CONTENT", "nothing-to-collect", "without content and a profile nothing is known to be needed")
    access = _access(arguments, job)
    watch = Watch()
    patience = Patience(until=watch.clock() + arguments.minutes * 60, sleep=watch.sleep, clock=watch.clock)
    connection = Connection(access, Credentials(access, job.environment), job.environment, watch.clock)
    asset = asset_of(access, arguments.name, find_version(connection.get, access, patience))
    writer = DumpWriter(job.output, asset, "scapkit kubernetes", job.now(), job.resume)
    try:
        collect(job.needs, job.values, Means(connection.get, patience, writer, job.now, job.progress), watch.stop)
        writer.finish(job.now(), asset)
    finally:
        writer.close()


def _access(arguments: Namespace, job: Job) -> "Access":
    from scapkit.collect.kubernetes.in_cluster import read_service_account
    from scapkit.collect.kubernetes.kubeconfig import read_kubeconfig

    if arguments.in_cluster:
        return read_service_account(job.environment)
    access = read_kubeconfig(arguments.kubeconfig, arguments.context, job.environment)
    if access.insecure:
        message = f"the certificate of {access.server} is not verified: whoever is in between can read and change all"
        job.warn(Problem(Span(access.source), "unverified-server", message, level="warning"))
    return access


COLLECTOR = Collector(
    "kubernetes",
    "ask the Kubernetes API of a cluster",
    "  scapkit collect kubernetes output/eks/ssg-eks-ds.xml --profile cis --output dumps/cluster\n"
    "  scapkit collect kubernetes ssg-eks-ds.xml --profile cis --output dump --context prod --resume",
    configure,
    run,
)
