"""One file for one OVAL function."""
