"""The process that fetches and parses untrusted input, with limits on memory and time."""
