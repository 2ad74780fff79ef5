"""One file for one XCCDF check system."""
