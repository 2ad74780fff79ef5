"""What people read: one view, many formats."""
