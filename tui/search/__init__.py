"""Searching in a text: what counts as the same, and where what was typed stands. Pure: no screen, no files."""
