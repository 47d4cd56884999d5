"""What the lists and the details show, line by line: plain data from an Article and an Analysis. No Textual."""
