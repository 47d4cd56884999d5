"""Interviews without labels: questions and answers alternate, and only the introduction says who answers."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from tui.analysis.lexicon.words import Noun, classify_noun, is_given_name
from tui.analysis.parse import Parse, Word
from tui.text.spans import Span

_LEAST_QUESTIONS = 2
_MOSTLY = 0.5
"""The least share of questions with "you", and of answers with "I" or "we"."""

_TALK = frozenset({"talk", "speak", "tell", "chat", "ask", "discuss", "answer", "sit"})
_TOPIC = frozenset({"about", "on", "over", "regarding", "for", "in", "at", ".", ";"})
"""Words after which the partner of an interview is no longer named."""

_YOU = frozenset({"you", "your", "yours", "yourself"})
_I = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our"})
_LONGEST_QUESTION = 150
"""Words of a paragraph that can still be a question, at most."""

_UNREAD = frozenset({"title", "standfirst", "heading", "byline", "caption", "boilerplate"})


@dataclass(frozen=True, slots=True)
class Interview:
    """The name of the interviewee where it stands in full, the questions, and the answer to each.

    Questions are paragraphs; an answer is any number of paragraphs.
    """

    interviewee: Span
    questions: list[Span]
    answers: list[list[Span]]


def find_interview(parse: Parse) -> Interview | None:
    """Return the interview that `parse` consists of; None if it is not an interview."""
    spans = parse.paragraph_spans
    quotation_starts = {s.start for q in parse.quotations for s in q.pieces}
    question_numbers = [
        n for n, span in enumerate(spans) if _is_question(parse, n) and span.start not in quotation_starts
    ]
    if len(question_numbers) < _LEAST_QUESTIONS:
        return None
    first = question_numbers[0]
    read = [n for n in range(first, len(spans)) if parse.kinds[n] not in _UNREAD]
    answers: list[list[int]] = []
    for n in read:
        if n in question_numbers:
            answers.append([])
        else:
            answers[-1].append(n)
    given_answers = [a for a in answers if a]
    to_someone = sum(bool(_collect_tokens(parse, n) & _YOU) for n in question_numbers)
    of_themselves = sum(any(_collect_tokens(parse, n) & _I for n in a) for a in given_answers)
    if to_someone < _MOSTLY * len(question_numbers) or of_themselves < _MOSTLY * max(1, len(given_answers)):
        return None
    interviewee = _find_interviewee(parse, first)
    if interviewee is None:
        return None
    return Interview(interviewee, [spans[n] for n in question_numbers], [[spans[n] for n in a] for a in answers])


def _get_words(parse: Parse, n: int) -> list[Word]:
    bounds = parse.paragraphs[n]
    return parse.words[bounds.start : bounds.stop]


def _collect_tokens(parse: Parse, n: int) -> set[str]:
    return {w.lower for w in _get_words(parse, n)}


def _is_question(parse: Parse, n: int) -> bool:
    """Whether a paragraph of moderate length ends with a question mark."""
    words = _get_words(parse, n)
    if not words or parse.kinds[n] in _UNREAD or len(words) > _LONGEST_QUESTION:
        return False
    return words[-1].text == "?"


def _find_interviewee(parse: Parse, first: int) -> Span | None:
    """Return the span of the full name of the person interviewed, from the paragraphs before `first`."""
    words = [w for bounds in parse.paragraphs[:first] for w in parse.words[bounds.start : bounds.stop]]
    people = _find_full_names(parse, words)
    cues = [
        w for w in words if w.lemma == "interview" or (w.lemma in _TALK and (w.par == 0 or w.head.lemma == "interview"))
    ]
    if not people or not cues:
        return None
    surnames = {name for cue in cues if (name := _find_partner(words, cue, people)) is not None}
    if not surnames:
        surnames = {w.text for w in words if w.par == 0 and w.text in people and not any(c.par == 0 for c in cues)}
    if len(surnames) != 1:
        return None
    ranges = people[surnames.pop()]
    bounds = next((n for n in ranges if parse.words[n.start].par > 0), ranges[0])
    return parse.span(parse.words[bounds.start : bounds.stop])


def _find_partner(words: list[Word], cue: Word, people: dict[str, list[range]]) -> str | None:
    """Return the surname of the person who is interviewed, or talked to, according to the word `cue`."""
    sentence = [w for w in words if w.sent == cue.sent]
    if cue.lemma == "interview" or _has_partner(words, cue):
        for word in sentence:
            if word.i > cue.i and (word.lower in _TOPIC or (word.pos == "VERB" and word.text.islower())):
                break
            if word.i > cue.i and word.text in people:
                return word.text
    before = [w for w in sentence if w.i < cue.i and w.text in people]
    is_stated = cue.par == 0 or any(w.i == cue.i + 1 and w.lower == "by" for w in sentence)
    return before[-1].text if before and is_stated else None


def _has_partner(words: list[Word], verb: Word) -> bool:
    """Whether a verb goes on with "with" or "to": "Example News spoke with"."""
    return any(w.i in (verb.i + 1, verb.i + 2) and w.lower in ("with", "to") for w in words)


def _find_full_names(parse: Parse, words: list[Word]) -> dict[str, list[range]]:
    """Return the ranges of full names of people among `words`, by surname."""
    ranges: dict[str, list[range]] = defaultdict(list)
    last = words[-1].i + 1 if words else 0
    person_ranges = [bounds for bounds, label in parse.names if label == "PERSON" and bounds.stop <= last]
    for bounds in person_ranges:
        if len(bounds) > 1:
            ranges[parse.words[bounds.stop - 1].text].append(bounds)
    person_words = {i for bounds in person_ranges for i in bounds}
    for given, surname in pairwise(words):
        beside = given.par == surname.par and given.i not in person_words
        is_surname = surname.pos == "PROPN" and surname.text[:1].isupper() and surname.text.isalpha()
        before = parse.words[given.i - 1] if given.i > 0 else given
        is_introduced = given.pos == "PROPN" and (
            before.lemma == "interview" or Noun.TITLE in classify_noun(before.lemma)
        )
        if beside and is_surname and (is_introduced or is_given_name(given.text)):
            ranges[surname.text].append(range(given.i, surname.i + 1))
    return ranges
