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
    collect(options, job)


COLLECTOR = Collector(
    "aws",
    "what the AWS API says about an EKS cluster, its network, roles, images, load balancers and logs",
    "  scapkit collect aws --cluster shop --region eu-central-1 --output shop.dump",
    _configure,
    _run,
)
