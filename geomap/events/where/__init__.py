"""Where it happened: which of the names around a deed is its place, or none."""
