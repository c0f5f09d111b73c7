"""What happened: the words that name a deed, and of which type it is."""
