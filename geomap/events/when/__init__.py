"""When it happened: time expressions, and which of them dates a deed."""
