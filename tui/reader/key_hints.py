"""Why a key does nothing now: said, instead of silence."""

import re
from collections.abc import Callable

from tui.keys.keymap import shown

_NO_QUOTE = "No quote is at hand: {next-quote} goes to the next one."
_NOTHING_AT_HAND = "Nothing is at hand: {select} selects what is under the cursor, {select-words} selects words."

_WHY = {
    "step": "Nothing is selected or searched for: {select} selects, {search} searches.",
    "copy_words": _NO_QUOTE,
    "copy_citation": _NO_QUOTE,
    "copy_menu": _NO_QUOTE,
    "quotes_of": "Nobody who is quoted is selected.",
    "back": "There is nowhere to go back to.",
    "forward": "There is nowhere to go forward to.",
    "next_source": "There is no other source that way.",
    "choose": "This is the only source; {open} opens another.",
    "everything": "There is nothing more in the source than is shown.",
    "reload": "This was not read from a file or from the web, and cannot be read again.",
    "dim": "No quotes were found.",
    "picture": "No quotes were found.",
    "undo_work": "There is nothing to undo.",
    "redo_work": "There is nothing to do again.",
    "save_work": "There is nothing to save: you have not done anything with this article yet.",
    "correct": _NOTHING_AT_HAND,
    "correct_menu": _NOTHING_AT_HAND,
    "mark": _NOTHING_AT_HAND,
    "status": _NOTHING_AT_HAND,
    "note": _NOTHING_AT_HAND,
    "note_in_editor": _NOTHING_AT_HAND,
    "remove": "Half a page down is {half-page-down}; notes and corrections are removed where they are listed: {notes}.",
}
"""By the name of an action, with the ids of others in braces. What is not here may be refused without a word."""


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
    return _with_keys(_ELSEWHERE.get(typed, f"{typed} does nothing here; {{help}} shows all keys."), key)


def why(name: str, key: Callable[[str], str], *, is_open: bool, is_analyzed: bool) -> str:
    """Why an action does nothing now; "" if nothing need be said.

    Args:
        name: of the Textual action, without arguments.
        key: the key of an action of ours, as it is shown, by its id.
        is_open: whether there is an article.
        is_analyzed: whether it is known what there is in it.
    """
    if name not in _WHY:
        return ""
    if name not in {"choose", "next_source", "reload"}:
        if not is_open:
            return "No article is open."
        if not is_analyzed and name not in {"step", "back", "forward", "everything"}:
            return "The article is not analyzed yet."
    return _with_keys(_WHY[name], key)


def _with_keys(sentence: str, key: Callable[[str], str]) -> str:
    return re.sub(r"\{([\w-]+)\}", lambda found: key(found[1]), sentence)
