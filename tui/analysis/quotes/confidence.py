"""Combine the quotes of the tagger and of the rules, each weighed by its confidence.

Both propose quotes for the same cues, often the same ones. How likely a proposal is right is estimated by a logistic
regression over its features (stacking; Wolpert, 1992), fitted on articles that neither was trained on. The estimate is
the quote's confidence; of proposals that claim the same words, the one with the highest confidence is kept.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from tui.analysis.model import QuoteKind
from tui.analysis.parse import Parse
from tui.analysis.quotes import cue_rates
from tui.analysis.quotes.clauses import SPEAKERS, get_lemma
from tui.analysis.quotes.direct import QuoteMarks
from tui.analysis.quotes.draft import DraftQuote
from tui.analysis.quotes.tagged import convert_links
from tui.analysis.tagger.features import REACH
from tui.analysis.tagger.tagger import Link
from tui.text.spans import Span

LEAST = 0.15
"""The least odds of a link of the tagger that is considered."""

RATE = 0.1
"""The least rate of a candidate of the rules that is considered together with the tagger."""

_SAME = 0.8
"""Jaccard index of words from which two contents count as the same."""

_COMMENTS = frozenset({"according", "per"})
"""Cues that comment on a whole sentence."""

_ODDS_WITHOUT_LINK = 0.02
"""The odds assumed for a word without a link."""

_RELIABLE_ODDS = 0.5
"""The odds from which the tagger's boundaries of a nested quote are better than the rules'."""


@dataclass(slots=True, eq=False)
class Proposal:
    """A quote proposed by the tagger or the rules. `words` and `cue` are the word indexes of its content and cue."""

    quote: DraftQuote
    by: str
    features: tuple[float, ...]
    words: frozenset[int]
    cue: frozenset[int]
    beside: bool = False
    """Whether the rules found it in quote marks."""
    odds: float = 0.0
    """The tagger's probability of its cue, in [0, 1]."""
    rate: float = 0.0
    """The rules' rate of its cue, in [0, 1]; 0 if they do not propose it."""


def propose_quotes(
    parse: Parse,
    links: Sequence[Link],
    direct: Sequence[DraftQuote],
    indirect: Sequence[DraftQuote],
    quote_marks: QuoteMarks,
) -> Iterator[Proposal]:
    """Yield what the tagger and the rules propose, in the order of the heads of the cues.

    Args:
        parse: the article.
        links: the tagger's links with odds of `LEAST` or more, in text order.
        direct: the rules' quotes in quote marks.
        indirect: the rules' other quotes, with rates of `RATE` or more.
        quote_marks: the quote marks of the article.
    """
    tagged_by_head = {quote.head: quote for quote in convert_links(parse, links, quote_marks)}
    ruled_by_head = {quote.head: (quote, False) for quote in indirect} | {quote.head: (quote, True) for quote in direct}
    index = _LinkIndex(links)
    for head in sorted(tagged_by_head.keys() | ruled_by_head.keys()):
        tagged, (ruled, beside) = tagged_by_head.get(head), ruled_by_head.get(head, (None, False))
        link = index.at.get(head)
        odds, rate = link.cue_odds if link else 0.0, ruled.confidence if ruled else 0.0
        words = {id(q): frozenset(_collect_words(parse, q.content)) for q in (tagged, ruled) if q is not None}
        shared, sources = 0.0, 0.0
        if tagged is not None and ruled is not None:
            shared = jaccard(words[id(tagged)], words[id(ruled)])
            sources = float(bool(_collect_words(parse, tagged.source) & _collect_words(parse, ruled.source)))
            tagged.addressee = ruled.addressee
        same = shared >= _SAME
        common_features = (
            1.0,
            _logit(odds if link else _ODDS_WITHOUT_LINK),
            math.log(max(link.link_odds, 1e-4)) if link else 0.0,
            float(link is None),
            float(ruled is None),
            _logit(rate) if ruled is not None and not beside else 0.0,
            float(ruled is not None and beside and bool(ruled.source)),
            float(beside),
            float(same),
            float(shared > 0.99),
            sources,
            float(parse.words[head].lower in _COMMENTS),
            float(cue_rates.find_stand_in(get_lemma(parse.words[head])) == cue_rates.LISTED),
        )
        for quote, by in ((tagged, "tagger"), (ruled, "rules")):
            if quote is None or (by == "rules" and same):  # the tagger's boundaries are better
                continue
            content = words[id(quote)]
            own_features = (
                float(_is_somebody(parse, quote.source)),
                index.find_odds_around(head),
                index.find_odds_inside(content, head),
                float(quote.kind is QuoteKind.DIRECT),
                float(quote.kind is QuoteKind.MIXED),
                float(not quote.source),
                math.log(1 + len(content)),
            )
            quote.why = _explain(tagged, ruled, by, same)
            cue = frozenset(_collect_words(parse, quote.cue))
            yield Proposal(quote, by, common_features + own_features, content, cue, beside, odds, rate)


class _LinkIndex:
    """The tagger's links by the index of the head of their cue."""

    def __init__(self, links: Sequence[Link]) -> None:
        self.at = {link.head.i: link for link in links}
        self._heads = sorted(self.at)

    def find_odds_around(self, head: int) -> float:
        """Return the highest odds of another link whose content covers the word `head`; 0 if there is none."""
        # No content lies farther from its cue than the tagger sees.
        low, high = bisect_left(self._heads, head - REACH), bisect_right(self._heads, head + REACH)
        near = (self.at[i] for i in self._heads[low:high] if i != head)
        return max((x.cue_odds for x in near if x.content and x.content[0].i <= head <= x.content[-1].i), default=0.0)

    def find_odds_inside(self, content: Iterable[int], head: int) -> float:
        """Return the highest odds of a cue among the words of `content` other than `head`; 0 if there is none."""
        return max((self.at[i].cue_odds for i in content if i in self.at and i != head), default=0.0)


def estimate_confidence(proposal: Proposal, weights: Mapping[str, Sequence[float]]) -> float:
    """Return the probability that a proposal is right. `weights` has a list for "tagger" and one for "rules"."""
    total = sum(w * x for w, x in zip(weights[proposal.by], proposal.features, strict=True))
    return 1 / (1 + math.exp(-total))


def choose_quotes(
    proposals: Sequence[Proposal], weights: Mapping[str, Sequence[float]], least: float
) -> list[DraftQuote]:
    """Return the quotes with the highest confidence, at least `least`, that share no words."""
    ranked = sorted(
        ((estimate_confidence(p, weights), -n, p) for n, p in enumerate(proposals)), key=lambda t: t[:2], reverse=True
    )
    claimed_words: set[int] = set()
    claimed_cues: set[int] = set()
    quotes = []
    for confidence, _, proposal in ranked:
        if confidence < least:
            break
        cue = proposal.cue | {proposal.quote.head}
        if proposal.words & claimed_words or cue & claimed_cues:
            continue
        claimed_words |= proposal.words
        claimed_cues |= cue
        proposal.quote.confidence = round(confidence, 2)
        quotes.append(proposal.quote)
    return quotes


def rescue_quotes(proposals: Sequence[Proposal], quotes: Sequence[DraftQuote]) -> list[DraftQuote]:
    """Return the rules' quotes for quotations that no quote covers yet: a doubtful speaker is better than none."""
    claimed = sorted(piece for quote in quotes for piece in quote.content)
    more = []
    for proposal in proposals:
        quote = proposal.quote
        if proposal.rate and proposal.beside and quote.source and not _has_overlap(claimed, quote.content):
            quote.confidence = min(quote.confidence, 0.5)
            more.append(quote)
    return more


def select_nestable(proposals: Sequence[Proposal], quotes: Sequence[DraftQuote], least: float) -> list[DraftQuote]:
    """Return the rules' quotes with other cues and rates of `least` or more, which may stand inside `quotes`.

    The tagger was trained on news that marks no quote inside another one.
    """
    heads = {quote.head for quote in quotes}
    more = []
    for proposal in proposals:  # of two for the same cue, the tagger's comes first
        doubted = proposal.by == "tagger" and proposal.odds < _RELIABLE_ODDS
        if proposal.rate >= least and proposal.quote.head not in heads and not doubted:
            heads.add(proposal.quote.head)
            proposal.quote.confidence = proposal.rate
            more.append(proposal.quote)
    return more


def select_comments(
    parse: Parse, proposals: Sequence[Proposal], quotes: Sequence[DraftQuote], least: float
) -> list[DraftQuote]:
    """Return comments on sentences that hold one of `quotes` whole: "X told Y that …, as per the ministry".

    The rules must give them a rate of `least` or more. The training data marks no quote inside another one, so neither
    the tagger nor the confidence can judge them.
    """
    claimed = {i: quote for quote in quotes for i in _collect_words(parse, [*quote.content, *quote.cue])}
    heads = {quote.head for quote in quotes}
    more = []
    for proposal in proposals:
        quote = proposal.quote
        if proposal.rate < least or parse.words[quote.head].lower not in _COMMENTS or quote.head in heads:
            continue
        inner_quotes = {id(inner): inner for i in proposal.words if (inner := claimed.get(i)) is not None}.values()
        if inner_quotes and all(
            _collect_words(parse, [*inner.content, *inner.cue]) < proposal.words for inner in inner_quotes
        ):
            quote.confidence = proposal.rate
            more.append(quote)
    return more


def _has_overlap(claimed: Sequence[Span], content: Sequence[Span]) -> bool:
    return any(
        piece.overlaps(span)
        for span in content
        for piece in claimed[max(0, bisect_right(claimed, span) - 2) : bisect_left(claimed, Span(span.end, span.end))]
    )


def _is_somebody(parse: Parse, source: Sequence[Span]) -> bool:
    """Whether a source holds a name or a personal pronoun."""
    return any(w.ent in SPEAKERS or w.tag in {"PRP", "WP"} for span in source for w in parse.words_in(span))


def _collect_words(parse: Parse, spans: Iterable[Span]) -> set[int]:
    """Return the indexes of the words in `spans`, punctuation aside."""
    return {w.i for span in spans for w in parse.words_in(span) if any(c.isalnum() for c in w.text)}


def jaccard(a: Set[int], b: Set[int]) -> float:
    """Return the share of what two sets have in common in all that they have (Jaccard, 1901); 0 if both are empty."""
    return len(a & b) / len(a | b) if a or b else 0.0


def _logit(p: float) -> float:
    p = min(max(p, 0.001), 0.999)
    return math.log(p / (1 - p))


def _explain(tagged: DraftQuote | None, ruled: DraftQuote | None, by: str, same: bool) -> str:
    """Return why a proposal was made, in words for the user; `same` if both propose the same content."""
    if ruled is None:
        return tagged.why if tagged is not None else ""
    if tagged is None:
        return f"{ruled.why}; rules only"
    if same:
        return f"{ruled.why}; the model agrees"
    reason, other = (tagged.why, "rules agree") if by == "tagger" else (ruled.why, "model agrees")
    return f"{reason}; the {other} on the cue"
