"""The library: one SQLite file with articles, the user's annotations, and a cache of analyses."""
