"""The standard, case by case, and against those who implement it."""
