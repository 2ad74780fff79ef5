"""One check a file, named after its code, each with the constant LINT."""
