"""What changed between two contents."""
