"""Asking those who may take first."""
