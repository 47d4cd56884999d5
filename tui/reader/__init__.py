"""The reading screen and its features."""
