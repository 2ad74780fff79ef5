"""Content looked at, changed, signed and turned into other things."""
