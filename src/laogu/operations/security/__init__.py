"""Single securities."""
