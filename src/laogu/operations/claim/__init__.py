"""Claims on proceeds: what a sale set apart is paid or let go."""
