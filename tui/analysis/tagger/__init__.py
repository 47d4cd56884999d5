"""The learned tagger: from a parsed article to its cues, each with its source and its content."""
