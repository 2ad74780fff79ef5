"""One file for one OVAL object type."""
