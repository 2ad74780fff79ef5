"""Patterns in PCRE's words put in those of the `regex` package."""
