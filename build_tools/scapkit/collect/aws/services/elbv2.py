"""Application, network and gateway load balancers of the region; the listeners of the cluster's, and rules of HTTP."""

from scapkit.collect.aws.protocol import Call, Service, Values

ALL = Values("elbv2:DescribeLoadBalancers", "LoadBalancers[].LoadBalancerArn", ("balancer",))
# the tags by which the AWS Load Balancer Controller, Auto Mode and Kubernetes itself know theirs
OURS = Values(
    "elbv2:DescribeTags",
    "TagDescriptions[?Tags[?Key == 'elbv2.k8s.aws/cluster' && Value == '{cluster}']"
    " || Tags[?Key == 'eks:eks-cluster-name' && Value == '{cluster}']"
    " || Tags[?Key == 'kubernetes.io/cluster/{cluster}']].ResourceArn",
    ("balancer",),
)

# a listener with TLS has it whatever its rules do
PLAIN = Values("elbv2:DescribeListeners", "Listeners[?Protocol == 'HTTP'].ListenerArn", ("listener",))

SERVICE = Service(
    "elbv2",
    (
        Call("DescribeLoadBalancers"),
        Call("DescribeTags", {"ResourceArns": "{balancer}"}, ("{number}",), (ALL,), together=20),
        Call("DescribeListeners", {"LoadBalancerArn": "{balancer}"}, ("{balancer}",), (OURS,)),
        Call("DescribeRules", {"ListenerArn": "{listener}"}, ("{listener}",), (PLAIN,)),
    ),
    "elasticloadbalancing",
)
