"""One file for one report format."""
