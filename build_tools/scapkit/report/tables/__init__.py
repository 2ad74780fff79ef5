"""Kinds of tables of content: one file each, found by name."""
