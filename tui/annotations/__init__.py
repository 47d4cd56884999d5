"""The user's work on an article: corrections, notes, bookmarks. Plain data and pure functions; no files, no screen."""
