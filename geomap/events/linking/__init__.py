"""Claims that speak of the same happening, linked into events."""
