"""What formats of other tools are made of."""
