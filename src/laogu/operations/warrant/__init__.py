"""Warrants: rights to buy shares at a price."""
