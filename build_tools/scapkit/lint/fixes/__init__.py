"""One mechanical repair a file, named after the code that it mends, each with the constant FIX."""
