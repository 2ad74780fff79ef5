"""Collected evidence: the only code that touches dumped files."""
