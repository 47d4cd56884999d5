"""Quotes: their content, cue and source, and the entities that speak."""
