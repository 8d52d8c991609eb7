"""Grants of options, units and rights."""
