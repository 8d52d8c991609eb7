"""Contributions to a limited company."""
