"""What the project demands of itself."""
