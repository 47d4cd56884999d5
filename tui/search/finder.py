"""Find what the user typed in one text: words, or a regular expression."""

import re
from array import array
from collections.abc import Iterator
from threading import Lock
from typing import Any

from tui.search.folded import Folded, bare
from tui.search.matches import Matches
from tui.search.query import Query, QueryError

PATIENCE = 1.0
"""Seconds that a search for a regular expression may take."""

LONGEST = 500
"""The longest regular expression, in code points."""

_MOST = 20_000
"""The most parts of an expression with {…} written out: each repeat is compiled, and uses memory."""

_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]?|\{(\d+)(?:,\d*)?\}|.", re.DOTALL)
_ESCAPED = re.compile(r"\\(?:[pPN]\{[^}]*\}|.)", re.DOTALL)
_QUOTES = str.maketrans({**dict.fromkeys("‘’ʼ", "'"), **dict.fromkeys("“”„", '"'), "\u00a0": " "})


class Finder:
    """Searches one text, which it folds once for each kind of search. Safe to use in any thread."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._known: dict[tuple[bool, bool, bool], Folded] = {}
        self._lock = Lock()

    @property
    def size(self) -> int:
        """The length of the text, in code points."""
        return len(self.text)

    def prepare(self) -> None:
        """Fold the text in advance as most searches need it."""
        self._folded(case=False, accents=False)

    def find(self, query: Query) -> Matches:
        """Return the matches of `query`, in text order.

        Case matters only if a capital was typed, accents likewise. Any white space, quote mark or dash matches all
        others of its kind; invisible characters (soft hyphens, zero-width characters) are ignored. A regular expression
        sees the text with simple quote marks, hyphens and spaces; ^ and $ match at the ends of paragraphs.

        Raises:
            QueryError: the regular expression is invalid, or takes longer than `PATIENCE`.
        """
        if query.is_empty:
            return Matches()
        return self._expression(query.typed) if query.regex else self._words(query.typed)

    def _words(self, typed: str) -> Matches:
        case, accents = any(map(str.isupper, typed)), bare(typed) != typed
        wanted = Folded(typed.strip("\n"), case=case, accents=accents).text
        if not wanted.strip():
            return Matches()
        folded = self._folded(case=case, accents=accents)
        return folded.matches(_all(folded.text, wanted))

    def _expression(self, typed: str) -> Matches:
        import regex

        if len(typed) > LONGEST:
            raise QueryError(f"The expression is longer than {LONGEST} characters.")
        if _parts(typed) > _MOST:
            raise QueryError("The expression has too many repetitions. Use a smaller {…}.")
        typed = typed.translate(_QUOTES)
        case = any(map(str.isupper, _ESCAPED.sub("", typed)))
        flags = regex.MULTILINE | (0 if case else regex.IGNORECASE)
        try:
            pattern: Any = regex.compile(typed, flags)
        except (regex.error, ValueError, OverflowError, RecursionError, MemoryError) as error:
            message = getattr(error, "msg", str(error))
            at = getattr(error, "pos", None)
            raise QueryError(
                f"Invalid regular expression: {message}" + (f" at {at + 1}" if at is not None else "")
            ) from None
        folded = self._folded(case=True, accents=bare(typed) != typed, lines=True)
        starts, ends = array("q"), array("q")
        try:
            for match in pattern.finditer(folded.text, timeout=PATIENCE, concurrent=True):
                starts.append(match.start())
                ends.append(match.end())
        except TimeoutError:
            raise QueryError("The search takes too long. Simplify the expression.") from None
        return folded.matches(zip(starts, ends, strict=True))

    def _folded(self, *, case: bool, accents: bool, lines: bool = False) -> Folded:
        key = (case, accents, lines)
        with self._lock:
            if key not in self._known:
                self._known[key] = Folded(self.text, case=case, accents=accents, lines=lines)
            return self._known[key]


def _all(text: str, wanted: str) -> Iterator[tuple[int, int]]:
    size = len(wanted)
    at = text.find(wanted)
    while at >= 0:
        yield at, at + size
        at = text.find(wanted, at + size)


def _parts(expression: str) -> int:
    """Return how many parts an expression has once its counted repeats are written out."""
    totals, last = [0], 0
    for token in _TOKEN.finditer(expression):
        if token.group(1) is not None:
            more = last * (max(int(token.group(1)[:9]), 1) - 1)
            totals[-1] += more
            last += more
        elif token.group() == "(":
            totals.append(0)
        elif token.group() == ")" and len(totals) > 1:
            last = max(totals.pop(), 1)
            totals[-1] += last
        else:
            last = 1
            totals[-1] += 1
    return sum(totals)
