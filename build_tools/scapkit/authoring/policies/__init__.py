"""Policies: controls, by levels, and the rules that answer them."""
