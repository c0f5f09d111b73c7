"""Cue words that the readers of events stand on: plain data."""
