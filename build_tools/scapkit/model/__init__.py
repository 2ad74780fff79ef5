"""Frozen data, named as in the standards; no input, no output, no object type by name."""
