"""Block quotes, attributed by the sentence before them or by a name at their end."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from tui.analysis.lexicon.words import is_title
from tui.analysis.model import Act
from tui.analysis.parse import Word
from tui.analysis.quote_marks import Quotation
from tui.analysis.quotes import cue_rates
from tui.analysis.quotes.clauses import SPEAKERS, get_lemma
from tui.analysis.quotes.direct import Speech, find_cue_before, make_spans
from tui.analysis.quotes.draft import DraftQuote, Layout
from tui.analysis.quotes.layout.page import DASHES, Page, is_finite, strip_span
from tui.text.spans import Span

_LONGEST_SIGNATURE = 12


def find_block_quotes(page: Page) -> Iterator[DraftQuote]:
    """Yield the block quotes, attributed where the sentence before them or a name at their end says to whom."""
    blocks = groupby(enumerate(page.list_free("blockquote")), key=lambda pair: pair[1] - pair[0])
    for block in [[n for _, n in group] for _, group in blocks]:
        page.claimed |= set(block)
        yield _find_signed(page, block) or _find_introduced(page, block) or _make_unattributed(page, block)


def _find_signed(page: Page, block: Sequence[int]) -> DraftQuote | None:
    """Match a block quote that ends with the speaker's name: "— Name", "Name, title"."""
    text, last = page.parse.text, page.spans[block[-1]]
    dash, at = max((text.rfind(dash, *last), dash) for dash in DASHES)[::-1]
    mark: list[Span] = []
    name, rest = last, Span(last.start, last.start)
    if at >= 0:
        mark = [strip_span(text, at, at + len(dash))]
        name, rest = strip_span(text, at + len(dash), last.end), strip_span(text, last.start, at)
    content = [page.spans[n] for n in block[:-1]] + ([rest] if rest.start < rest.end else [])
    words = page.parse.words_in(name)
    if not content or not words or len(words) > _LONGEST_SIGNATURE or not words[0].text[0].isupper():
        return None
    if rest.start < rest.end and text[rest.end - 1] not in ".!?…”\"’'»":
        return None  # a dash within a sentence
    if words[-1].text in {".", "!", "?"} or any(map(is_finite, words)):
        return None
    if not mark and not _is_name_and_title(words):
        return None
    return page.make_quote(content, mark, [name], "block quote with a name below it", 0.9, layout=Layout.BLOCK)


def _is_name_and_title(words: Sequence[Word]) -> bool:
    """Whether words are a person's name, a comma, and more."""
    comma = next((n for n, w in enumerate(words) if w.text == ","), 0)
    return 0 < comma < len(words) - 1 and all(w.ent == "PERSON" or is_title(w.lower) for w in words[:comma])


def _find_introduced(page: Page, block: Sequence[int]) -> DraftQuote | None:
    """Match a block quote after a sentence that names the speaker and ends with a colon."""
    before = block[0] - 1
    if before < 0 or page.get_kind(before) not in {"paragraph", "list"} or page.get_words(before)[-1].text != ":":
        return None
    content = [page.spans[n] for n in block]
    opening = page.get_words(block[0])[:1]
    attribution = find_cue_before(page.parse, Speech(Quotation(tuple(content), ""), opening, is_sentence=True), 0)
    if attribution is None or not attribution.source:
        return None
    if attribution.cue[0].text == ":" and attribution.source[-1].ent not in SPEAKERS:
        return None  # "This is the sign on the door:"
    act = cue_rates.find_act(get_lemma(attribution.head)) if attribution.head is not None else Act.SAID
    source = [page.parse.span(attribution.source)]
    why = "block quote after a sentence that introduces it"
    return page.make_quote(content, make_spans(attribution.cue), source, why, 0.85, act=act, layout=Layout.BLOCK)


def _make_unattributed(page: Page, block: Sequence[int]) -> DraftQuote:
    content = [page.spans[n] for n in block]
    why = "block quote, no speaker named"
    return page.make_quote(content, [], [], why, 0.4, layout=Layout.BLOCK)
