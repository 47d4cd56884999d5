"""Find the quotes of a parsed article, before their speakers are known."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence

from tui.analysis.model import Act, QuoteKind
from tui.analysis.parse import Parse, Word
from tui.analysis.quote_marks import QuotedText
from tui.analysis.quotes import cue_rates
from tui.analysis.quotes.acts import classify_act
from tui.analysis.quotes.clauses import Candidate, WordRange, find_addressee, find_candidates, find_subject
from tui.analysis.quotes.confidence import (
    LEAST,
    RATE,
    Proposal,
    choose_quotes,
    propose_quotes,
    rescue_quotes,
    select_comments,
    select_nestable,
)
from tui.analysis.quotes.direct import (
    Attribution,
    QuoteMarks,
    Speech,
    find_cue_after,
    find_cue_before,
    make_spans,
    read_quote_marks,
)
from tui.analysis.quotes.draft import EMPTY, DraftQuote
from tui.analysis.quotes.layout.all_forms import find_layout_quotes
from tui.analysis.quotes.nesting import nest_quotes, select_clear, select_inside
from tui.analysis.tagger.tagger import Tagger
from tui.text.spans import Span

LIKELY = 0.4
"""The least rate of a candidate that becomes a quote."""

SURE = 0.5
"""The least rate where quotes are rarer: without a source, or inside another quote."""

MARKED = 2.0
"""The factor by which the odds of a cue rise if part of its content stands in quote marks."""

ORPHAN = 5
"""The least number of words of a quotation without a cue that becomes a quote without a speaker."""


_BARE = 3
"""The same for languages without rules, in which cues cannot be found."""


def find_quotes(parse: Parse, tagger: Tagger | None = None, orphan: int = ORPHAN) -> list[DraftQuote]:
    """Find the quotes of `parse`, in text order.

    Args:
        parse: the article.
        tagger: the learned tagger; None to use rules only.
        orphan: the least number of words of a quotation without any cue.
    """
    quote_marks = read_quote_marks(parse)
    speeches, marked = quote_marks.speeches, quote_marks.marked
    if tagger is None:
        quotes = [q for rule_quotes in _apply_rules(parse, quote_marks, LIKELY, SURE) for q in rule_quotes]
    else:
        proposals = collect_proposals(parse, tagger, quote_marks)
        quotes = choose_quotes(proposals, tagger.settings["trust"], tagger.settings["accept"])
        quotes += rescue_quotes(proposals, quotes)
        quotes += select_comments(parse, proposals, quotes, LIKELY)
        quotes += select_inside(quotes, select_nestable(proposals, quotes, LIKELY))
    layout_quotes = find_layout_quotes(parse, marked)
    quotes = layout_quotes + select_clear(layout_quotes, quotes)
    quotes += _find_orphans(parse, speeches, marked, quotes, orphan)
    quotes = _drop_standfirst_quotes(parse, quotes)
    for quote in quotes:
        quote.act = classify_act(parse, quote)
        quote.addressee = quote.addressee or _find_addressee(parse, quote)
    quotes.sort(key=lambda q: (q.extent.start, -q.extent.end))
    return nest_quotes(quotes, parse.text)


def _drop_standfirst_quotes(parse: Parse, quotes: list[DraftQuote]) -> list[DraftQuote]:
    """Return `quotes` without those in a standfirst, because the story repeats what an editor sums up there."""
    spans = [
        parse.span([parse.words[words.start], parse.words[words.stop - 1]])
        for words, kind in zip(parse.paragraphs, parse.kinds, strict=True)
        if kind == "standfirst" and words
    ]
    return [q for q in quotes if not any(span.start <= q.content[0].start < span.end for span in spans)]


def find_marked_quotes(parse: Parse) -> list[DraftQuote]:
    """Find only words in quote marks, without their speakers, which works in any language."""
    quotes = [quote for quote in find_quotes(parse, orphan=_BARE) if quote.kind is QuoteKind.DIRECT]
    for quote in quotes:
        quote.cue, quote.source, quote.addressee, quote.parent = [], [], [], None
        quote.act, quote.why = Act.SAID, "words in quote marks; quoth does not identify speakers in this language"
    return quotes


def collect_proposals(parse: Parse, tagger: Tagger, quote_marks: QuoteMarks) -> list[Proposal]:
    """Return everything that the tagger and the rules propose, right or wrong."""
    links = tagger.find_links(parse, quote_marks.quotations, LEAST)
    return list(propose_quotes(parse, links, *_apply_rules(parse, quote_marks, RATE, RATE), quote_marks))


def _apply_rules(
    parse: Parse, quote_marks: QuoteMarks, least: float, bare: float
) -> tuple[list[DraftQuote], list[DraftQuote]]:
    """Return the quotes that the rules find in quote marks, and those that they find elsewhere."""
    speeches, marked = quote_marks.speeches, quote_marks.marked
    likely = _find_likely(parse, speeches, least, bare)
    direct, used_cues = _find_direct(parse, speeches, marked, likely)
    return direct, _find_indirect(parse, speeches, marked, likely, used_cues)


Likely = dict[int, tuple[float, Candidate]]
"""The best candidate of each cue and its rate, by the word index of the head."""


def _find_likely(parse: Parse, speeches: list[Speech], least: float, bare: float) -> Likely:
    """Return the best candidate for each cue outside quotations, with its rate.

    The rate must be `least` or more; without a source `bare` or more.
    """
    inside = {w.i for speech in speeches if speech.is_sentence for w in speech.words}
    marked = [speech.first.i for speech in speeches]
    best: Likely = {}
    for candidate in find_candidates(parse):
        if candidate.head.i in inside or not candidate.content:
            continue
        rate = cue_rates.get_rate(*candidate.key)
        if any(bisect_left(marked, low) < bisect_left(marked, high) for low, high in candidate.content):
            rate = cue_rates.combine_rate(rate, MARKED)
        if rate >= (least if candidate.source else bare) and rate > best.get(candidate.head.i, (0.0, candidate))[0]:
            best[candidate.head.i] = rate, candidate
    _join_light_verbs(best)
    _cut_comments(parse, best)
    return best


def _cut_comments(parse: Parse, best: Likely) -> None:
    """Cut a final ", according to X" off the contents before it: it comments on them and is not part of them."""
    beside: dict[int, list[Candidate]] = defaultdict(list)
    for _, candidate in best.values():
        beside[candidate.head.sent].append(candidate)
    for comment in [c for _, c in best.values() if c.lemma == "according to"]:
        for candidate in beside[comment.head.sent]:
            low, high = candidate.content[-1]
            cut = comment.cue[0].i
            if candidate is not comment and low < cut < high:
                while cut > low + 1 and parse.words[cut - 1].pos == "PUNCT":
                    cut -= 1
                candidate.content[-1] = low, cut


def _join_light_verbs(best: Likely) -> None:
    """Make one cue of a verb and its noun, as in "expressed fears that …"; the noun's content is the content."""
    for rate, candidate in list(best.values()):
        noun = candidate.head
        verb = noun.head
        if noun.dep in {"nsubj", "nsubjpass"} and verb.i in best and candidate.frame != "noun:be+that":
            best.pop(noun.i, None)  # "the statement on the call said …": the subject of a cue is not a cue itself
            continue
        if noun.pos == "NOUN" and noun.dep == "pobj" and (outer_cue := best.get(verb.head.i)) is not None:
            if outer_cue[1].content == candidate.content:
                best.pop(noun.i, None)  # "said in a statement that …"
            continue
        if noun.pos == "NOUN" and noun.dep == "dobj" and verb.i < noun.i and verb.pos == "VERB":
            outer = best.get(verb.i)
            if outer is not None and outer[1].frame.split("+")[0] != "obj":
                continue
            if noun.child("poss") is None and not any(c.lower == "by" for c in noun.children):
                best.pop(verb.i, None)
                candidate.cue = [*(outer[1].cue if outer else [verb]), *candidate.cue]
                candidate.source = candidate.source or find_subject(verb)
                candidate.addressee = outer[1].addressee if outer else []
                best[noun.i] = max(rate, outer[0] if outer else 0.0), candidate


# ---------------------------------------------------------------- in quote marks


def _find_direct(
    parse: Parse, speeches: list[Speech], marked: QuotedText, likely: Likely
) -> tuple[list[DraftQuote], set[int]]:
    """Return the quotations with a cue of their own, together with those that continue them, and the cues' indexes."""
    quotes: list[DraftQuote] = []
    used_cues: set[int] = set()
    open_quote: DraftQuote | None = None  # the quote that the next quotation can continue
    previous: Speech | None = None
    for n, speech in enumerate(speeches):
        before = previous.last.i + 1 if previous is not None else 0
        after = speeches[n + 1].first.i if n + 1 < len(speeches) else len(parse.words)
        joined = previous is not None and _is_continuation(parse, previous, speech)
        attribution = _find_attribution(parse, speech, before, after, joined and open_quote is not None)
        pieces = list(speech.quotation.pieces)
        if attribution is not None and attribution.head is not None and attribution.head.i in used_cues:
            attribution = None
            joined = True
        if (
            attribution is None
            and joined
            and open_quote is not None
            and (speech.is_sentence or _is_resumption(parse, speech))
        ):
            open_quote.content += pieces
            open_quote.kind = marked.kind_of(open_quote.content)
        elif attribution is not None:
            head = attribution.head
            if head is not None:
                used_cues.add(head.i)
            lemma = head.lemma if head is not None else ""
            candidate = likely.get(head.i) if head is not None else None
            if candidate is not None:
                pieces = _widen(parse, pieces, candidate[1], speeches)
            open_quote = DraftQuote(
                content=pieces,
                cue=make_spans(attribution.cue),
                source=_make_span(attribution.source),
                kind=marked.kind_of(pieces),
                act=cue_rates.find_act(lemma),
                why=attribution.why,
                confidence=0.9 if attribution.source else 0.6,
                head=head.i if head is not None else -1,
            )
            quotes.append(open_quote)
        else:
            open_quote = None
        previous = speech
    return quotes, used_cues


def _widen(parse: Parse, pieces: list[Span], candidate: Candidate, speeches: list[Speech]) -> list[Span]:
    """Add the unquoted words of the clause to the pieces: "said the mayor would stay, “whatever comes”"."""
    stretch = candidate.content[-1]
    if len(candidate.content) != 1 or candidate.frame not in {"that", "clause", "whether", "wh"}:
        return pieces
    clause = parse.span(parse.words[stretch[0] : stretch[1]])
    if clause.start > candidate.head.start and clause.overlaps(pieces[0]):
        first = Span(min(clause.start, pieces[0].start), max(clause.end, pieces[0].end))
        if sum(speech.quotation.pieces[0].overlaps(first) for speech in speeches) == 1:
            return [first, *pieces[1:]]
    return pieces


def _find_attribution(parse: Parse, speech: Speech, before: int, after: int, joined: bool) -> Attribution | None:
    """Find the cue of a quotation: after it if its end calls for one, else before it."""
    if not speech.is_sentence:
        return None
    text = "".join(w.text for w in speech.words[-3:]).rstrip("”\"’'»")
    following = parse.text[speech.quotation.end : speech.quotation.end + 1]
    behind = (text[-1:] in {",", "?", "!", "…", "-", "—"} or following == ",") or not joined
    if behind and (attribution := find_cue_after(parse, speech, after)) is not None:
        return attribution
    return None if joined and before == speech.first.i else find_cue_before(parse, speech, before)


def _is_continuation(parse: Parse, previous: Speech, speech: Speech) -> bool:
    """Whether only the cue of `previous` stands between both, as in "A," X said. "B."."""
    between = parse.words[previous.last.i + 1 : speech.first.i]
    if previous.last.par != speech.first.par:
        return False
    ends = [w for w in between[:-1] if w.text in {".", "!", "?", ";"}]
    return not ends


def _is_resumption(parse: Parse, speech: Speech) -> bool:
    """Whether a comma resumes the sentence that the cue interrupted: "A," X said, "b."."""
    return parse.words[speech.first.i - 1].text == ","


# ---------------------------------------------------------------- without quote marks


def _find_indirect(
    parse: Parse, speeches: list[Speech], marked: QuotedText, likely: Likely, used_cues: set[int]
) -> list[DraftQuote]:
    """Return the likely candidates whose cue does not introduce a quotation."""
    quotes = []
    starts = [s.first.i for s in speeches]
    for rate, candidate in likely.values():
        if candidate.head.i in used_cues:
            continue
        content = [
            span
            for stretch in candidate.content
            if (span := _make_content(parse, stretch, speeches, starts, candidate.head))
        ]
        if not content:
            continue
        quotes.append(
            DraftQuote(
                content=content,
                cue=make_spans(sorted(candidate.cue, key=lambda w: w.i)),
                source=_make_span(candidate.source),
                kind=marked.kind_of(content),
                act=cue_rates.find_act(candidate.lemma.split()[0]),
                why=_explain(candidate),
                confidence=round(rate, 2),
                addressee=_make_span(candidate.addressee),
                head=candidate.head.i,
            )
        )
    return quotes


_PLACES = {
    "<clause": "after a clause",
    "inserted": "inside a clause",
    "rest": "with the rest of the sentence",
}
_FRAMES = {
    "that": "a that-clause",
    "clause": "a clause",
    "whether": "a question",
    "wh": "a question",
    "to": "“to” and a verb",
    "ing": "an -ing form",
    "small": "a verb without “to”",
    "obj": "an object",
    "oprd": "a complement",
}


def _explain(candidate: Candidate) -> str:
    """Return the rule that found the quote, in words for the user: "“say” followed by a that-clause"."""
    frame = candidate.frame.removeprefix("pass:").removeprefix("noun:").removeprefix("adj:").removeprefix("adv:")
    place = _PLACES.get(frame)
    if place is None:
        place = "followed by " + " and ".join(_FRAMES.get(part, f"“{part}”") for part in frame.split("+"))
    return f"“{candidate.lemma}” {place}"


def _find_addressee(parse: Parse, quote: DraftQuote) -> list[Span]:
    """Return the spans of the addressee, unless they overlap the content or the cue."""
    head = parse.words[quote.head] if quote.head >= 0 else None
    addressee = _make_span(find_addressee(head)) if head is not None and head.pos == "VERB" else []
    other_spans = [*quote.content, *quote.cue]
    return addressee if not any(span.overlaps(part) for span in addressee for part in other_spans) else []


def _find_orphans(
    parse: Parse, speeches: list[Speech], marked: QuotedText, quotes: list[DraftQuote], least: int
) -> list[DraftQuote]:
    """Return the quotations that no cue introduces.

    A quotation after a quote in the same paragraph continues it: "The plan is dead, she said. “We tried.”" So does one
    that fills the paragraph after a quote in quote marks. Any other is a quote without a speaker.
    """
    claimed = sorted((span for quote in quotes for span in quote.content), key=lambda s: s.start)
    starts = [span.start for span in claimed]
    ends = sorted(
        (max(quote.extent.end, *(s.end for s in quote.cue)), n) for n, quote in enumerate(quotes) if quote.cue
    )
    orphans = []
    for speech in speeches:
        first = speech.quotation.pieces[0]
        at = bisect_right(starts, first.start)
        if not speech.is_sentence or any(span.overlaps(first) for span in claimed[max(0, at - 3) : at + 1]):
            continue
        paragraph = parse.words[parse.paragraphs[speech.first.par].start].start
        behind = bisect_right(ends, (first.start, len(quotes))) - 1
        before = parse.words[speech.first.i - 1].text[-1] if speech.first.i else "."
        opens_sentence = before in ".!?”\"’'"
        length = sum(any(c.isalnum() for c in w.text) for w in speech.words)
        continued = quotes[ends[behind][1]] if opens_sentence and behind >= 0 else None
        if continued is not None and (ends[behind][0] > paragraph or _is_rest_of(parse, continued, speech)):
            continued.content = sorted([*continued.content, *speech.quotation.pieces])
            continued.kind = marked.kind_of(continued.content)
        elif (opens_sentence and length >= least) or (before == ":" and length > 1):
            pieces = list(speech.quotation.pieces)
            kind = marked.kind_of(pieces)
            orphans.append(
                DraftQuote(pieces, [], [], kind, Act.SAID, "words in quote marks, no speaker named nearby", 0.4)
            )
    return orphans


def _is_rest_of(parse: Parse, quote: DraftQuote, speech: Speech) -> bool:
    """Whether a quotation that fills its paragraph continues `quote`, which stands in the paragraph before.

    In annotated news nearly all such quotations did (PolNeAR, training part); an answer to a question does not.
    """
    bounds = parse.paragraphs[speech.first.par]
    if (speech.first.i, speech.last.i) != (bounds.start, bounds.stop - 1) or speech.first.par == 0:
        return False
    former = parse.paragraphs[speech.first.par - 1]
    start, end = parse.words[former.start].start, parse.words[former.stop - 1].end
    here = [span for span in quote.content if start <= span.start < end]
    is_question = bool(here) and "?" in parse.text[here[-1].start : here[-1].end][-3:]
    return quote.kind is not QuoteKind.INDIRECT and start <= quote.cue[0].start and bool(here) and not is_question


def _make_content(
    parse: Parse, stretch: WordRange, speeches: Sequence[Speech], starts: list[int], cue: Word
) -> Span | None:
    """Return the span of a range; ends inside a quotation are moved to the end of that quotation."""
    low, high = stretch
    if high <= low:
        return None
    span = parse.span(parse.words[low:high])
    if parse.text[span.start : span.end].lower() in EMPTY:
        return None
    for index in (low, high - 1):
        at = bisect_right(starts, index) - 1
        if (
            at >= 0
            and speeches[at].first.i <= index <= speeches[at].last.i
            and not speeches[at].first.i <= cue.i <= speeches[at].last.i
        ):
            span = Span(min(span.start, speeches[at].quotation.start), max(span.end, speeches[at].quotation.end))
    return span


def _make_span(words: list[Word]) -> list[Span]:
    return [Span(words[0].start, words[-1].end)] if words else []
