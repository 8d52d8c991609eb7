"""laogu: an open market for private-company shares.

Start at ARCHITECTURE.md: the ladder of packages, one walk, what is always true.
"""

__version__ = "0.1.0"
