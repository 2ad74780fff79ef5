"""YAML paths in OpenSCAP's dialect (yaml-filter 1.0): read a document, parse a path, and find records."""
