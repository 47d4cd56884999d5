"""What is kept between runs: one SQLite file with the articles, the reader's work, and a cache of analyses."""
