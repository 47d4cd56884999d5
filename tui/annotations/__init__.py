"""What a reader did with an article: corrections, notes, marks. Plain data and pure functions; no files, no screen."""
