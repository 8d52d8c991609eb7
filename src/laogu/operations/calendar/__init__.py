"""Rest days."""
