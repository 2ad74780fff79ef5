"""Classic load balancers of the region with their listeners, and the tags by which the cluster's are told."""

from scapkit.collect.aws.protocol import Call, Service, Values

NAMES = Values("elb:DescribeLoadBalancers", "LoadBalancerDescriptions[].LoadBalancerName", ("balancer",))

SERVICE = Service(
    "elb",
    (
        Call("DescribeLoadBalancers"),
        Call("DescribeTags", {"LoadBalancerNames": "{balancer}"}, ("{number}",), (NAMES,), together=20),
    ),
    "elasticloadbalancing",
)
