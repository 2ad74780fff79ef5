"""Key Management Service: the key that encrypts the cluster's Secrets."""

from scapkit.collect.aws.protocol import Call, Service, Values

KEYS = Values("eks:DescribeCluster", "cluster.encryptionConfig[].provider.keyArn", ("key",))

SERVICE = Service("kms", (Call("DescribeKey", {"KeyId": "{key}"}, ("{key}",), (KEYS,)),))
