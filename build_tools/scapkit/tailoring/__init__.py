"""Tailorings made and changed by what people ask for, in a file or on the command line (docs/tailoring.md)."""
