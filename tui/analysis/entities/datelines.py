"""Find datelines: the places, the date and the agency before the dash at the start of a news story."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from tui.analysis.lexicon.gazetteer import load_gazetteer
from tui.analysis.lexicon.words import get_words as listed
from tui.analysis.model import EntityKind
from tui.analysis.parse import Parse, Word

_DASHES = frozenset({"—", "–", "--", "-", "―"})
_LONGEST = 24
_LEAST_LETTERS = 3
_CALENDAR = listed("calendar")


@dataclass(slots=True)
class Dateline:
    """A dateline, as ranges of word indexes: all its words, and those that name places and agencies."""

    words: range
    places: list[range] = field(default_factory=list)
    agencies: list[range] = field(default_factory=list)


def find_datelines(parse: Parse) -> list[Dateline]:
    """Return the datelines at the start of paragraphs of `parse`, in text order.

    Words that open several paragraphs are not a dateline: transcripts mark speakers that way.
    """
    datelines = [d for bounds in parse.paragraphs if (d := _parse_dateline(parse.words, bounds)) is not None]
    openings = [tuple(parse.words[i].text for i in d.places[0]) for d in datelines]
    counts = Counter(openings)
    return [d for d, opening in zip(datelines, openings, strict=True) if counts[opening] == 1]


def _parse_dateline(words: list[Word], bounds: range) -> Dateline | None:
    begin = bounds.start
    dash = next((i for i in bounds[:_LONGEST] if words[i].text in _DASHES), None)
    if dash is None or dash + 1 >= bounds.stop or words[dash + 1].text[:1].islower():
        return None
    inside = words[begin:dash]
    if any(w.text[:1].islower() for w in inside):
        return None
    size = next((k for k, w in enumerate(inside) if not w.text.isupper()), len(inside))
    if sum(map(len, (w.text for w in inside[:size]))) < _LEAST_LETTERS:
        return None
    if size < len(inside) and not inside[size].text.startswith((",", "(", "/")):
        return None
    if load_gazetteer().kinds.get(" ".join(w.text for w in inside[:size])) is EntityKind.ORGANIZATION:
        return None
    dateline = Dateline(range(begin, dash + 1), [range(begin, begin + size)])
    for part in _split_parts(words, range(begin + size, dash)):
        if words[part.start - 1].text == "(":
            dateline.agencies.append(part)
        else:
            dateline.places.append(part)
    return dateline


def _split_parts(words: list[Word], bounds: range) -> Iterator[range]:
    """Split `bounds` at punctuation; leave out dates and whatever stands between slashes."""
    start = bounds.start
    for i in range(bounds.start, bounds.stop + 1):
        if i < bounds.stop and words[i].text[0].isalpha():
            continue
        part = range(start, i)
        dated = any(words[k].lower.strip(".") in _CALENDAR for k in part)
        if part and not dated and not (i < bounds.stop and words[i].text[0].isdigit()):
            yield part
        start = i + 1
