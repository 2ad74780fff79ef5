"""Projects of authors."""
