"""The rows of lists and details, as plain data from an article and its analysis. No Textual."""
