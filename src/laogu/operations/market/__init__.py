"""The market itself begins."""
