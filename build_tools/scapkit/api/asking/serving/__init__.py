"""The questions in a browser on this machine: a page, and what it saves as it is filled in."""
