"""`scapkit collect eks`: a cluster with its nodes, from AWS, Kubernetes and what was taken on the nodes."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from scapkit.collect.protocol import Collector, Job
from scapkit.problem import invalid


def _configure(parser: ArgumentParser) -> None:
    from scapkit.collect.aws.options import add_options as add_aws
    from scapkit.collect.kubernetes.options import add_options as add_kubernetes

    add_aws(parser)
    add_kubernetes(parser)
    parser.add_argument(
        "--nodes",
        metavar="PATH",
        nargs="+",
        action="extend",
        default=[],
        help="dumps that scapkit collect node took on nodes, archives or folders, or folders of them",
    )


def _run(arguments: Namespace, job: Job) -> None:
    from scapkit.collect.archive import archive_form
    from scapkit.collect.aws.collect import collect as collect_aws
    from scapkit.collect.aws.options import options_of
    from scapkit.collect.eks.archives import archives_at
    from scapkit.collect.eks.collect import begin, check_endpoint, collect
    from scapkit.collect.kubernetes.reaching import reach, take
    from scapkit.collect.kubernetes.server import asset_of

    if archive_form(job.output):
        hint = "name a folder, and pack it then"
        raise invalid(job.output, "unwritable-file", "a collection is a folder, and no archive", hint=hint)
    archives = archives_at(arguments.nodes, job.warn)
    reached = reach(arguments, job)
    options = options_of(arguments)

    def aws(part: Job) -> None:
        collect_aws(options, part)

    def kubernetes(part: Job) -> None:
        check_endpoint(reached.access.server, Path(part.output))
        asset = asset_of(reached.access, options.cluster, reached.version)
        take(reached, asset._replace(kind="eks-cluster"), "scapkit eks", part)

    collect(begin(options.cluster, job), (aws, kubernetes), archives, job)


COLLECTOR = Collector(
    "eks",
    "a whole EKS cluster: what AWS and Kubernetes say of it, and of each of its nodes",
    "  scapkit collect eks output/eks/ssg-eks-ds.xml --profile cis --cluster shop --region eu-central-1 --output shop\n"
    "  scapkit collect eks ssg-eks-ds.xml --profile cis --cluster shop --nodes archives/ --output shop --resume",
    _configure,
    _run,
    whole_family=True,
)
