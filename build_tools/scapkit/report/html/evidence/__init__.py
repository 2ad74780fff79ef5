"""Evidence as HTML: checks down to the items that decided them. Written by hand, as a page may hold 100,000 of them."""
