"""Trades: matched sales and their lives until they settle, or end."""
