"""What a key of another program does here, and sentences that name keys."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.keys.keymap import shown

if TYPE_CHECKING:
    from tui.keys.keymap import Keymap
    from tui.reader.commands import CommandTable

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


def explain(table: "CommandTable", keymap: "Keymap", pane: str, key: str, character: str) -> list[str]:
    """Return why a key does nothing now, or what to press instead.

    Args:
        table: knows why actions are refused.
        keymap: the user's keys.
        pane: where the user is: "article" or "list".
        key: as Textual names it.
        character: what the key types; "" if it types nothing.
    """
    wanted = list(keymap.asked(key))
    there = "list" if pane == "article" else "article"
    messages = []
    if not wanted and not keymap.asked_in(key, pane) and (character or keymap.asked_in(key, there)):
        messages.append(hint(character or key, there if keymap.asked_in(key, there) else "", keymap.key))
    refusals = (table.why_not(action.id) for action in wanted if action.id in table.ids)
    return [*messages, *(sentence for sentence in refusals if sentence)]


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
