"""Words as data: classes of nouns, names and places, with the files they are read from."""
