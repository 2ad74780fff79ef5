"""What a system keeps in files of its own forms, and the facts of a running one."""
