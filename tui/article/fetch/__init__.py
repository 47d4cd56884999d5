"""Fetch the bytes of a source: a file, standard input, the clipboard or a web page."""
