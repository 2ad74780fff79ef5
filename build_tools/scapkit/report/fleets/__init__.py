"""Many assets in one summary."""
