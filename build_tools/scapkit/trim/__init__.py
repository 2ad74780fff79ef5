"""Smaller datastreams from larger ones, and the parts of a datastream on their own."""
