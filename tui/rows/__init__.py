"""What the lists and the details say, line by line: plain data from an Article and an Analysis. No Textual."""
