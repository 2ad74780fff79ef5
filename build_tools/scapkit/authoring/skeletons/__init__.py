"""One file for each kind of thing that `scapkit new` can write."""
