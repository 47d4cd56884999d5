"""Headlines that name a speaker: "NAME: words", "Words: NAME", "Words, says NAME"."""

from collections.abc import Iterator, Sequence

from tui.analysis.parse import Word
from tui.analysis.quote_marks import PAIRS
from tui.analysis.quotes.draft import DraftQuote
from tui.analysis.quotes.layout.labels import LONGEST_LABEL, SpeakerLabels, match_label
from tui.analysis.quotes.layout.page import Page, has_letter, is_finite, is_headline

_TOPICS = frozenset("how who when where why".split())
_SAYS = frozenset(
    "says say said warns warn warned claims claim claimed insists insist insisted tells told vows vow vowed admits "
    "admit admitted argues argue argued announces announced predicts predict predicted suggests suggested".split()
)
_QUOTE_MARKS = frozenset({*PAIRS, *"".join(PAIRS.values())})


def find_headlines(page: Page, labels: SpeakerLabels) -> Iterator[DraftQuote]:
    """Yield the quotes in headlines that name a speaker."""
    for n in [n for n in page.list_free("title", "heading", "paragraph") if is_headline(page.parse, n)]:
        if page.get_kind(n) == "paragraph" and match_label(page.parse.text, page.spans[n + 1]) is not None:
            continue  # the first line of a list
        words = page.get_words(n)
        stop = words[-1].text == "."
        if stop:
            words = words[:-1]
        quote = _match_label_first(page, labels, words) or _match_label_last(page, labels, words)
        if quote is None and (not stop or page.get_kind(n) != "paragraph"):
            quote = _match_verb_last(page, words)  # a sentence with a period is left to the rules for prose
        if quote is not None:
            page.claimed.add(n)
            yield quote


def _match_label_first(page: Page, labels: SpeakerLabels, words: Sequence[Word]) -> DraftQuote | None:
    """Match the form "NAME: words"."""
    colon = next((n for n, w in enumerate(words[: LONGEST_LABEL + 1]) if w.text == ":"), 0)
    label, content = words[:colon], words[colon + 1 :]
    if not labels.names_speaker(label) or not _is_statement(content):
        return None
    return _make_quote(page, content, words[colon], label, 0.85)


def _match_label_last(page: Page, labels: SpeakerLabels, words: Sequence[Word]) -> DraftQuote | None:
    """Match the form "Words: NAME", if NAME speaks in the story too: else the words may be about them."""
    colon = next((n for n in range(len(words) - 1, -1, -1) if words[n].text == ":"), 0)
    content, label = words[:colon], words[colon + 1 :]
    if (
        len(content) < 3
        or not labels.names_speaker(label)
        or not labels.speaks_in_story(label)
        or not _is_statement(content)
    ):
        return None
    return _make_quote(page, content, words[colon], label, 0.7)


def _match_verb_last(page: Page, words: Sequence[Word]) -> DraftQuote | None:
    """Match the forms "Words, says NAME" and "Words, NAME says"."""
    comma = next((n for n in range(len(words) - 1, -1, -1) if words[n].text == ","), 0)
    start = comma + 1
    while start < len(words) and words[start].text in _QUOTE_MARKS:
        start += 1
    content, tail = words[: start if start > comma + 1 else comma], words[start:]
    if not 2 <= len(tail) <= LONGEST_LABEL + 1 or not _is_statement(content):
        return None
    verb = next((w for w in (tail[0], tail[-1]) if w.lower in _SAYS), None)
    source = [w for w in tail if w is not verb]
    if verb is None or any(w.lower in _SAYS for w in source) or not any(has_letter(w.text) for w in source):
        return None
    return _make_quote(page, content, verb, source, 0.85)


def _make_quote(
    page: Page, content: Sequence[Word], cue: Word, source: Sequence[Word], confidence: float
) -> DraftQuote:
    spans, named = [page.parse.span(content)], [page.parse.span(source)]
    return page.make_quote(spans, [cue.span], named, "headline that names the speaker", confidence)


def _is_statement(words: Sequence[Word]) -> bool:
    """Whether a part of a headline is a clause or holds a quotation, and is not just a topic.

    Topics are "Ted Cruz: a life", "Ted Cruz: how he lost" and "Ted Cruz: the man who never slept".
    """
    if any(w.text in PAIRS for w in words):
        return True
    return any(is_finite(w) and w.dep != "relcl" for w in words) and words[0].lower not in _TOPICS
