"""The kinds of input that quoth reads, a module or package for each."""
