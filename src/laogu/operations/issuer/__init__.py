"""Companies whose registers are kept here."""
