"""Cash that comes and goes."""
