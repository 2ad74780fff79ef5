"""CloudWatch Logs: where the control plane's logs arrive, and how long they are kept."""

from scapkit.collect.aws.protocol import Call, Service

SERVICE = Service(
    "logs", (Call("DescribeLogGroups", {"logGroupNamePrefix": "/aws/eks/{cluster}/cluster"}, ("{cluster}",)),)
)
