"""Rounds: what one would come to, and closing it."""
