"""Conversations with the speaker's name before each turn, and interviews."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from tui.analysis.lexicon.words import PERSONS, classify_noun, is_given_name
from tui.analysis.quotes.clauses import SPEAKERS
from tui.analysis.quotes.draft import DraftQuote, Layout
from tui.analysis.quotes.interview import find_interview
from tui.analysis.quotes.layout.labels import SECTIONS, SpeakerLabels, match_label
from tui.analysis.quotes.layout.page import Page, has_letter
from tui.text.spans import Span

_ROLES = frozenset(
    "question answer questions answers audience crowd reporters both all male female unidentified".split()
)
"""Labels of speakers in a transcript, besides the nouns for a person ("Reporter:", "Moderator:")."""

_CONVERSATION_WORDS = frozenset("i i’m i'm you we me my your our us let’s let's yes no".split())
"""Words of people in conversation; a list of facts has none of them."""

_MIN_CONVERSATIONAL = 1 / 3
"""The least share of the turns of a conversation with such a word or a question."""

_MOST_CONTINUED = 6
"""Paragraphs without a label that can belong to a turn, at most; after more, the story has gone on."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """A paragraph "NAME: words": its number, its label, and the spans of the label, the colon and the words."""

    number: int
    label: str
    source: Span
    cue: Span
    words: Span

    @property
    def surname(self) -> str:
        """The part of the label that later turns keep: "JAKE TAPPER" becomes "TAPPER"."""
        return self.label.split()[-1].lower()


def find_turns(page: Page, labels: SpeakerLabels) -> list[DraftQuote]:
    """Find the turns of a conversation with the speaker's name before each."""
    turns = _find_conversation(page, labels)
    quotes: list[DraftQuote] = []
    several = len({turn.surname for turn in turns}) > 1
    for turn, following in zip_longest(turns, turns[1:]):
        # Where only the questions have a label, an unlabeled paragraph is the answer, not a continuation.
        more = _find_continuation(page, turn, following) if following is not None and several else []
        page.claimed |= {turn.number, *more}
        content = [turn.words, *(page.spans[n] for n in more)]
        why = "turn in a conversation"
        quotes.append(page.make_quote(content, [turn.cue], [turn.source], why, 0.95, layout=Layout.TURN))
    return quotes


def find_answers(page: Page) -> Iterator[DraftQuote]:
    """Yield the answers of an interview without labels; the introduction names the interviewee."""
    interview = find_interview(page.parse)
    if interview is None:
        return
    number = {span.start: n for n, span in enumerate(page.spans)}
    for question, answer in zip(interview.questions, interview.answers, strict=True):
        free = [span for span in answer if number[span.start] not in page.claimed]
        page.claimed |= {number[span.start] for span in (question, *free)}
        if free:
            why = "interview answer; the introduction names the interviewee"
            quote = page.make_quote(free, [], [interview.interviewee], why, 0.8, layout=Layout.TURN)
            quote.question.append(question)
            yield quote


def _find_conversation(page: Page, labels: SpeakerLabels) -> list[_Turn]:
    """Return the turns of the page if they make up a conversation; else an empty list.

    One paragraph that the article itself marks as a turn is enough. Otherwise there must be three turns of at least two
    speakers (or questions alone), one of whom speaks twice. A list of facts ("Clinton: 1,769") is not a conversation.
    """
    candidates = [turn for n in page.list_free("paragraph", "turn") if (turn := _parse_turn(page, n)) is not None]
    candidates = _drop_headline(page, candidates)
    speakers = _find_speaker_labels(page, labels, candidates)
    turns = [turn for turn in candidates if turn.surname in speakers or page.get_kind(turn.number) == "turn"]
    is_transcript = any(page.get_kind(turn.number) == "turn" for turn in turns)
    counts = Counter(turn.surname for turn in turns)
    if not is_transcript and (len(turns) < 3 or max(counts.values()) < 2 or (len(counts) < 2 and "q" not in counts)):
        return []
    conversational = sum(_is_conversational(page, turn) for turn in turns)
    return turns if len(turns) < 3 or conversational >= _MIN_CONVERSATIONAL * len(turns) else []


def _parse_turn(page: Page, n: int) -> _Turn | None:
    match = match_label(page.parse.text, page.spans[n])
    if match is None:
        return None
    label_words = match["label"].split()
    words = Span(match.end(), page.spans[n].end)
    if not has_letter(page.get_text(words)) or not SECTIONS.isdisjoint(
        {label_words[0].lower(), label_words[-1].lower()}
    ):
        return None
    return _Turn(n, match["label"], Span(*match.span("label")), Span(*match.span("cue")), words)


def _drop_headline(page: Page, turns: list[_Turn]) -> list[_Turn]:
    """Return the turns without a headline as the first paragraph: "Brandt: We will open"."""
    if not turns or turns[0].number > 0 or page.get_kind(0) != "paragraph":
        return turns
    first, *others = turns
    belongs = any(turn.number == 1 or turn.label == first.label for turn in others)
    return turns if belongs else others


def _find_speaker_labels(page: Page, labels: SpeakerLabels, turns: Sequence[_Turn]) -> set[str]:
    """Return the last words of the labels that name a person or a role anywhere on the page."""
    speakers = {turn.surname for turn in turns if _names_speaker(page, labels, turn)}
    if any(turn.label == "Q" for turn in turns):
        return speakers | {"q", "a"}
    return speakers - {"a"}  # "A. Smith was there"


def _names_speaker(page: Page, labels: SpeakerLabels, turn: _Turn) -> bool:
    label = page.parse.words_in(turn.source)
    return (
        (turn.label.isupper() and len(turn.label) > 1)
        or turn.surname in _ROLES
        or not PERSONS.isdisjoint(classify_noun(turn.surname))
        or is_given_name(turn.label.split()[0])
        or any(w.ent in SPEAKERS for w in label)
        or labels.find_entity_label(label[-1]) in SPEAKERS
    )


def _is_conversational(page: Page, turn: _Turn) -> bool:
    return "?" in page.get_text(turn.words) or any(
        w.lower in _CONVERSATION_WORDS for w in page.parse.words_in(turn.words)
    )


def _find_continuation(page: Page, turn: _Turn, following: _Turn) -> list[int]:
    """Return the numbers of the paragraphs after `turn` in which the same speaker goes on.

    The turn ends before a paragraph that is not plain text, has a label of its own ("Note:"), or names the speaker:
    there a reporter tells the story.
    """
    between = range(turn.number + 1, following.number)
    if len(between) > _MOST_CONTINUED:
        return []
    more: list[int] = []
    for n in between:
        if (
            n in page.claimed
            or page.get_kind(n) not in {"paragraph", "turn"}
            or match_label(page.parse.text, page.spans[n]) is not None
        ):
            break
        if any(w.lower == turn.surname and w.text[0].isupper() for w in page.get_words(n)):
            break
        if not _is_direction(page.get_text(page.spans[n])):
            more.append(n)
    return more


def _is_direction(text: str) -> bool:
    """Whether a paragraph is a stage direction, "(Applause.)" or "[crosstalk]", or an ellipsis."""
    bare = text.rstrip(".… ")
    return (bare[:1] + bare[-1:]) in {"()", "[]"} or not has_letter(bare)
