"""The role of an entity in each mention: it speaks, acts, is acted upon, or is spoken about."""

from bisect import bisect_right
from collections.abc import Sequence

from tui.analysis.model import Role
from tui.analysis.parse import Parse, Word
from tui.analysis.quotes.clauses import find_source_head
from tui.analysis.quotes.draft import DraftQuote

_STATES = frozenset({"be", "have", "seem", "appear", "become", "remain"})
"""Verbs for states, whose subject does not act."""


class Roles:
    """The roles of the words of one article, from its quotes and its syntax."""

    def __init__(self, parse: Parse, quotes: Sequence[DraftQuote]) -> None:
        self._source_heads = {
            find_source_head(words).i for q in quotes for span in q.source if (words := parse.words_in(span))
        }
        self._contents = sorted((span.start, span.end) for q in quotes for span in q.content)
        self._reaches: list[int] = []
        reach = 0
        for _, end in self._contents:  # quotes nest: the farthest end of all that started so far
            reach = max(reach, end)
            self._reaches.append(reach)

    def find_role(self, head: Word) -> Role | None:
        """Return the role of the mention whose head is `head`; None where it has none ("in Lima", "her house").

        The head of a quote's source speaks. Everything else inside a quote's content is spoken about. Elsewhere the
        subject of a verb acts, unless the verb denotes a state; its objects, and the subject of a passive, are acted
        upon.
        """
        if head.i in self._source_heads:
            return Role.SPEAKS
        at = bisect_right(self._contents, (head.start, 1 << 60)) - 1
        if at >= 0 and self._reaches[at] > head.start:
            return Role.SPOKEN_ABOUT
        return _find_clause_role(head)


def _find_clause_role(word: Word) -> Role | None:
    steps = 0
    while word.dep in ("conj", "appos", "compound", "flat") and word.head is not word and steps < 8:
        word = word.head
        steps += 1
    above = word.head
    if word.dep == "nsubj" and above.pos == "VERB":
        return None if above.lemma in _STATES else Role.ACTS
    if word.dep == "pobj" and above.dep == "agent":
        return Role.ACTS
    return Role.ACTED_UPON if word.dep in ("dobj", "nsubjpass", "dative") else None
