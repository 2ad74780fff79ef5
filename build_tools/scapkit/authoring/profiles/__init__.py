"""Profiles: files of selections, and what they come to."""
