"""YAML as authors write it: nodes that know their place, and what a kind of file may hold."""
