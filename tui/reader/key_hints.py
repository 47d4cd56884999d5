"""What a key of another program does here, and sentences that name keys."""

import re
from collections.abc import Callable

from tui.keys.keymap import shown

NO_QUOTE = "No quote is at hand: {next-quote} goes to the next one."
NOTHING_SELECTED = "Nothing is at hand: {select} selects what is under the cursor, {select-words} selects words."

_NUMBERS = "{article} to {notes} are the panes; {paragraph} goes to a paragraph by its number, or to a part: 50%."

_ELSEWHERE = {
    **dict.fromkeys("06789%", _NUMBERS),
    "#": "{search-word} searches for what is at the cursor; {previous} goes to the match before.",
    **dict.fromkeys("'`", "{back} leads back to where you were; your marks are in the notes: {notes}."),
    **dict.fromkeys("^$", "{top} goes to the beginning, {bottom} to the end."),
    "E": "{open} opens another.",
}
"""Keys that do something in other readers and editors: what does it here."""


def hint(typed: str, scope: str, key: Callable[[str], str]) -> str:
    """What to say of a key that asks for nothing where the reader is.

    Args:
        typed: the character, or the name of the key.
        scope: "article" or "list" if it asks for something there; else "".
        key: the key of an action of ours, as it is shown, by its id.
    """
    if scope == "article":
        return f"{shown(typed)} works in the article: {key('article')} goes there."
    if scope == "list":
        return f"{shown(typed)} works in the lists: {key('entities')} or {key('quotes')} goes there."
    return with_keys(_ELSEWHERE.get(typed, f"{typed} does nothing here; {{help}} shows all keys."), key)


def with_keys(sentence: str, key: Callable[[str], str]) -> str:
    """Return `sentence` with the keys of actions in place of their ids in braces."""
    return re.sub(r"\{([\w-]+)\}", lambda match: key(match[1]), sentence)
