"""Patterns: read as PCRE reads them, searched for within limits, and what can be told of them without."""
