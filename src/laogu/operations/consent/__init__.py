"""Asking those who must say yes."""
