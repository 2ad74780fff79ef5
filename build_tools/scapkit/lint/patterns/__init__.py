"""Regular expressions looked at before anything is matched: whether one can take exponential time."""
