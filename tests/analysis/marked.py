"""Sentences in which `[content]`, `<cue>` and `{source}` are marked."""

import re

MARKUP = re.compile(r"[\[\]<>{}]")
ROLE = {"[": "content", "<": "cue", "{": "source"}
CLOSER = {"]": "[", ">": "<", "}": "{"}


def unmark(marked):
    """The plain text, and the spans of each role."""
    text, spans, opened = "", {"content": [], "cue": [], "source": []}, {}
    for part in re.split(f"({MARKUP.pattern})", marked):
        if part in ROLE:
            opened[part] = len(text)
        elif part in CLOSER:
            spans[ROLE[CLOSER[part]]].append((opened.pop(CLOSER[part]), len(text)))
        else:
            text += part
    return text, spans
