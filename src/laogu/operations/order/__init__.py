"""Orders in a window, sealed until the bell."""
