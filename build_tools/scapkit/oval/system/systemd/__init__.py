"""systemd's units as their files describe them: which there are, what they say, what they depend on."""
