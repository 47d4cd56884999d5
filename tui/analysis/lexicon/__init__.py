"""Word lists: classes of nouns, titles, given names and well-known names, with the files that hold them."""
