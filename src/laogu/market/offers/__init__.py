"""Offers: wishes to sell that are taken whole, and the answers to them."""
