"""`scapkit collect aws`: what the AWS API says about an EKS cluster and what it stands on."""

from argparse import ArgumentParser, Namespace

from scapkit.collect.protocol import Collector, Job


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("--cluster", required=True, metavar="NAME", help="the EKS cluster")
    parser.add_argument("--region", default="", metavar="REGION", help="the cluster's region; else the configured one")
    parser.add_argument("--aws-profile", default="", metavar="NAME", help="a profile of the AWS configuration")
    parser.add_argument("--role-arn", default="", metavar="ARN", help="a role to assume")
    parser.add_argument("--external-id", default="", metavar="ID", help="what the role's trust policy asks for")
    parser.add_argument("--endpoint-url", default="", metavar="URL", help="ask this server in place of AWS")


def _run(arguments: Namespace, job: Job) -> None:
    import sys

    from scapkit.collect.archive import delivered
    from scapkit.collect.aws.collect import collect
    from scapkit.collect.aws.options import Options

    options = Options(
        arguments.cluster,
        arguments.region,
        arguments.aws_profile,
        arguments.role_arn,
        arguments.external_id,
        arguments.endpoint_url,
    )
    with delivered(job.output, job.resume, sys.stdout.buffer) as folder:
        collect(options, job._replace(output=folder))


COLLECTOR = Collector(
    "aws",
    "what the AWS API says about an EKS cluster, its network, roles, images, load balancers and logs",
    "  scapkit collect aws output/eks/ssg-eks-ds.xml --profile cis --cluster shop --output dumps/shop\n"
    "  scapkit collect aws --cluster shop --region eu-central-1 --output shop.tar.zst     (all that it knows to ask)",
    _configure,
    _run,
)
