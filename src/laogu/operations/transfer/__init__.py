"""Transfers that somebody has in mind."""
