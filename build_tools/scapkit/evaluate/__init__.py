"""From a datastream and a dump to verdicts."""
