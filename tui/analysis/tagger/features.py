"""The input of the tagger: numbers for words, and for words as seen from a cue.

Training and use share this code; the order of the lists below is fixed by the weights.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tui.analysis.parse import Parse, Word
from tui.analysis.quote_marks import Quotation
from tui.analysis.tagger.wordpiece import WordPiece

PIECES = 254
"""Word pieces of a window, without its two ends."""

REACH = 120
"""Words before and after a cue, in its paragraph, in which its source and content are looked for."""

_POS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
_DEPS = (
    "ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj csubj csubjpass dative "
    "dep det dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass nummod oprd parataxis pcomp pobj poss preconj "
    "predet prep prt punct quantmod relcl xcomp"
).split()
_ENTS = (
    "CARDINAL DATE EVENT FAC GPE LANGUAGE LAW LOC MONEY NORP ORDINAL ORG PERCENT PERSON PRODUCT QUANTITY TIME "
    "WORK_OF_ART"
).split()
_NUMBERS = [{name: n for n, name in enumerate(names, start=1)} for names in (_POS, _DEPS, _ENTS)]

SHAPES = 6
QUOTING = 5
WORD_SIZES = (len(_POS) + 1, len(_DEPS) + 1, len(_ENTS) + 1, SHAPES, QUOTING)
"""The number of values of each feature of a word."""

DISTANCES = 43
_DEPTHS = 4
TREE = _DEPTHS * (len(_DEPS) + 1) + _DEPTHS + 1
SENTENCES = 7
SIDES = 6
CUE_SIZES = (DISTANCES, TREE, SENTENCES, SIDES)
"""The number of values of each feature of a word that depends on the cue."""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of words that the encoder reads at once: whole paragraphs where they fit.

    `words` are word indexes. `pieces` are the word pieces with the two ends; `first[n]` is the place of the first piece
    of the n-th word among them, `owner[p]` the word of piece `p`, or -1.
    """

    words: range
    pieces: list[int]
    first: list[int]
    owner: list[int]


def mark_quotations(parse: Parse, quotations: Sequence[Quotation]) -> tuple[list[int], list[int]]:
    """Return how each word stands to quote marks, and in which quotation.

    Returns:
        The state of each word (0 outside, 1 opening, 2 inside, 3 closing, 4 alone), and the number of its quotation (-1
        outside).
    """
    state, inside = [0] * len(parse.words), [-1] * len(parse.words)
    for n, quotation in enumerate(quotations):
        for piece in quotation.pieces:
            words = parse.words_in(piece)
            for word in words:
                state[word.i], inside[word.i] = 2, n
            if words:
                state[words[0].i], state[words[-1].i] = (1, 3) if len(words) > 1 else (4, 4)
    return state, inside


def extract_word_features(parse: Parse, state: Sequence[int]) -> list[tuple[int, ...]]:
    """Return the features of every word, in the order of `WORD_SIZES`."""
    pos, dep, ent = _NUMBERS
    return [
        (pos.get(w.pos, 0), dep.get(w.dep, 0), ent.get(w.ent, 0), _classify_shape(w.text), state[w.i])
        for w in parse.words
    ]


def _classify_shape(text: str) -> int:
    if not text[0].isalpha():
        return 5 if text[0].isdigit() else 0
    if text.islower():
        return 1
    if text.isupper():
        return 3 if len(text) > 1 else 4
    return 2


def cut_windows(parse: Parse, wordpiece: WordPiece, room: int = PIECES) -> list[Window]:
    """Cut the article into windows of at most `room` pieces: between paragraphs, else sentences, else words."""
    word_pieces = [wordpiece.pieces(w.text) for w in parse.words]
    windows: list[Window] = []
    start, used = 0, 0
    for part in _split_parts(parse, word_pieces, room):
        size = sum(len(word_pieces[i]) for i in part)
        if used and used + size > room:
            windows.append(_make_window(range(start, part.start), word_pieces, wordpiece))
            start, used = part.start, 0
        used += size
    if used:
        windows.append(_make_window(range(start, len(parse.words)), word_pieces, wordpiece))
    return windows


def _split_parts(parse: Parse, word_pieces: Sequence[Sequence[int]], room: int) -> list[range]:
    """Return paragraphs, or the sentences of those that do not fit, or pieces of sentences that do not fit."""
    parts: list[range] = []
    for paragraph in parse.paragraphs:
        if sum(len(word_pieces[i]) for i in paragraph) <= room:
            parts.append(paragraph)
            continue
        first, last = parse.words[paragraph.start].sent, parse.words[paragraph.stop - 1].sent
        for sentence in parse.sentences[first : last + 1]:
            start, used = sentence.start, 0
            for i in sentence:
                if used + len(word_pieces[i]) > room:
                    parts.append(range(start, i))
                    start, used = i, 0
                used += len(word_pieces[i])
            parts.append(range(start, sentence.stop))
    return parts


def _make_window(words: range, word_pieces: Sequence[Sequence[int]], wordpiece: WordPiece) -> Window:
    pieces, first, owner = [wordpiece.begin], [], [-1]
    for i in words:
        first.append(len(pieces))
        pieces += word_pieces[i]
        owner += [i] * len(word_pieces[i])
    return Window(words, [*pieces, wordpiece.end], first, [*owner, -1])


def find_view(parse: Parse, cue: Word, window: range) -> range:
    """Return the range of words in which the source and content of `cue` can lie: its paragraph and window."""
    paragraph = parse.paragraphs[cue.par]
    return range(max(paragraph.start, window.start, cue.i - REACH), min(paragraph.stop, window.stop, cue.i + REACH + 1))


def extract_cue_features(parse: Parse, cue: Word, words: range, inside: Sequence[int]) -> list[tuple[int, ...]]:
    """Return the features of `words` as seen from the word `cue`, in the order of `CUE_SIZES`."""
    tree = _label_tree(parse, cue, words)
    here = inside[cue.i]
    before = next((inside[i] for i in range(cue.i, words.start - 1, -1) if inside[i] not in {-1, here}), -1)
    after = next((inside[i] for i in range(cue.i, words.stop) if inside[i] not in {-1, here}), -1)
    rows: list[tuple[int, ...]] = []
    for i in words:
        quotation = inside[i]
        if quotation == -1:
            side = 0
        elif quotation == here:
            side = 1
        elif quotation in {before, after}:
            side = 2 if i < cue.i else 3
        else:
            side = 4 if i < cue.i else 5
        sentence = max(-3, min(3, parse.words[i].sent - cue.sent)) + 3
        rows.append((_bin_distance(i - cue.i), tree.get(i, TREE - 1), sentence, side))
    return rows


def _bin_distance(words: int) -> int:
    """Return a bin for a distance in words: one for each small distance, ever wider ones beyond."""
    far = abs(words)
    if far > 12:
        far = 12 + min(9, (far - 12).bit_length() + (1 if far > 20 else 0))
    return DISTANCES // 2 + (far if words >= 0 else -far)


def _label_tree(parse: Parse, cue: Word, words: range) -> dict[int, int]:
    """Number those of `words` in the cue's sentence by the branch that ties them to the cue or its ancestors."""
    path = [cue, *cue.ancestors()]
    labels = {w.i: TREE - 2 - min(depth, _DEPTHS - 1) for depth, w in enumerate(path)}
    depths = {w.i: min(depth, _DEPTHS - 1) for depth, w in enumerate(path)}
    deps = _NUMBERS[1]
    sentence = parse.sentences[cue.sent]
    for i in range(max(sentence.start, words.start), min(sentence.stop, words.stop)):
        path_words, word = [], parse.words[i]
        while word.i not in labels:
            path_words.append(word)
            if word.head.i in depths or word.head is word:
                depth = depths.get(word.head.i, _DEPTHS - 1)
                labels[word.i] = depth * (len(_DEPS) + 1) + deps.get(word.dep, 0)
            else:
                word = word.head
        for lower in path_words:
            labels[lower.i] = labels[word.i]
    return labels
