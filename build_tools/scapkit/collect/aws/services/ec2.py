"""Elastic Compute Cloud: the cluster's network and its instances."""

from scapkit.collect.aws.protocol import Call, Service, Values

VPC = Values("eks:DescribeCluster", "cluster.resourcesVpcConfig.vpcId", ("vpc",))
IN_VPC = {"Filters": [{"Name": "vpc-id", "Values": ["{vpc}"]}]}
INSTANCES = {
    "Filters": [
        {"Name": "tag-key", "Values": ["kubernetes.io/cluster/{cluster}"]},
        {"Name": "instance-state-name", "Values": ["pending", "running", "stopping", "stopped"]},
    ]
}
TAGS = "[Tags[?Key=='aws:ec2launchtemplate:id'].Value | [0], Tags[?Key=='aws:ec2launchtemplate:version'].Value | [0]]"
TEMPLATES = (
    Values("eks:DescribeNodegroup", "[nodegroup.launchTemplate.[id, version]]", ("template", "version")),
    Values("ec2:DescribeInstances", f"Reservations[].Instances[].{TAGS}", ("template", "version")),
)


def _in_vpc(operation: str) -> Call:
    return Call(operation, IN_VPC, ("{vpc}",), (VPC,))


SERVICE = Service(
    "ec2",
    (
        _in_vpc("DescribeVpcs"),
        _in_vpc("DescribeSubnets"),
        _in_vpc("DescribeRouteTables"),
        _in_vpc("DescribeSecurityGroups"),
        Call("DescribeInstances", INSTANCES, ("{cluster}",)),
        Call(
            "DescribeLaunchTemplateVersions",
            {"LaunchTemplateId": "{template}", "Versions": ["{version}"]},
            ("{template}", "{version}"),
            TEMPLATES,
            # scripts that may hold passwords
            without=("UserData",),
        ),
    ),
)
