"""Messages that name keys, and hints for keys of other programs."""

import re
from collections.abc import Callable

from tui.keys.user_keymap import shown

NO_QUOTE = "No quote selected. Press {next-quote} for the next one."
NOTHING_SELECTED = (
    "Nothing selected. Press {select} to select the name under the cursor, or {select-words} to select text."
)

_NOTHING_SELECTED_IN_LIST = (
    "Nothing selected. Press {article} to go to the article and select a name, or {next-quote} for the next quote."
)

_NUMBERS = "{article} to {notes} go to a pane, {paragraph} to a paragraph number or percentage."

_ELSEWHERE = {
    **dict.fromkeys("06789%", _NUMBERS),
    "#": "{search-word} searches for the word at the cursor, {previous} goes to the previous match.",
    **dict.fromkeys("'`", "{back} goes back to where you were. Your bookmarks are in the notes: {notes}."),
    **dict.fromkeys("^$", "{top} goes to the beginning, {bottom} to the end."),
    "E": "{open} opens another article.",
}
"""Keys of other readers and editors, and what to press instead."""


def nothing_selected(pane: str) -> str:
    """Return the message that nothing is selected, for the pane that is current."""
    return NOTHING_SELECTED if pane == "article" else _NOTHING_SELECTED_IN_LIST


def hint(typed: str, scope: str, key: Callable[[str], str]) -> str:
    """Return a message for a key that does nothing in the present pane.

    Args:
        typed: the character, or the name of the key.
        scope: "article" or "list" if the key does something there; else "".
        key: returns the key of an action, as it is shown.
    """
    if scope == "article":
        return f"{shown(typed)} works only in the article. Press {key('article')} to go there."
    if scope == "list":
        return f"{shown(typed)} works only in lists. Press {key('entities')} or {key('quotes')} to go there."
    return with_keys(_ELSEWHERE.get(typed, f"{typed} does nothing here. Press {{help}} for all keys."), key)


def with_keys(sentence: str, key: Callable[[str], str]) -> str:
    """Return `sentence` with the keys of actions in place of their ids in braces."""
    return re.sub(r"\{([\w-]+)\}", lambda match: key(match[1]), sentence)
