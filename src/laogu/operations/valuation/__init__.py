"""Valuations on file."""
