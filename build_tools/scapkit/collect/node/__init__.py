"""A node's files and what its kernel tells, read from a root and never written to it."""
