"""Searching in a text: what counts as the same, and where the matches are. Pure: no screen, no files."""
