"""The learned tagger: finds the cues of a parsed article, each with its source and content."""
