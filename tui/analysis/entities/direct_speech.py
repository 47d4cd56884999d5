"""Direct speech: which words of an article stand in it, and which word names the speaker."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from tui.analysis.entities.speakers import find_span_head
from tui.analysis.model import QuoteKind
from tui.analysis.parse import Parse, Word
from tui.analysis.quotes.draft import DraftQuote, Layout


class DirectSpeech:
    """The passages that an article gives word for word, numbered in text order.

    Args:
        parse: the article.
        quotes: its quotes.
    """

    def __init__(self, parse: Parse, quotes: Sequence[DraftQuote]) -> None:
        self._parse = parse
        self._passages = sorted(_find_passages(parse, quotes))
        self._voices = {voice for _, _, voice in self._passages}
        self._sources = {w.i for q in quotes for s in q.source for w in parse.words_in(s)}
        turns = [q.source for q in quotes if q.layout is Layout.TURN]
        self.turn_labels = {
            head.i: head.lower for source in turns if (head := find_span_head(parse, source)) is not None
        }
        """The labels of the turns of a conversation in lower case, by the index of the word."""

    def find_passage(self, word: Word) -> int:
        """Return the number of the passage that `word` stands in; -1 for none."""
        at = bisect_right(self._passages, (word.start, 1 << 60)) - 1
        return at if at >= 0 and self._passages[at][1] > word.start else -1

    def find_voice(self, number: int) -> int:
        """Return the index of the word that names the speaker of passage `number`; -1 if none does."""
        return self._passages[number][2] if number >= 0 else -1

    def is_voice(self, word: Word) -> bool:
        """Whether `word` names the speaker of a passage."""
        return word.i in self._voices

    def is_source(self, word: Word) -> bool:
        """Whether `word` is part of the source of a quote, direct or not."""
        return word.i in self._sources

    def count_sentences(self, earlier: Word, later: Word) -> int:
        """Count the sentences from `earlier` to `later`, leaving out those between them that are all direct speech."""
        between = range(earlier.sent + 1, later.sent)
        return later.sent - earlier.sent - sum(map(self._is_all_speech, between))

    def _is_all_speech(self, sentence: int) -> bool:
        bounds = self._parse.sentences[sentence]
        words = self._parse.words[bounds.start : bounds.stop]
        return all(self.find_passage(w) >= 0 or not w.text[0].isalnum() for w in words)


def _find_passages(parse: Parse, quotes: Sequence[DraftQuote]) -> Iterator[tuple[int, int, int]]:
    """Yield start, end and voice of each verbatim passage; of mixed quotes that is what stands in quote marks."""
    pieces = [piece for quotation in parse.quotations for piece in quotation.pieces]
    starts = [piece.start for piece in pieces]
    for quote in quotes:
        for span in quote.content:
            if quote.kind is QuoteKind.DIRECT or quote.layout is not None:
                yield span.start, span.end, _find_voice(parse, quote)
            elif quote.kind is QuoteKind.MIXED:
                for piece in pieces[max(0, bisect_right(starts, span.start) - 1) : bisect_right(starts, span.end)]:
                    if piece.end > span.start and piece.start < span.end:
                        yield max(piece.start, span.start), min(piece.end, span.end), -1


def _find_voice(parse: Parse, quote: DraftQuote) -> int:
    """Return the index of the head of the source; -1 without a source.

    Nor is there a voice for a quotation in the course of a sentence ("he praised “his team”"), because it keeps the
    grammatical persons of that sentence.
    """
    is_verbatim = quote.kind is QuoteKind.DIRECT or quote.layout is not None
    head = find_span_head(parse, quote.source) if is_verbatim else None
    return head.i if head is not None else -1
