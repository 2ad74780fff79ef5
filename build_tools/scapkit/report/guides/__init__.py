"""Guides: a profile's rules as documents for people."""
