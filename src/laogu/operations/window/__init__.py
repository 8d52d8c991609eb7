"""Call auctions: a while for orders, and a bell."""
