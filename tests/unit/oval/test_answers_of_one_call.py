"""Patterns of AWS answers, looked for among those of their call alone where the pattern says for certain which it is."""

import pytest

from scapkit.oval.files.answers import _call

DIGEST = "a1" * 32


@pytest.mark.parametrize(
    ("pattern", "call"),
    [
        (r"^/aws-api-resources/[^/]+/[^/]+/eks/ListNodegroups(?:/[^#]+)?\.json$", "eks/ListNodegroups"),
        (rf"^/aws-api-resources/[^/]+/us-east-1/ec2/DescribeSubnets(?:/[^#]+)?#{DIGEST}\.json$", "ec2/DescribeSubnets"),
        (r"^/aws-api-resources/[^/]+/[^/]+/(?:eks/ListAddons|eks/ListClusters)\.json$", ""),
        (r"^/aws-api-resources/.*/eks/ListAddons.*\.json$", ""),
        (r"/aws-api-resources/[^/]+/[^/]+/eks/ListAddons\.json$", ""),
        (r"^/kubernetes-api-resources/api/v1/nodes/[^/#]+$", ""),
    ],
)
def test_only_what_is_certain_is_taken_for_one_call(pattern: str, call: str) -> None:
    assert _call((pattern,)) == call


def test_several_patterns_are_looked_for_among_all() -> None:
    one = r"^/aws-api-resources/[^/]+/[^/]+/eks/ListAddons\.json$"
    assert _call((one, one)) == ""
