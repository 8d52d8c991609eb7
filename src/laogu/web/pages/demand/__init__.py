"""Demand and supply of a window, as one visitor may see it, and as a drawing."""
