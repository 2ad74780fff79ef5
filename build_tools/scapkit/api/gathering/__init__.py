"""Evidence planned, collected and kept in dumps."""
