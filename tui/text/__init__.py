"""Positions in a text and how wide it is on a terminal. Knows nothing of articles."""
