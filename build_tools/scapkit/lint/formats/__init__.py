"""One way of writing findings down a file, each with the constant FORMAT."""
