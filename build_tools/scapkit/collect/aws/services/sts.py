"""Security Token Service: whose account it is."""

from scapkit.collect.aws.protocol import Call, Service

SERVICE = Service("sts", (Call("GetCallerIdentity"),))
