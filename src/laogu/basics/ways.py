"""The ways in which shares may find a buyer."""

from typing import Literal

Way = Literal["negotiated", "board", "lawful_auction", "listing", "call_auction", "continuous"]
"""Agreed between two sides · posted on a board and taken by agreement · a lawful auction of one
seller · a listing by one seller · all at once at one price · all day long."""
