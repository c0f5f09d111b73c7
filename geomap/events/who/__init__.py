"""Who did it and to whom: the words of the parse, against the dated actor table."""
