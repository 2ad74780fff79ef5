"""The way to a cluster's API as the command line names it: which server, who asks, and for how long."""

from argparse import Namespace
from typing import NamedTuple

from scapkit.collect.answers import values_used
from scapkit.collect.kubernetes.access import Access
from scapkit.collect.kubernetes.collector import Means, collect
from scapkit.collect.kubernetes.connection import Connection
from scapkit.collect.kubernetes.patience import Patience, Watch
from scapkit.collect.kubernetes.server import Version, find_version
from scapkit.collect.protocol import Job
from scapkit.collect.writer import DumpWriter
from scapkit.model.dump import Asset
from scapkit.problem import Problem, invalid
from scapkit.span import Span


class Reached(NamedTuple):
    """A server that answers like a Kubernetes API, or refuses to say."""

    access: Access
    connection: Connection
    patience: Patience
    watch: Watch
    version: Version


def reach(arguments: Namespace, job: Job) -> Reached:
    """Find the server and who asks, and make sure that it is a Kubernetes API.

    Raises Invalid: missing-package, nothing-to-collect, unreachable-cluster, not-kubernetes, and for a kubeconfig.
    """
    from scapkit.collect.filtering.running import require_packages
    from scapkit.collect.kubernetes.credentials import Credentials

    require_packages("urllib3", "jq")
    if not job.needs:
        raise invalid("CONTENT", "nothing-to-collect", "without content and a profile nothing is known to be needed")
    access = _access(arguments, job)
    watch = Watch()
    patience = Patience(until=watch.clock() + arguments.minutes * 60, sleep=watch.sleep, clock=watch.clock)
    connection = Connection(access, Credentials(access, job.environment), job.environment, watch.clock)
    return Reached(access, connection, patience, watch, find_version(connection.get, access, patience))


def take(reached: Reached, asset: Asset, collector: str, job: Job) -> None:
    """Write what the job needs of the API into a dump of this asset, and finish it."""
    writer = DumpWriter(job.output, asset, collector, job.now(), job.resume, values_used(job.needs, job.values))
    means = Means(reached.connection.get, reached.patience, writer, job.now, job.progress)
    try:
        collect(job.needs, job.values, means, reached.watch.stop)
        writer.finish(job.now(), asset)
    finally:
        writer.close()


def _access(arguments: Namespace, job: Job) -> Access:
    from scapkit.collect.kubernetes.in_cluster import read_service_account
    from scapkit.collect.kubernetes.kubeconfig import read_kubeconfig

    if arguments.in_cluster:
        return read_service_account(job.environment)
    access = read_kubeconfig(arguments.kubeconfig, arguments.context, job.environment)
    if access.insecure:
        message = f"the certificate of {access.server} is not verified: whoever is in between can read and change all"
        job.warn(Problem(Span(access.source), "unverified-server", message, level="warning"))
    return access
