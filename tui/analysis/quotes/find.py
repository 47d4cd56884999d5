"""From the parsed article to its quotes, before anyone knows which entity speaks."""

from bisect import bisect_right
from collections.abc import Sequence

from tui.analysis.parse import Parse, Word
from tui.analysis.quotes import lexicon
from tui.analysis.quotes.clauses import Candidate, Stretch, candidates
from tui.analysis.quotes.direct import Attribution, Speech, cue_before, cue_behind, span_of, speeches
from tui.analysis.quotes.draft import DraftQuote
from tui.analysis.quotes.marks import Quotation, kind_of, quotations
from tui.analysis.quotes.nesting import nest
from tui.spans import Span

LIKELY = 0.3
"""The rate from which a candidate is taken for a quote."""


def find_quotes(parse: Parse) -> list[DraftQuote]:
    """Find the quotes of `parse`, in text order."""
    paragraphs = [Span(parse.words[p.start].start, parse.words[p.stop - 1].end) for p in parse.paragraphs]
    quoted = quotations(parse.text, paragraphs)
    said = speeches(parse, quoted)
    inside = {w.i: n for n, speech in enumerate(said) for w in speech.words}
    quotes, used = _direct(parse, said, quoted)
    quotes += _indirect(parse, inside, said, quoted, used)
    quotes.sort(key=lambda q: (q.extent.start, -q.extent.end))
    return nest(quotes)


# ---------------------------------------------------------------- in quote marks


def _direct(
    parse: Parse, said: list[Speech], quoted: list[Quotation]
) -> tuple[list[DraftQuote], set[int]]:
    """The quotations that have a cue of their own, with those that continue them; and the cues' word indexes."""
    found: list[DraftQuote] = []
    used: set[int] = set()
    last: DraftQuote | None = None  # the quote that the next quotation may continue
    previous: Speech | None = None
    for n, speech in enumerate(said):
        before = previous.last.i + 1 if previous is not None else 0
        after = said[n + 1].first.i if n + 1 < len(said) else len(parse.words)
        joined = previous is not None and _continues(parse, previous, speech)
        attribution = _attribution(parse, speech, before, after, joined and last is not None)
        pieces = list(speech.quotation.pieces)
        if attribution is not None and attribution.head is not None and attribution.head.i in used:
            attribution = None
            joined = True
        if attribution is None and joined and last is not None and speech.sentence:
            last.content += pieces
            last.kind = kind_of(last.content, quoted, parse.text)
        elif attribution is not None:
            head = attribution.head
            if head is not None:
                used.add(head.i)
            lemma = head.lemma if head is not None else ""
            last = DraftQuote(
                content=pieces,
                cue=span_of(attribution.cue),
                source=_one_span(attribution.source),
                kind=kind_of(pieces, quoted, parse.text),
                act=lexicon.act(lemma),
                why=attribution.why,
                confidence=0.9 if attribution.source else 0.6,
            )
            found.append(last)
        else:
            last = None
        previous = speech
    return found, used


def _attribution(parse: Parse, speech: Speech, before: int, after: int, joined: bool) -> Attribution | None:
    """The cue beside a quotation: behind it if it ends like one that is followed by a cue, else before it."""
    if not speech.sentence:
        return None
    text = "".join(w.text for w in speech.words[-3:]).rstrip("”\"’'»")
    following = parse.text[speech.quotation.end : speech.quotation.end + 1]
    behind = (text[-1:] in {",", "?", "!", "…", "-", "—"} or following == ",") or not joined
    if behind and (found := cue_behind(parse, speech, after)) is not None:
        return found
    return None if joined and before == speech.first.i else cue_before(parse, speech, before)


def _continues(parse: Parse, previous: Speech, speech: Speech) -> bool:
    """Whether only the cue of `previous` stands between the two: "A," X said. "B." """
    between = parse.words[previous.last.i + 1 : speech.first.i]
    if previous.last.par != speech.first.par:
        return False
    ends = [w for w in between[:-1] if w.text in {".", "!", "?", ";"}]
    return not ends


# ---------------------------------------------------------------- without quote marks


def _indirect(
    parse: Parse, inside: dict[int, int], said: list[Speech], quoted: list[Quotation], used: set[int]
) -> list[DraftQuote]:
    """The candidates of the parse that the lexicon takes for quotes."""
    best: dict[int, tuple[float, Candidate]] = {}
    for candidate in candidates(parse.words):
        head = candidate.head
        if head.i in used or (head.i in inside and said[inside[head.i]].sentence):
            continue
        rate = lexicon.rate(*candidate.key)
        if rate >= LIKELY and rate > best.get(head.i, (0.0, candidate))[0]:
            best[head.i] = rate, candidate
    found = []
    starts = [s.first.i for s in said]
    for rate, candidate in best.values():
        content = [span for stretch in candidate.content if (span := _content(parse, stretch, said, starts, candidate.head))]
        if not content:
            continue
        found.append(
            DraftQuote(
                content=content,
                cue=span_of(sorted(candidate.cue, key=lambda w: w.i)),
                source=_one_span(candidate.source),
                kind=kind_of(content, quoted, parse.text),
                act=lexicon.act(candidate.lemma.split()[0]),
                why=f"{candidate.lemma} + {candidate.frame}",
                confidence=round(rate, 2),
                addressee=_one_span(candidate.addressee),
            )
        )
    return found


def _content(parse: Parse, stretch: Stretch, said: Sequence[Speech], starts: list[int], cue: Word) -> Span | None:
    """The stretch as a span, its ends moved out of the middle of a quotation to the quotation's end."""
    low, high = stretch
    if high <= low:
        return None
    span = parse.span(parse.words[low:high])
    for index in (low, high - 1):
        at = bisect_right(starts, index) - 1
        if at >= 0 and said[at].first.i <= index <= said[at].last.i and not said[at].first.i <= cue.i <= said[at].last.i:
            span = Span(min(span.start, said[at].quotation.start), max(span.end, said[at].quotation.end))
    return span


def _one_span(words: list[Word]) -> list[Span]:
    return [Span(words[0].start, words[-1].end)] if words else []
