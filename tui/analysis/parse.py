"""The parsed article: words, sentences, paragraphs. Independent of spaCy, so that rules can be tested by hand.

Tags are those of spaCy's English pipelines: `pos` from Universal Dependencies, `tag` from the Penn Treebank, `dep` from
ClearNLP, `ent` from OntoNotes.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tui.analysis.quote_marks import Quotation, find_quotations
from tui.text.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LEMMAS = {"hoped": "hope", "hopes": "hope", "hoping": "hope", "texted": "text"}
"""Corrections of the pipeline's lemmatizer for words that matter here."""


@dataclass(slots=True, eq=False)
class Word:
    """A token. `start` and `end` are its offsets in the article's text, in code points.

    `i` is its index in the article, `sent` and `par` are the numbers of its sentence and its paragraph.
    """

    i: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    ent: str
    sent: int
    par: int
    head: "Word" = field(init=False, repr=False)
    children: list["Word"] = field(default_factory=list, repr=False)

    @property
    def span(self) -> Span:
        """The span of the word in the text."""
        return Span(self.start, self.end)

    def subtree(self) -> list["Word"]:
        """Return the word and all its descendants in the dependency tree, in text order."""
        words, waiting = [], [self]
        while waiting:
            word = waiting.pop()
            words.append(word)
            waiting += word.children
        return sorted(words, key=lambda w: w.i)

    def ancestors(self) -> Iterator["Word"]:
        """Yield the heads of this word, from the nearest to the root of its sentence."""
        word = self
        while word.head is not word:
            word = word.head
            yield word

    def child(self, *deps: str) -> "Word | None":
        """Return the first child with one of these dependencies; None if there is none."""
        return next((c for c in self.children if c.dep in deps), None)


@dataclass(slots=True)
class Parse:
    """The words of a text. `sentences` and `paragraphs` are half-open ranges of word indexes.

    `names` are the findings of the pipeline's entity recognizer: a range of word indexes and its label. `kinds` has the
    kind of the block that each paragraph is or is part of: "paragraph", "blockquote", "turn" …
    """

    text: str
    words: list[Word] = field(default_factory=list)
    sentences: list[range] = field(default_factory=list)
    paragraphs: list[range] = field(default_factory=list)
    names: list[tuple[range, str]] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    _quotations: list[Quotation] | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def quotations(self) -> list[Quotation]:
        """The outermost quotations of the article, in text order; quotes and entities both need them."""
        if self._quotations is None:
            self._quotations = find_quotations(self.text, self.paragraph_spans)
        return self._quotations

    @property
    def paragraph_spans(self) -> list[Span]:
        """The spans of the paragraphs, each from its first word to its last."""
        return [Span(self.words[p.start].start, self.words[p.stop - 1].end) for p in self.paragraphs]

    def span(self, words: Sequence[Word]) -> Span:
        """Return the span from the first to the last of `words`, which are in text order."""
        return Span(words[0].start, words[-1].end)

    def sentence(self, word: Word) -> list[Word]:
        """Return the words of the sentence that `word` stands in."""
        bounds = self.sentences[word.sent]
        return self.words[bounds.start : bounds.stop]

    def paragraph(self, word: Word) -> list[Word]:
        """Return the words of the paragraph that `word` stands in."""
        bounds = self.paragraphs[word.par]
        return self.words[bounds.start : bounds.stop]

    def words_in(self, span: Span) -> list[Word]:
        """Return the words that overlap `span`."""
        low = bisect_right(self.words, span.start, key=lambda w: w.end)
        high = bisect_left(self.words, span.end, key=lambda w: w.start)
        return self.words[low:high]

    def add(self, doc: "Doc", offset: int, kind: str = "paragraph") -> None:
        """Append a paragraph that starts at `offset` (code points) of the text; white space is left out."""
        self._quotations = None
        base, par, sent = len(self.words), len(self.paragraphs), len(self.sentences) - 1
        index: dict[int, int] = {}
        tokens: list[tuple[Word, int]] = []
        begun = base
        starts = doc.to_array("SENT_START") if len(doc) else ()
        opens = True
        for token in doc:
            if starts[token.i] == 1:
                opens = True
            if token.is_space:
                continue
            i = base + len(tokens)
            if opens:
                if sent >= len(self.sentences) and i > begun:
                    self.sentences.append(range(begun, i))
                begun, sent, opens = i, sent + 1, False
            at = offset + token.idx
            text = self.text[at : at + len(token)]
            lower = text.lower()
            word = Word(
                i, at, at + len(text), text, lower, _LEMMAS.get(lower) or token.lemma_.lower(), token.pos_, token.tag_,
                token.dep_, token.ent_type_, sent, par,
            )  # fmt: skip
            index[token.i] = i
            tokens.append((word, token.head.i))
        if not tokens:
            return
        self.words += [word for word, _ in tokens]
        self.sentences.append(range(begun, len(self.words)))
        for word, head in tokens:
            word.head = self.words[index[head]] if head in index else word
            if word.head is not word:
                word.head.children.append(word)
        self.paragraphs.append(range(base, len(self.words)))
        self.kinds.append(kind)
        for ent in doc.ents:
            inside = [index[t.i] for t in ent if t.i in index]
            if inside:
                self.names.append((range(inside[0], inside[-1] + 1), ent.label_))
