"""One file for one OVAL datatype: how its values compare."""
