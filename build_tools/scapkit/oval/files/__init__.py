"""Files that objects name: found, walked to, read, and their digests."""
