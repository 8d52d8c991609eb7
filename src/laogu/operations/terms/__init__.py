"""What binds an issuer's transfers."""
