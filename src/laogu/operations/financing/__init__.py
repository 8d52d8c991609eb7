"""Financings on file."""
