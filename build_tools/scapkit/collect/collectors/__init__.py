"""One file for each thing that evidence is collected from."""
