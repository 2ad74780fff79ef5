"""Scripts that carry out what rules say to do: one file each, found by name."""
