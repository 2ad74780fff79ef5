"""What a build may keep for the next one: rules compiled, found again by the content of all that went into them."""
