"""The manual: a Markdown page for each subject, shown by `quoth help` and in the app."""
