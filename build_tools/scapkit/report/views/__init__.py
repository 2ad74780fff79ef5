"""What any report shows, as data, computed once."""
