"""Plans out of which shares are granted."""
