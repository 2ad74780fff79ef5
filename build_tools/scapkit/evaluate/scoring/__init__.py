"""One file for one XCCDF scoring model."""
