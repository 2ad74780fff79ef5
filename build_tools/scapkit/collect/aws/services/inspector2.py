"""Inspector: whether it scans the account's images and instances."""

from scapkit.collect.aws.protocol import Call, Service

SERVICE = Service("inspector2", (Call("BatchGetAccountStatus", {"accountIds": ["{account}"]}),))
