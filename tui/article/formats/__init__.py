"""Input formats, a module or package for each."""
