"""Quotes whose attribution is layout, not prose: posts, turns of a conversation, block quotes, headlines."""
