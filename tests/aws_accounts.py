"""Accounts in moto with EKS clusters: with managed nodes, and with Fargate alone."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import boto3

from aws_overlay import Overlay, Patch, Refusal, Replies

REGION = "eu-central-1"
ACCOUNT = "123456789012"
KEYS = {"aws_access_key_id": "AKIAEXAMPLEOFNOBODY", "aws_secret_access_key": "nobody-knows-this-secret"}
VERSION = "2012-10-17"
TRUSTED = {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, "Action": "sts:AssumeRole"}
TRUST = json.dumps({"Version": VERSION, "Statement": [TRUSTED]})
PUSHES = json.dumps({"Version": VERSION, "Statement": [{"Effect": "Allow", "Action": "ecr:*", "Resource": "*"}]})
PULLED = {"Effect": "Allow", "Principal": "*", "Action": "ecr:GetDownloadUrlForLayer"}
PULL_ONLY = "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly"
WHEN = datetime(2026, 11, 20, 9, tzinfo=UTC).timestamp()
NODE_SCRIPT = "cGFzc3dvcmQ9aHVudGVyMg=="


def client(url: str, service: str) -> Any:
    """A client of boto3 for moto."""
    return boto3.client(service, endpoint_url=url, region_name=REGION, **KEYS)


def role(url: str, name: str, attached: str = PULL_ONLY) -> str:
    """A role with an attached policy of AWS's and one of its own; returns the ARN."""
    iam = client(url, "iam")
    arn = iam.create_role(RoleName=name, Path="/eks/", AssumeRolePolicyDocument=TRUST)["Role"]["Arn"]
    iam.attach_role_policy(RoleName=name, PolicyArn=attached)
    iam.put_role_policy(RoleName=name, PolicyName="own=ed", PolicyDocument=PUSHES)
    return str(arn)


def network(url: str) -> tuple[str, str]:
    """A VPC with a subnet."""
    ec2 = client(url, "ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    return vpc, ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]


def cluster(overlay: Overlay, name: str = "shop", nodegroups: tuple[str, ...] = ("general", "batch")) -> None:
    """A cluster with node groups, an instance, an encryption key, images, a load balancer and a log group."""
    url = overlay.url
    vpc, subnet = network(url)
    key = client(url, "kms").create_key()["KeyMetadata"]["Arn"]
    eks = client(url, "eks")
    encryption = [{"resources": ["secrets"], "provider": {"keyArn": key}}]
    made = {"resourcesVpcConfig": {"subnetIds": [subnet]}, "encryptionConfig": encryption}
    eks.create_cluster(name=name, roleArn=role(url, f"{name}-cluster"), **made)
    if nodegroups:
        node = role(url, f"{name}-node")
        template = _instance(url, name, subnet, f"{name}-node")
        for each in nodegroups:
            eks.create_nodegroup(
                clusterName=name, nodegroupName=each, subnets=[subnet], nodeRole=node, launchTemplate=template
            )
    client(url, "logs").create_log_group(logGroupName=f"/aws/eks/{name}/cluster")
    _images(url)
    _balancers(url, name, subnet)
    client(url, "guardduty").create_detector(Enable=True)
    overlay.replies.update(additions(vpc, role(url, f"{name}-pods")))


def _instance(url: str, name: str, subnet: str, node_role: str) -> dict[str, str]:
    iam, ec2 = client(url, "iam"), client(url, "ec2")
    iam.create_instance_profile(InstanceProfileName=f"{name}-profile")
    iam.add_role_to_instance_profile(InstanceProfileName=f"{name}-profile", RoleName=node_role)
    image = ec2.describe_images(Owners=["amazon"])["Images"][0]["ImageId"]
    made = ec2.create_launch_template(
        LaunchTemplateName=name, LaunchTemplateData={"UserData": NODE_SCRIPT, "ImageId": image}
    )["LaunchTemplate"]
    for tag in (f"kubernetes.io/cluster/{name}", "kubernetes.io/cluster/another"):
        ec2.run_instances(
            ImageId=image,
            MinCount=1,
            MaxCount=1,
            SubnetId=subnet,
            IamInstanceProfile={"Name": f"{name}-profile"},
            TagSpecifications=[{"ResourceType": "instance", "Tags": [{"Key": tag, "Value": "owned"}]}],
        )
    return {"id": made["LaunchTemplateId"], "version": "1"}


def _images(url: str) -> None:
    ecr = client(url, "ecr")
    for name in ("web", "team/api"):
        ecr.create_repository(repositoryName=name)
    ecr.set_repository_policy(repositoryName="web", policyText=json.dumps({"Version": VERSION, "Statement": [PULLED]}))


def _balancers(url: str, name: str, subnet: str) -> None:
    elbv2 = client(url, "elbv2")
    for balancer, tag in (("ours", name), ("theirs", "another")):
        arn = elbv2.create_load_balancer(
            Name=balancer, Type="network", Subnets=[subnet], Tags=[{"Key": "elbv2.k8s.aws/cluster", "Value": tag}]
        )["LoadBalancers"][0]["LoadBalancerArn"]
        target = {"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "404"}}
        elbv2.create_listener(LoadBalancerArn=arn, Protocol="TCP", Port=80, DefaultActions=[target])
    listener = {"Protocol": "TCP", "LoadBalancerPort": 80, "InstancePort": 80}
    tags = [{"Key": f"kubernetes.io/cluster/{name}", "Value": "owned"}]
    client(url, "elb").create_load_balancer(LoadBalancerName="old", Subnets=[subnet], Listeners=[listener], Tags=tags)


def additions(vpc: str, pods: str) -> Replies:
    """What moto does not know of a cluster."""
    admin = f"arn:aws:iam::{ACCOUNT}:role/admin"
    return {
        "eks:DescribeCluster": Patch(
            {"cluster": {"resourcesVpcConfig": {"vpcId": vpc}, "accessConfig": {"authenticationMode": "API"}}}
        ),
        "eks:ListAddons": {"addons": ["vpc-cni"]},
        "eks:DescribeAddon": addon,
        "eks:ListAccessEntries": {"accessEntries": [admin]},
        "eks:DescribeAccessEntry": {"accessEntry": {"principalArn": admin, "type": "STANDARD", "createdAt": WHEN}},
        "eks:ListAssociatedAccessPolicies": {
            "clusterName": "shop",
            "principalArn": admin,
            "associatedAccessPolicies": [],
        },
        "eks:ListPodIdentityAssociations": {"associations": [{"associationId": "a-1"}]},
        "eks:DescribePodIdentityAssociation": {"association": {"associationId": "a-1", "roleArn": pods}},
        "eks:ListIdentityProviderConfigs": {"identityProviderConfigs": [{"type": "oidc", "name": "corp"}]},
        "eks:DescribeIdentityProviderConfig": {
            "identityProviderConfig": {"oidc": {"identityProviderConfigName": "corp"}}
        },
        "inspector2:BatchGetAccountStatus": {"accounts": [inspected()], "failedAccounts": []},
        "ecr:GetRegistryPolicy": Refusal("RegistryPolicyNotFoundException"),
    }


def addon(labels: Mapping[str, str]) -> dict[str, Any]:
    """The answer about an add-on."""
    values = '{"enableNetworkPolicy": "true"}'
    return {"addon": {"addonName": labels["addonName"], "configurationValues": values, "createdAt": WHEN}}


def inspected() -> dict[str, Any]:
    """An account of which Inspector scans the images and nothing else."""
    on, off = (
        {"status": status, "errorCode": "ALL_SCANS_ENABLED", "errorMessage": "none"}
        for status in ("ENABLED", "DISABLED")
    )
    return {"accountId": ACCOUNT, "state": on, "resourceState": {"ec2": off, "ecr": on}}
