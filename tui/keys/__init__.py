"""The actions that a user can run, and the keys that run them."""
