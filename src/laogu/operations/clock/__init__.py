"""Time as this market counts it."""
