"""Legends: words on certificates."""
