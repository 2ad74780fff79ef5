"""Elastic Kubernetes Service: the cluster and everything that is configured on it."""

from scapkit.collect.aws.protocol import Call, Service, Values

CLUSTER = {"clusterName": "{cluster}"}
NAME = ("{cluster}",)


def _listed(operation: str) -> Call:
    return Call(operation, CLUSTER, NAME)


def _described(operation: str, argument: str, listing: str, path: str) -> Call:
    """A call for each thing that a listing names."""
    arguments = {**CLUSTER, argument: f"{{{argument}}}"}
    return Call(operation, arguments, (*NAME, f"{{{argument}}}"), (Values(listing, path, (argument,)),))


# a cluster that authenticates by its ConfigMap alone has no access entries and refuses to list them
WITH_ACCESS_ENTRIES = Values(
    "eks:DescribeCluster", "[cluster][?accessConfig.authenticationMode != 'CONFIG_MAP'].name", ("clusterName",)
)
IDENTITY_PROVIDER = {**CLUSTER, "identityProviderConfig": {"type": "{type}", "name": "{name}"}}
IDENTITY_PROVIDERS = Values(
    "eks:ListIdentityProviderConfigs", "identityProviderConfigs[].[type, name]", ("type", "name")
)

SERVICE = Service(
    "eks",
    (
        Call("DescribeCluster", {"name": "{cluster}"}, NAME),
        _listed("ListNodegroups"),
        _described("DescribeNodegroup", "nodegroupName", "eks:ListNodegroups", "nodegroups"),
        _listed("ListFargateProfiles"),
        _described("DescribeFargateProfile", "fargateProfileName", "eks:ListFargateProfiles", "fargateProfileNames"),
        _listed("ListAddons"),
        _described("DescribeAddon", "addonName", "eks:ListAddons", "addons"),
        Call("ListAccessEntries", CLUSTER, NAME, (WITH_ACCESS_ENTRIES,)),
        _described("DescribeAccessEntry", "principalArn", "eks:ListAccessEntries", "accessEntries"),
        _described("ListAssociatedAccessPolicies", "principalArn", "eks:ListAccessEntries", "accessEntries"),
        _listed("ListPodIdentityAssociations"),
        _described(
            "DescribePodIdentityAssociation",
            "associationId",
            "eks:ListPodIdentityAssociations",
            "associations[].associationId",
        ),
        _listed("ListIdentityProviderConfigs"),
        Call("DescribeIdentityProviderConfig", IDENTITY_PROVIDER, (*NAME, "{type}", "{name}"), (IDENTITY_PROVIDERS,)),
    ),
)
