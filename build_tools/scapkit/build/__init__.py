"""From a project to a datastream."""
