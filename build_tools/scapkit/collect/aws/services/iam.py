"""Identity and Access Management: the roles as which the cluster, its nodes and its pods act, and what they may do."""

from scapkit.collect.aws.arns import name_here, without_scheme
from scapkit.collect.aws.protocol import Call, Service, Values

ROLE = ("role",)
ROLES = tuple(
    Values(call, path, ROLE, name_here)
    for call, path in (
        ("eks:DescribeCluster", "cluster.roleArn"),
        ("eks:DescribeCluster", "cluster.computeConfig.nodeRoleArn"),
        ("eks:DescribeNodegroup", "nodegroup.nodeRole"),
        ("eks:DescribeFargateProfile", "fargateProfile.podExecutionRoleArn"),
        ("eks:DescribeAddon", "addon.serviceAccountRoleArn"),
        ("eks:DescribePodIdentityAssociation", "association.roleArn"),
        ("iam:GetInstanceProfile", "InstanceProfile.Roles[].Arn"),
    )
)
PROFILES = Values("ec2:DescribeInstances", "Reservations[].Instances[].IamInstanceProfile.Arn", ("profile",), name_here)
ATTACHED = Values("iam:ListAttachedRolePolicies", "AttachedPolicies[].PolicyArn", ("policy",))
VERSIONS = Values("iam:GetPolicy", "[[Policy.Arn, Policy.DefaultVersionId]]", ("policy", "version"))
INLINE = Values("iam:ListRolePolicies", "PolicyNames", ("policy",))
ISSUER = Values("eks:DescribeCluster", "cluster.identity.oidc.issuer", ("issuer",), without_scheme)
# the policies of AWS that let whoever has them change images
REGISTRY_POLICIES = Values(
    "sts:GetCallerIdentity",
    "['AmazonEC2ContainerRegistryFullAccess', 'AmazonEC2ContainerRegistryPowerUser']",
    ("policy",),
)

SERVICE = Service(
    "iam",
    (
        Call("GetInstanceProfile", {"InstanceProfileName": "{profile}"}, ("{profile}",), (PROFILES,)),
        Call("GetRole", {"RoleName": "{role}"}, ("{role}",), ROLES),
        Call("ListAttachedRolePolicies", {"RoleName": "{role}"}, ("{role}",), ROLES),
        Call("ListRolePolicies", {"RoleName": "{role}"}, ("{role}",), ROLES),
        Call("GetRolePolicy", {"RoleName": "{role}", "PolicyName": "{policy}"}, ("{role}", "{policy}"), (INLINE,)),
        Call("GetPolicy", {"PolicyArn": "{policy}"}, ("{policy}",), (ATTACHED,)),
        Call(
            "GetPolicyVersion",
            {"PolicyArn": "{policy}", "VersionId": "{version}"},
            ("{policy}", "{version}"),
            (VERSIONS,),
        ),
        Call(
            "ListEntitiesForPolicy",
            {"PolicyArn": "arn:{partition}:iam::aws:policy/{policy}"},
            ("{policy}",),
            (REGISTRY_POLICIES,),
        ),
        Call(
            "GetOpenIDConnectProvider",
            {"OpenIDConnectProviderArn": "arn:{partition}:iam::{account}:oidc-provider/{issuer}"},
            ("{issuer}",),
            (ISSUER,),
        ),
    ),
    is_global=True,
)
