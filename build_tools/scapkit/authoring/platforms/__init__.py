"""Platforms: applicability files, and the expressions that name them."""
