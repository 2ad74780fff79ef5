"""Elastic Container Registry: the account's repositories in the region, who may use them, and how they are scanned."""

from scapkit.collect.aws.protocol import Call, Service, Values

REPOSITORIES = Values("ecr:DescribeRepositories", "repositories[].repositoryName", ("repositoryName",))

SERVICE = Service(
    "ecr",
    (
        Call("DescribeRepositories"),
        Call("GetRegistryPolicy"),
        Call("GetRegistryScanningConfiguration"),
        Call(
            "BatchGetRepositoryScanningConfiguration",
            {"repositoryNames": "{repositoryName}"},
            ("{number}",),
            (REPOSITORIES,),
            together=25,
        ),
        Call("GetRepositoryPolicy", {"repositoryName": "{repositoryName}"}, ("{repositoryName}",), (REPOSITORIES,)),
    ),
)
