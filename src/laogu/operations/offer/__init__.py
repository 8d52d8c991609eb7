"""Wishes to sell, and the answers to them."""
