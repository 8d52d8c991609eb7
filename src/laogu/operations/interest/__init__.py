"""Interests in vehicles: who owns a part of a holder."""
