"""Ways to write a comparison: one file each, found by name."""
