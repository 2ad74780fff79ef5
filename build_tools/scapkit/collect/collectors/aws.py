"""`scapkit collect aws`: what the AWS API says about an EKS cluster and what it stands on."""

from argparse import ArgumentParser, Namespace

from scapkit.collect.protocol import Collector, Job


def _configure(parser: ArgumentParser) -> None:
    from scapkit.collect.aws.options import add_options

    add_options(parser)


def _run(arguments: Namespace, job: Job) -> None:
    import sys

    from scapkit.collect.archive import delivered
    from scapkit.collect.aws.collect import collect
    from scapkit.collect.aws.options import options_of

    with delivered(job.output, job.resume, sys.stdout.buffer) as folder:
        collect(options_of(arguments), job._replace(output=folder))


COLLECTOR = Collector(
    "aws",
    "what the AWS API says about an EKS cluster, its network, roles, images, load balancers and logs",
    "  scapkit collect aws output/eks/ssg-eks-ds.xml --profile cis --cluster shop --output dumps/shop\n"
    "  scapkit collect aws --cluster shop --region eu-central-1 --output shop.tar.zst     (all that it knows to ask)",
    _configure,
    _run,
)
