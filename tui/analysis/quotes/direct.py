"""Quotes in quote marks: find the cue and the source before, after or between them.

This reads the surface, not the parse: parsers stumble over quote marks, while newspapers follow a few fixed patterns.
"""

from dataclasses import dataclass

from tui.analysis.parse import Parse, Word
from tui.analysis.quote_marks import Quotation, QuotedText
from tui.analysis.quotes import cue_rates
from tui.analysis.quotes.clauses import collect_noun_phrase, find_subject, get_lemma
from tui.text.spans import Span

WINDOW = 30
"""Words between a quotation and its cue, at most."""

READY = 0.18
"""The least rate of a verb as the cue of a quotation beside it."""

_CLOSERS = frozenset("”\"’'»)")
_COLON_WORDS = 8
_TIMES = frozenset({"DATE", "TIME"})


@dataclass(slots=True, eq=False)
class Attribution:
    """The cue and the source of a quotation, as lists of words; either can be empty."""

    cue: list[Word]
    source: list[Word]
    why: str
    head: Word | None = None


@dataclass(slots=True, eq=False)
class Speech:
    """A quotation and its words. `is_sentence`: it reads like a sentence of its own, not like part of one."""

    quotation: Quotation
    words: list[Word]
    is_sentence: bool

    @property
    def first(self) -> Word:
        """Its first word."""
        return self.words[0]

    @property
    def last(self) -> Word:
        """Its last word."""
        return self.words[-1]


@dataclass(frozen=True, slots=True, eq=False)
class QuoteMarks:
    """The quotations of an article, those among them that hold words, and which parts of the text they cover."""

    quotations: list[Quotation]
    speeches: list[Speech]
    marked: QuotedText


def read_quote_marks(parse: Parse) -> QuoteMarks:
    """Read the quote marks of an article."""
    quotations = parse.quotations
    return QuoteMarks(quotations, find_speeches(parse, quotations), QuotedText(parse.text, quotations))


def find_speeches(parse: Parse, quotations: list[Quotation]) -> list[Speech]:
    """Return the quotations that hold at least one word, in text order."""
    speeches = []
    for quotation in quotations:
        words = [w for piece in quotation.pieces for w in parse.words_in(piece)]
        inner = [w for w in words if w.pos != "PUNCT" and any(c.isalnum() for c in w.text)]
        if inner:
            speeches.append(Speech(quotation, words, _is_sentence(parse, words, inner)))
    return speeches


def _is_sentence(parse: Parse, words: list[Word], inner: list[Word]) -> bool:
    """Whether a quotation reads like a sentence of its own: it begins or ends like one."""
    before = parse.words[words[0].i - 1] if words[0].i > 0 else None
    opens = before is None or before.par != words[0].par or before.text[-1] in ".!?:,…—–-([" or before.text in _CLOSERS
    capital = not inner[0].text[0].islower()  # many scripts have no capitals
    ending = next((c for c in reversed("".join(w.text for w in words[-3:])) if c not in _CLOSERS), "")
    if len(inner) == 1:
        return opens and capital and ending in ",!?."
    if opens and capital:
        return len(inner) >= 3 or ending in ",.!?…"
    return opens and len(inner) >= 5 and ending in ",.!?…—-"


def collect_words_after(parse: Parse, speech: Speech, stop: int) -> list[Word]:
    """Return the words after a quotation, up to the end of the sentence or to the word index `stop`."""
    words = []
    for word in parse.words[speech.last.i + 1 : min(stop, speech.last.i + 1 + WINDOW)]:
        if word.par != speech.last.par:
            break
        words.append(word)
        if word.text in {".", "!", "?"}:
            break
    return words


def collect_words_before(parse: Parse, speech: Speech, start: int) -> list[Word]:
    """Return the words before a quotation, from the start of its sentence or from the word index `start`.

    A quotation that opens its paragraph belongs to the paragraph before, if that ends with a colon.
    """
    words: list[Word] = []
    first, paragraph = speech.first.i, speech.first.par
    if first == parse.paragraphs[paragraph].start and first and parse.words[first - 1].text == ":":
        paragraph -= 1
    for i in range(first - 1, max(start, first - WINDOW) - 1, -1):
        word = parse.words[i]
        if word.par != paragraph or (words and word.text in {".", "!", "?"}):
            break
        words.append(word)
    return words[::-1]


def find_cue_after(parse: Parse, speech: Speech, stop: int) -> Attribution | None:
    """Find the cue and the source after a quotation: "…," said X / "…," X said / "…," according to X."""
    words = collect_words_after(parse, speech, stop)
    if not words:
        return None
    while words and words[0].pos == "PUNCT" and words[0].text in {",", "—", "–", "--", "-"}:
        words = words[1:]
    if words and words[0].lower == "according":
        return _match_according(words)
    best = None
    for n, word in enumerate(words[:14]):
        if word.pos == "PUNCT" and word.text in {";", ":", "(", "—"} and n > 1:
            break
        if word.pos in {"VERB", "AUX"} and cue_rates.get_speech_rate(get_lemma(word)) >= READY and _can_attribute(word):
            source = _find_source_near(words, n)
            if source:
                best = Attribution(_collect_cue(word, words), source, "words in quote marks before the cue", word)
                break
        if word.pos in {"VERB", "SCONJ"} and n > 6:
            break
    return best


def find_cue_before(parse: Parse, speech: Speech, start: int) -> Attribution | None:
    """Find the cue and the source before a quotation: X said, "…" / X said that "…" / X: "…"."""
    words = collect_words_before(parse, speech, start)
    if not words:
        return None
    last = words[-1]
    colon = last.text == ":"
    if last.text == "." and len(words) > 1 and words[-2].pos == "VERB":
        words = words[:-1]  # X agreed. "…"
        last = words[-1]
    if last.text not in {",", ":", "that"} and last.pos not in {"VERB", "ADV", "ADP", "NOUN", "PROPN", "PRON"}:
        return None
    reach = words if colon else words[-16:]
    for n in range(len(reach) - 1, -1, -1):
        word = reach[n]
        if word.pos in {"VERB", "AUX"} and cue_rates.get_speech_rate(get_lemma(word)) >= READY and _can_attribute(word):
            source = _find_source_before(word, reach, n)
            if source or colon:
                return Attribution(_collect_cue(word, reach), source, "words in quote marks after the cue", word)
        if word.text in {",", ";"} and n < len(reach) - 1 and not colon and len(reach) - n > 12:
            break
    if colon and len(words) <= _COLON_WORDS and (names := [w for w in words if w.ent or w.pos in {"PROPN", "PRON"}]):
        return Attribution(
            [last], collect_noun_phrase(names[-1]), "words in quote marks after a name and a colon", last
        )
    return None


def _can_attribute(word: Word) -> bool:
    """Whether the verb is finite or a participle that continues ("adding:"), not an infinitive."""
    helpers = {c.lower for c in word.children if c.dep in {"aux", "auxpass"}}
    if word.tag == "VB":
        return bool(helpers & {"did", "does", "do", "would", "could", "will"})
    if word.tag == "VBN":  # "written", but not "has written"
        return bool(helpers & {"has", "have", "had", "’ve", "'ve", "’d", "'d", "was", "were"})
    return True


def _collect_cue(verb: Word, words: list[Word]) -> list[Word]:
    near = {w.i for w in words}
    group = [
        c
        for c in verb.children
        if c.i in near
        and verb.i - 3 <= c.i <= verb.i + 1
        and c.dep in {"aux", "neg", "prt", "advmod"}
        and not c.children
    ]
    return sorted([verb, *group], key=lambda w: w.i)


def _find_source_near(words: list[Word], n: int) -> list[Word]:
    """Return the noun phrase beside the verb `words[n]`: its subject if that is near, else the neighbor."""
    verb, here = words[n], {w.i for w in words}
    own_subject = [w for w in find_subject(verb) if w.i in here]
    if own_subject and any(
        w.pos in {"NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET", "X"} and w.ent not in _TIMES for w in own_subject
    ):
        return own_subject
    left = words[n - 1] if n else None
    if left is not None and left.pos in {"PRON", "PROPN", "NOUN"} and left.ent not in _TIMES:
        left = _find_main_noun(left)
        return [w for w in collect_noun_phrase(left, relative=False) if w.i in here and w.i < verb.i] or [left]
    chunk: list[Word] = []
    for word in words[n + 1 : n + 12]:
        if word.pos in {"DET", "ADJ", "PROPN", "NOUN", "PRON", "NUM", "PART"} or (
            chunk and word.lower in {"of", "’s", "'s"}
        ):
            chunk.append(word)
        else:
            break
    return chunk if any(w.pos in {"PROPN", "NOUN", "PRON"} for w in chunk) else []


def _find_main_noun(noun: Word) -> Word:
    """Return the noun that `noun` modifies: the man in "a man in a yellow coat"."""
    while noun.dep == "pobj" and noun.head.dep == "prep" and noun.head.head.pos in {"NOUN", "PROPN", "PRON"}:
        noun = noun.head.head
    return noun


def _find_source_before(verb: Word, words: list[Word], n: int) -> list[Word]:
    here = {w.i for w in words}
    own_subject = find_subject(verb)
    if own_subject and (own_subject[-1].i < verb.i or own_subject[-1].i in here):
        return own_subject
    for word in reversed(words[:n]):
        if word.pos in {"PROPN", "NOUN", "PRON"} and word.ent not in _TIMES:
            return [w for w in collect_noun_phrase(word) if w.i in here and w.i < verb.i] or [word]
        if word.pos in {"VERB", "PUNCT"}:
            break
    return []


def _match_according(words: list[Word]) -> Attribution | None:
    chunk: list[Word] = []
    for word in words[2:16]:
        if word.pos == "PUNCT" and word.text in {".", ",", ";"} and chunk:
            break
        chunk.append(word)
    return Attribution(words[:2], chunk, "words in quote marks before “according to”", words[0]) if chunk else None


def make_spans(words: list[Word]) -> list[Span]:
    """Return the spans of `words`, one for each stretch without a gap."""
    spans: list[Span] = []
    last = None
    for word in words:
        if last is not None and word.i == last + 1 and spans:
            spans[-1] = Span(spans[-1].start, word.end)
        else:
            spans.append(word.span)
        last = word.i
    return spans
