"""What a short summary in Markdown is made of: see `formats/markdown.py`."""
