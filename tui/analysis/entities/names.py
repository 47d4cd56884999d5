"""Find the names in an article: correct what the recognizer found, and add what it missed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from tui.analysis.entities.datelines import find_datelines
from tui.analysis.entities.name_extent import NAME_PARTICLES, PARTNERS, NameExtents
from tui.analysis.entities.name_trimming import (
    is_no_name,
    skip_titles,
    split_names,
    trim_edges,
)
from tui.analysis.entities.spelling import is_acronym, is_firm, strip_legal_form
from tui.analysis.lexicon import words as lexicon
from tui.analysis.lexicon.gazetteer import find_group, load_gazetteer
from tui.analysis.lexicon.words import Noun
from tui.analysis.model import EntityKind
from tui.analysis.parse import Parse, Word

_NAMELIKE = frozenset({"PROPN", "NOUN", "ADJ", "X"})
_LONGEST = 12
_LONGEST_TITLE = 9
_LONG_WORD = 5
"""Letters from which a word is capitalized in a title in title case."""
_CALLED = frozenset({"call", "title", "entitle", "name", "dub"})
_OPENING = frozenset({"“", "``", '"', "‘", "«", "„"})


class Origin(IntEnum):
    """How a name was found."""

    RECOGNIZER = 0
    CAPITALS = 1
    REPEAT = 2
    DATELINE = 3
    TITLE = 4
    KNOWN = 5


@dataclass(slots=True, eq=False)
class Name:
    """A name: the words `[first, last)` of the parse, their text, and the kind that the recognizer gave it.

    `title` is the index of the first word of a title before the name; it equals `first` where there is none.
    """

    first: int
    last: int
    text: str
    label: EntityKind | None
    origin: Origin
    title: int
    is_headline: bool = False


def find_names(parse: Parse) -> list[Name]:
    """Return all names of `parse` in text order; no two overlap."""
    finder = _NameFinder(parse)
    finder.read_datelines()
    finder.skip_tickers()
    finder.read_works()
    finder.read_known(alone=True)
    finder.read_recognizer()
    finder.read_known()
    finder.read_capitals()
    finder.find_repeats(whole=True)
    finder.read_headlines()
    finder.find_repeats()
    return sorted(finder.names, key=lambda n: n.first)


class _NameFinder:
    """Claim words for names. A word belongs to one name at most."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.words = parse.words
        self.names: list[Name] = []
        self.claimed = bytearray(len(parse.words))
        self.is_heading = bytearray(len(parse.paragraphs))
        self.is_capitals = bytearray(len(parse.paragraphs))
        for number, bounds in enumerate(parse.paragraphs):
            inside = self.words[bounds.start : bounds.stop]
            self.is_capitals[number] = _is_all_capitals(inside)
            self.is_heading[number] = self.is_capitals[number] or _is_title_case(inside)
        self._extents = NameExtents(parse, self.is_heading)
        self.lower_words = {w.lower for w in parse.words if w.text.islower()}
        self.capitalized = {
            w.text
            for w in parse.words
            if w.text[:1].isupper()
            and not self._is_opening(w.i)
            and not self.is_heading[w.par]
            and self.words[w.i - 1].text != ":"
        }
        self.in_headlines: list[tuple[int, int, EntityKind]] = []

    def claim(self, first: int, last: int, label: EntityKind | None, origin: Origin, *, surname: bool = False) -> None:
        """Add the name `[first, last)` with its edges trimmed, unless nothing is left or another name has its words.

        With `surname` set it is taken as the surname of somebody whom the text names in full, and not checked further.
        """
        words = self.words
        first, last = trim_edges(words, first, last, label)
        if last - first < 1 or last - first > _LONGEST:
            return
        if (
            last - first > 1
            and self._is_opening(first)
            and self._is_common_here(first)
            and words[first + 1].text[:1].isupper()
        ):
            first += label is not EntityKind.WORK
        title = first
        if not surname:
            first = skip_titles(words, first, last, label)
        if first >= last or any(self.claimed[first:last]) or (not surname and is_no_name(words, first, last)):
            return
        if self._is_sentence_opener(first, last):
            return
        if label is not EntityKind.PERSON or first == title:
            title = self._find_title_start(first)
        for i in range(first, last):
            self.claimed[i] = 1
        self.names.append(
            Name(
                first,
                last,
                " ".join(self.parse.text[words[first].start : words[last - 1].end].split()),
                label,
                origin,
                title,
                bool(self.is_heading[words[first].par]),
            )
        )

    def _is_sentence_opener(self, first: int, last: int) -> bool:
        """Whether a common word is capitalized only because it opens its sentence ("Hydrogen is light")."""
        opens = self._is_opening(first) or self.words[first - 1].text == ":"
        return last - first == 1 and opens and self._is_common_here(first)

    def _is_common_here(self, i: int) -> bool:
        """Whether a word is common, and this text never capitalizes it inside a sentence."""
        word = self.words[i]
        return (
            lexicon.is_common(word.lower)
            and word.text not in self.capitalized
            and word.text not in load_gazetteer().kinds
            and not lexicon.is_given_name(word.text)
        )

    def _find_title_start(self, first: int) -> int:
        """Return the index of the first word of the titles before a name; `first` if there are none."""
        words = self.words
        at = first
        while at > 0 and words[at - 1].par == words[first].par and not self.claimed[at - 1]:
            word = words[at - 1]
            rank = lexicon.is_title(word.lower) or (at < first and word.pos in ("PROPN", "ADJ"))
            trade = word.pos == "NOUN" and at == first and Noun.TITLE in lexicon.classify_noun(word.lemma)
            if trade or (rank and word.text[:1].isupper()):
                at -= 1
            else:
                break
        return at

    def read_datelines(self) -> None:
        """Claim the places and agencies of datelines, and keep their other words from being names."""
        for dateline in find_datelines(self.parse):
            for place in dateline.places:
                self.claim(place.start, place.stop, EntityKind.PLACE, Origin.DATELINE)
            for agency in dateline.agencies:
                self.claim(agency.start, agency.stop, EntityKind.ORGANIZATION, Origin.DATELINE)
            for i in dateline.words:
                self.claimed[i] = 1

    def skip_tickers(self) -> None:
        """Keep stock exchanges and ticker symbols ("(NYSE: XYZ)") from being names."""
        words = self.words
        for i, word in enumerate(words):
            if word.text != ":" or i < 2 or i + 2 >= len(words) or words[i - 2].text != "(":
                continue
            if words[i + 2].text in (")", ";", ",") and words[i - 1].text.isupper() and words[i + 1].text.isupper():
                self.claimed[i - 1] = self.claimed[i + 1] = 1

    def read_works(self) -> None:
        """Claim titles in quote marks after a noun for a work: the film “Example at Dawn”."""
        for quotation in self.parse.quotations:
            inside = [w for w in self.parse.words_in(quotation.pieces[0]) if w.pos != "PUNCT"]
            if not 0 < len(inside) <= _LONGEST_TITLE or not inside[0].text[:1].isupper():
                continue
            before = self.words[max(0, inside[0].i - 4) : inside[0].i - 1]
            label = next((w for w in reversed(before) if w.text != "," and w.lemma not in _CALLED), None)
            if label is None or Noun.WORK not in lexicon.classify_noun(label.lemma) or label.sent != inside[0].sent:
                continue
            if all(w.text[:1].isupper() or len(w.text) < _LONG_WORD for w in inside):
                self.claim(inside[0].i, inside[-1].i + 1, EntityKind.WORK, Origin.TITLE)

    def read_recognizer(self) -> None:
        """Claim what the recognizer found, with its extents corrected; keep what it found in headings for later."""
        for start, last, kind in self._extents.find_recognized():
            first = next((i for i in range(start, last) if not self.claimed[i]), start)
            if self.is_heading[self.words[first].par]:
                self.in_headlines.append((first, last, kind))
            else:
                self.claim(first, last, kind, Origin.RECOGNIZER)

    def read_known(self, *, alone: bool = False) -> None:
        """Claim well-known names of several words ("Doctors Without Borders").

        With `alone` set, only where no capitalized word stands beside them: there they may be parts of longer names,
        which the recognizer finds.
        """
        names = _load_known_names()
        for i, word in enumerate(self.words):
            for tokens in names.get(word.text, ()):
                last = i + len(tokens)
                if tuple(w.text for w in self.words[i:last]) != tokens or any(self.claimed[i:last]):
                    continue
                beside = [self.words[k] for k in (i - 1, last) if 0 <= k < len(self.words)]
                longer = any((w.text[:1].isupper() and w.lower != "the") or w.lower == "of" for w in beside)
                if not alone or not longer:
                    self.claim(i, last, None, Origin.KNOWN)
                    break

    def read_headlines(self) -> None:
        """Claim what the recognizer found in headings, where no name of the story stands already.

        Capitals mislead it there. In all-capital headings, only names known from elsewhere are claimed.
        """
        for first, last, kind in self.in_headlines:
            word = self.words[first]
            text = " ".join(w.text for w in self.words[first:last])
            is_known = text in load_gazetteer().kinds or text.title() in load_gazetteer().kinds
            if is_known or not self.is_capitals[word.par] or lexicon.is_given_name(word.text.title()):
                self.claim(first, last, kind, Origin.RECOGNIZER)

    def read_capitals(self) -> None:
        """Claim runs of capitalized proper nouns that the recognizer missed."""
        words, extents = self.words, self._extents
        i, n = 0, len(words)
        while i < n:
            if self.claimed[i] or not extents.is_name_word(i, i) or self.is_heading[words[i].par]:
                i += 1
                continue
            first = i
            while (
                i < n
                and not self.claimed[i]
                and words[i].par == words[first].par
                and words[i].sent == words[first].sent
            ):
                if extents.is_name_word(i, first):
                    i += 1
                elif (
                    i + 1 < n
                    and (
                        words[i].lower in ("-", "of", "&")
                        or words[i].lower in NAME_PARTICLES
                        or (words[i].lower == "and" and words[i + 1].lower in PARTNERS)
                    )
                    and not self.claimed[i + 1]
                    and extents.is_name_word(i + 1, first)
                    and (words[i].lower != "-" or words[i].start == words[i - 1].end)
                ):
                    i += 2
                else:
                    break
            run = words[first:i]
            opens = self._is_opening(first)
            if len(run) == 1:
                word = run[0]
                if word.lower in self.lower_words or len(word.text) < 3 or (opens and word.dep in ("compound", "amod")):
                    continue
                if opens and lexicon.is_common(word.lower):
                    continue
                if opens and not (word.dep in ("nsubj", "nsubjpass") or is_acronym(word.text)):
                    continue
            for start, end in split_names(words, first, i, EntityKind.PLACE):
                self.claim(start, end, None, Origin.CAPITALS)

    def _is_distinctive(self, token: str) -> bool:
        """Whether the first word of a company's name hardly ever means anything else."""
        lower = token.lower()
        return (
            token.isalpha()
            and lower not in self.lower_words
            and not lexicon.classify_noun(lower)
            and not lexicon.is_title(lower)
            and not lexicon.is_given_name(token)
            and find_group(token) is None
            and token not in load_gazetteer().kinds
        )

    def _is_opening(self, i: int) -> bool:
        """Whether a word opens a sentence or a quotation."""
        return i == self.parse.sentences[self.words[i].sent].start or self.words[i - 1].text in _OPENING

    def find_repeats(self, *, whole: bool = False) -> None:
        """Claim further occurrences of the names found so far; with `whole` set, only long names in headings."""
        words = self.words
        by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        listed_forms: set[tuple[str, ...]] = set()
        surnames: set[tuple[str, ...]] = set()
        for name in self.names:
            if name.label is EntityKind.WORK:
                continue
            tokens = tuple(w.text for w in words[name.first : name.last])
            forms = [tokens]
            if is_firm(tokens):
                bare = strip_legal_form(tokens)
                forms += [bare[:size] for size in range(1, len(bare) + 1) if size > 1 or self._is_distinctive(bare[0])]
            personal = name.label is EntityKind.PERSON or lexicon.is_given_name(tokens[0])
            if personal and len(tokens) > 1 and tokens[-1].isalpha():
                forms.append(tokens[-1:])
                surnames.add(tokens[-1:])
            for form in forms:
                if form not in listed_forms and len("".join(form)) > 1:
                    listed_forms.add(form)
                    by_first[form[0]].append(form)
        for forms in by_first.values():
            forms.sort(key=len, reverse=True)
        upper_by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for first, forms in by_first.items():
            upper_by_first[first.upper()] += [tuple(token.upper() for token in form) for form in forms]
        for i, word in enumerate(words):
            if self.claimed[i] or not word.text[:1].isupper():
                continue
            opens = self._is_opening(i)
            for form in (upper_by_first if self.is_capitals[word.par] else by_first).get(word.text, ()):
                last = i + len(form)
                if any(self.claimed[i:last]) or tuple(w.text for w in words[i:last]) != form:
                    continue
                if whole and len(form) == 1 and self.is_heading[word.par] and form not in surnames:
                    continue
                if len(form) == 1 and (opens or self.is_heading[word.par]) and word.pos not in _NAMELIKE:
                    continue
                title = lexicon.is_title(word.lower) and last < len(words) and words[last].text[:1].isupper()
                self.claim(i, last, None, Origin.REPEAT, surname=form in surnames and not title)
                break


@cache
def _load_known_names() -> dict[str, list[tuple[str, ...]]]:
    """Return the gazetteer's names of several words by their first word, longest first."""
    by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for name in load_gazetteer().kinds:
        tokens = tuple(name.split())
        if len(tokens) > 1 and name.replace(" ", "").isalpha():
            by_first[tokens[0]].append(tokens)
    for phrases in by_first.values():
        phrases.sort(key=len, reverse=True)
    return dict(by_first)


def _is_title_case(words: list[Word]) -> bool:
    """Whether a paragraph is a heading In Which Most Words Are Capitalized."""
    long = [w.text for w in words if len(w.text) > 3 and w.text.isalpha()]
    return (
        len(long) >= 4
        and len(words) < 40
        and words[-1].text != "."
        and sum(t[0].isupper() for t in long) > 0.6 * len(long)
    )


def _is_all_capitals(words: list[Word]) -> bool:
    """Whether a paragraph is a heading IN CAPITALS."""
    long = [w.text for w in words if len(w.text) > 3 and w.text.isalpha()]
    return len(long) >= 2 and len(words) < 40 and all(w.text.isupper() for w in words if w.text.isalpha())


def find_head(words: Iterable[Word]) -> Word:
    """Return the syntactic head of a range of words: the one whose own head lies outside."""
    stretch = list(words)
    low, high = stretch[0].i, stretch[-1].i
    for word in reversed(stretch):
        if word.head is word or not low <= word.head.i <= high:
            return word
    return stretch[-1]
