"""Questions put to people."""
