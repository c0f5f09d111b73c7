"""By whose word, and whether it happened: attribution, modality and polarity."""
