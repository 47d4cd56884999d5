"""Turn the tagger's links into quotes: words become spans, and quotations are taken whole."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from tui.analysis.parse import Parse, Word
from tui.analysis.quotes import cue_rates
from tui.analysis.quotes.clauses import find_quoted_source, get_lemma
from tui.analysis.quotes.direct import QuoteMarks, Speech, make_spans
from tui.analysis.quotes.draft import EMPTY, DraftQuote
from tui.analysis.quotes.layout.labels import SECTIONS
from tui.analysis.tagger.tagger import Link
from tui.text.spans import Span

_LIGHT = frozenset(",;:—–-()")
"""Punctuation between words of a content that belongs to it, whatever its label."""

_SAYS_NOTHING = frozenset({"is", "was", "are", "were", "be", "not", "n't", "n’t", "'s", "’s"})
"""Words without content beside those that refer elsewhere ("that is not what … believes")."""


def convert_links(parse: Parse, links: Sequence[Link], quote_marks: QuoteMarks) -> list[DraftQuote]:
    """Return the quotes that `links` stand for, in the order of their cues."""
    firsts = [speech.first.i for speech in quote_marks.speeches]
    quotes = []
    for link in _drop_duplicates(links):
        if link.head.text == ":" and any(w.lower in SECTIONS for w in link.source[:1]):
            continue  # "Correction: …" announces what follows, not who says it
        runs = [_add_subject(parse, _strip_pointer(run), link) for run in _split_runs(parse, link.content)]
        runs = [run for run in runs if run]
        if not runs:
            continue
        beside = quote_marks.speeches[
            max(0, bisect_right(firsts, runs[0][0].i) - 1) : bisect_right(firsts, runs[-1][-1].i)
        ]
        content = align_to_quotations(parse, runs, link.head, beside)
        quotes.append(
            DraftQuote(
                content=content,
                cue=make_spans(link.cue or [link.head]),
                source=make_spans(find_quoted_source(link.head) or _find_longest_run(parse, link.source)),
                kind=quote_marks.marked.kind_of(content),
                act=cue_rates.find_act(get_lemma(link.head)),
                why=f"model found the cue “{' '.join(w.text for w in link.cue or [link.head])}”",
                confidence=round(link.cue_odds, 2),
                head=link.head.i,
            )
        )
    return quotes


def _drop_duplicates(links: Sequence[Link]) -> list[Link]:
    """Return the links without those whose head belongs to the cue of a more likely link."""
    cue_words: set[int] = set()
    kept = []
    for link in sorted(links, key=lambda x: -x.cue_odds):
        if link.content and link.head.i not in cue_words:
            kept.append(link)
            cue_words |= {w.i for w in link.cue}
    return sorted(kept, key=lambda x: x.head.i)


def _split_runs(parse: Parse, words: Sequence[Word]) -> list[list[Word]]:
    """Split words into runs without a gap; gaps of punctuation alone do not count."""
    runs: list[list[Word]] = []
    for word in words:
        between = parse.words[runs[-1][-1].i + 1 : word.i] if runs else []
        if runs and all(w.text in _LIGHT for w in between):
            runs[-1] += [*between, word]
        else:
            runs.append([word])
    return [run for run in runs if any(c.isalnum() for w in run for c in w.text)]


def _strip_pointer(run: list[Word]) -> list[Word]:
    """Return the run without a final "that" or "which"; an empty list if it has no content of its own."""
    while run and run[-1].lower in {"that", "which"}:
        run = run[:-1]
    if all(w.lower in EMPTY or w.lower in _SAYS_NOTHING or not w.text[0].isalnum() for w in run):
        return []
    return [] if " ".join(w.lower for w in run) in EMPTY else run


def _add_subject(parse: Parse, run: list[Word], link: Link) -> list[Word]:
    """Add the subject and auxiliaries right before the run's verb: "she’d" before "think about it"."""
    start = run[0].i if run else 0
    while start and _is_part_of_verb(parse.words[start - 1], run, link):
        start -= 1
    first = parse.words[start]
    return [*parse.words[start : run[0].i], *run] if run and first.dep in ("nsubj", "nsubjpass") else run


def _is_part_of_verb(word: Word, run: list[Word], link: Link) -> bool:
    if word.head not in run or word in link.source or word in link.cue:
        return False
    return word.dep in ("aux", "auxpass", "neg") or (word.dep in ("nsubj", "nsubjpass") and word.pos == "PRON")


def _find_longest_run(parse: Parse, words: Sequence[Word]) -> list[Word]:
    return max(_split_runs(parse, words), key=len, default=[])


def align_to_quotations(
    parse: Parse, runs: Sequence[Sequence[Word]], cue: Word, speeches: Sequence[Speech]
) -> list[Span]:
    """Return the runs as spans that do not cut through quotations: each is in or out as most of its words are.

    Quotations of several paragraphs are taken with all their pieces. The quotation that the cue itself stands in is
    left as it is. `speeches` are the quotations that the runs can reach into.
    """
    spans = [Span(run[0].start, run[-1].end) for run in runs]
    for speech in speeches:
        if speech.first.i <= cue.i <= speech.last.i:
            continue
        inside = sum(_count_shared(speech, run) for run in runs)
        if inside and (2 * inside >= len(speech.words) or not speech.is_sentence):
            spans += speech.quotation.pieces
    return join_spans(parse.text, spans)


def _count_shared(speech: Speech, run: Sequence[Word]) -> int:
    """Count the words of a quotation between the ends of a run."""
    low, high = (bisect_left(speech.words, i, key=lambda w: w.i) for i in (run[0].i, run[-1].i + 1))
    return max(0, high - low)


def join_spans(text: str, spans: Sequence[Span]) -> list[Span]:
    """Return the spans in text order; those that overlap, or have only white space between them, become one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and (span.start <= joined[-1].end or not text[joined[-1].end : span.start].strip(" ")):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined
