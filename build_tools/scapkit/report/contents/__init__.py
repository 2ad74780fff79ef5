"""Content and policies as tables, scripts and counts need them."""
