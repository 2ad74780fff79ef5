"""The model to documents of the standards, one file a standard or part of it."""
