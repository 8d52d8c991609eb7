"""The life of a matched sale."""
