"""A whole register at once."""
