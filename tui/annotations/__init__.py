"""What the user does with an article: corrections, notes, marks. Plain data and pure functions; no files, no screen."""
