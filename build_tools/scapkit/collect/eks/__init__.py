"""A whole EKS cluster as a collection: a dump of the cluster, and one of each of its nodes."""
