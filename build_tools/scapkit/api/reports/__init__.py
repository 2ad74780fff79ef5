"""Reports and documents of results."""
