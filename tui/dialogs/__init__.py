"""Everything that is pushed over the reading screen."""
