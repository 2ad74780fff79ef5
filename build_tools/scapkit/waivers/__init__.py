"""Exceptions that somebody owns: read, counted at a time, and applied to the results of rules (docs/waivers.md)."""
