"""Two kinds of EKS clusters in moto: one open to everybody, and one as it should be."""

import json
from typing import Any

from aws_accounts import ACCOUNT, REGION, TRUST, VERSION, additions, client, inspected
from aws_overlay import Overlay

POLICY = "arn:aws:iam::aws:policy/"
MANAGED = ("AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly")
OURS = [{"Key": "elbv2.k8s.aws/cluster", "Value": "shop"}]
OURS_OF_OLD = [{"Key": "kubernetes.io/cluster/shop", "Value": "owned"}]
PULLED = {"Sid": "All", "Effect": "Allow", "Principal": "*", "Action": "ecr:BatchGetImage"}
BUILT = {
    "Sid": "Build",
    "Effect": "Allow",
    "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:role/build"},
    "Action": ["ecr:PutImage", "ecr:UploadLayerPart"],
}


def opened(overlay: Overlay) -> None:
    """Nodes in a public subnet that may push images nobody scans, and load balancers without TLS."""
    url = overlay.url
    vpc, subnet, _ = _network(url, public=True)
    _cluster(overlay, vpc, subnet, _role(url, "shop-node", "AmazonEC2ContainerRegistryPowerUser"))
    _instance(url, subnet)
    _repository(url, "web", PULLED, scanned=False)
    elbv2, elb = client(url, "elbv2"), client(url, "elb")
    balancer = elbv2.create_load_balancer(Name="ours", Type="network", Subnets=[subnet], Tags=OURS)
    _listener(elbv2, balancer, "TCP", 80)
    listener = {"Protocol": "HTTP", "LoadBalancerPort": 80, "InstancePort": 31000}
    elb.create_load_balancer(LoadBalancerName="old", Subnets=[subnet], Listeners=[listener], Tags=OURS_OF_OLD)
    off = {**inspected()["resourceState"], "ecr": inspected()["resourceState"]["ec2"]}
    overlay.replies["inspector2:BatchGetAccountStatus"] = {"accounts": [{**inspected(), "resourceState": off}]}
    associations = [_association("a-1", "default"), _association("a-2", "web")]
    overlay.replies["eks:ListPodIdentityAssociations"] = {"associations": associations}
    overlay.replies["eks:DescribePodIdentityAssociation"] = lambda labels: {
        "association": {**_association(labels["associationId"], labels["associationId"]), "roleArn": _arn("shared")}
    }


def closed(overlay: Overlay) -> None:
    """Nodes in a private subnet beside a public one, that may only pull; images are scanned; TLS alone."""
    url = overlay.url
    vpc, subnet, public = _network(url, public=False)
    _cluster(overlay, vpc, subnet, _role(url, "shop-node", *MANAGED))
    _instance(url, subnet)
    _repository(url, "web", BUILT, scanned=True)
    _repository(url, "prod/api", BUILT, scanned=False)
    rule = {"scanFrequency": "SCAN_ON_PUSH", "repositoryFilters": [{"filter": "prod/*", "filterType": "WILDCARD"}]}
    client(url, "ecr").put_registry_scanning_configuration(scanType="BASIC", rules=[rule])
    elbv2, elb = client(url, "elbv2"), client(url, "elb")
    balancer = elbv2.create_load_balancer(Name="ours", Subnets=[subnet, public], Tags=OURS)
    certificate = client(url, "acm").request_certificate(DomainName="shop.example")["CertificateArn"]
    given = {
        "Certificates": [{"CertificateArn": certificate}],
        "SslPolicy": "ELBSecurityPolicy-TLS13-1-2-2021-06",
    }
    _listener(elbv2, balancer, "HTTPS", 443, **given)
    redirect = {"Type": "redirect", "RedirectConfig": {"Protocol": "HTTPS", "Port": "443", "StatusCode": "HTTP_301"}}
    _listener(elbv2, balancer, "HTTP", 80, DefaultActions=[redirect])
    theirs = {"Protocol": "HTTP", "LoadBalancerPort": 80, "InstancePort": 31000}
    elb.create_load_balancer(LoadBalancerName="theirs", Subnets=[subnet], Listeners=[theirs])
    overlay.replies["inspector2:BatchGetAccountStatus"] = {"accounts": [inspected()]}


def _network(url: str, public: bool) -> tuple[str, str, str]:
    """A VPC, the subnet of its nodes, and a public subnet; the main route table is as public as the nodes."""
    ec2 = client(url, "ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    zones = [f"{REGION}a", f"{REGION}b"]
    made = [
        ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{number}.0/24", AvailabilityZone=zone)["Subnet"]["SubnetId"]
        for number, zone in enumerate(zones)
    ]
    tables = ec2.describe_route_tables(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["RouteTables"]
    table = tables[0]["RouteTableId"]
    if not public:
        table = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
        ec2.associate_route_table(RouteTableId=table, SubnetId=made[1])
    ec2.create_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", GatewayId=gateway)
    for subnet in made if public else made[1:]:
        ec2.modify_subnet_attribute(SubnetId=subnet, MapPublicIpOnLaunch={"Value": True})
    return vpc, made[0], made[1]


def _cluster(overlay: Overlay, vpc: str, subnet: str, node: str) -> None:
    eks = client(overlay.url, "eks")
    eks.create_cluster(
        name="shop", roleArn=_role(overlay.url, "shop-cluster", "AmazonEKSClusterPolicy"), resourcesVpcConfig={}
    )
    eks.create_nodegroup(clusterName="shop", nodegroupName="general", subnets=[subnet], nodeRole=node)
    overlay.replies.update(additions(vpc, _role(overlay.url, "web", "AmazonS3ReadOnlyAccess")))
    overlay.replies["eks:ListPodIdentityAssociations"] = {"associations": [_association("a-1", "web")]}
    overlay.replies["eks:DescribePodIdentityAssociation"] = {
        "association": {**_association("a-1", "web"), "roleArn": _arn("web")}
    }


def _association(number: str, account: str) -> dict[str, str]:
    return {"clusterName": "shop", "namespace": "shop", "serviceAccount": account, "associationId": number}


def _arn(role: str) -> str:
    return f"arn:aws:iam::{ACCOUNT}:role/{role}"


def _role(url: str, name: str, *policies: str) -> str:
    iam = client(url, "iam")
    arn = iam.create_role(RoleName=name, AssumeRolePolicyDocument=TRUST)["Role"]["Arn"]
    for policy in policies:
        iam.attach_role_policy(RoleName=name, PolicyArn=POLICY + policy)
    return str(arn)


def _instance(url: str, subnet: str) -> None:
    ec2, iam = client(url, "ec2"), client(url, "iam")
    iam.create_instance_profile(InstanceProfileName="shop-node")
    iam.add_role_to_instance_profile(InstanceProfileName="shop-node", RoleName="shop-node")
    tags = [{"ResourceType": "instance", "Tags": OURS_OF_OLD}]
    image = ec2.describe_images(Owners=["amazon"])["Images"][0]["ImageId"]
    profile = {"Name": "shop-node"}
    given = {"ImageId": image, "IamInstanceProfile": profile, "TagSpecifications": tags}
    ec2.run_instances(MinCount=1, MaxCount=1, SubnetId=subnet, **given)


def _repository(url: str, name: str, statement: dict[str, Any], scanned: bool) -> None:
    ecr = client(url, "ecr")
    ecr.create_repository(repositoryName=name, imageScanningConfiguration={"scanOnPush": scanned})
    ecr.set_repository_policy(
        repositoryName=name, policyText=json.dumps({"Version": VERSION, "Statement": [statement]})
    )


def _listener(elbv2: Any, made: dict[str, Any], protocol: str, port: int, **given: Any) -> None:
    balancer = made["LoadBalancers"][0]["LoadBalancerArn"]
    target = {"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "404"}}
    given.setdefault("DefaultActions", [target])
    elbv2.create_listener(LoadBalancerArn=balancer, Protocol=protocol, Port=port, **given)
