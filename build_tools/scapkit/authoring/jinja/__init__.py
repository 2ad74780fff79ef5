"""Jinja as authors use it: a sandbox for each build, and text that knows the lines it came from."""
