"""The parse that geomap reads: what governs a word, the clause and the phrases around it."""
