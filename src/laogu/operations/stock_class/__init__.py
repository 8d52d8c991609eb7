"""Kinds of share."""
