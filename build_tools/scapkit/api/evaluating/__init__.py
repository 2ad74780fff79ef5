"""Dumps judged."""
