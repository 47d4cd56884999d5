"""Search a text: fold it, find matches, keep past searches. No Textual, no files."""
