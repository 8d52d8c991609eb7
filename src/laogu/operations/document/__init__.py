"""Documents on file, by their hash."""
