"""Documents of the standards to the model, one file a standard or part of it."""
