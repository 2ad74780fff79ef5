"""The standards' XML: one reader or writer a module, all through parse.py and emit.py."""
