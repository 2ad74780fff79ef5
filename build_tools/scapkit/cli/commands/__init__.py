"""One file for one command."""
