"""Ways to write what changed between two results: one file each, found by name."""
