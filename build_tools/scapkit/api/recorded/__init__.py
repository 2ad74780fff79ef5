"""Results that were written before: read, reported, compared."""
