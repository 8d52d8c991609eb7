"""What keeps shares from sale."""
