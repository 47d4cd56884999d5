"""quoth: a terminal reader that shows who said what. Importing this package imports neither spaCy nor Textual."""

__version__ = "0.1.0"
