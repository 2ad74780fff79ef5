"""Kinds of tables of a project's policies: one file each, found by name."""
