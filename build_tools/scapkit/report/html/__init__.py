"""Pages: of one asset, of a collection, and their parts."""
