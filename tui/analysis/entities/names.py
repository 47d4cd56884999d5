"""Where names stand in the text: the recognizer's findings mended, and what it missed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from tui.analysis.entities.datelines import find_datelines
from tui.analysis.entities.name_edges import (
    CALENDAR,
    NO_NAMES,
    after_titles,
    is_body,
    is_landmark,
    is_no_name,
    parted,
    split,
    trim,
)
from tui.analysis.entities.spelling import is_acronym, is_firm, without_legal_form
from tui.analysis.lexicon import words as lexicon
from tui.analysis.lexicon.gazetteer import gazetteer, group_of
from tui.analysis.lexicon.words import KINDS, Noun
from tui.analysis.model import EntityKind
from tui.analysis.parse import Parse, Word
from tui.analysis.pipeline import LABELS

_LEADING = frozenset({"van", "von", "der", "den", "de", "del", "della", "di", "bin", "ibn", "al", "el", "ter"})
_NAMELIKE = frozenset({"PROPN", "NOUN", "ADJ", "X"})
_LONGEST = 12
_LONGEST_TITLE = 9
_LONG_WORD = 5
"""Letters of a word that a title in title case does not leave small."""
_CALLED = frozenset({"call", "title", "entitle", "name", "dub"})
_MONTHS_AS_NAMES = frozenset({"may", "april", "june", "august"})
_PARTNERS = lexicon.words("partners")
_ANNEX = lexicon.words("annex")
_UNIVERSITIES = lexicon.words("university")
_OPENING = frozenset({"“", "``", '"', "‘", "«", "„"})


class Origin(IntEnum):
    """Who found a name."""

    RECOGNIZER = 0
    CAPITALS = 1
    REPEAT = 2
    DATELINE = 3
    TITLE = 4
    KNOWN = 5


@dataclass(slots=True, eq=False)
class Name:
    """A name in the text: the words `[first, last)`, their text, and the recognizer's opinion of its kind.

    `title` is the index of the first word of a title before the name (equal to `first` where there is none).
    """

    first: int
    last: int
    text: str
    label: EntityKind | None
    origin: Origin
    title: int
    headline: bool = False


def find_names(parse: Parse) -> list[Name]:
    """All names of `parse` in text order; no two overlap."""
    finder = _Finder(parse)
    finder.read_datelines()
    finder.skip_tickers()
    finder.read_works()
    finder.read_known(alone=True)
    finder.read_recognizer()
    finder.read_known()
    finder.read_capitals()
    finder.repeat(whole=True)
    finder.read_headlines()
    finder.repeat()
    return sorted(finder.names, key=lambda n: n.first)


class _Finder:
    """Claims words for names; a word belongs to one name at most."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.words = parse.words
        self.names: list[Name] = []
        self.taken = bytearray(len(parse.words))
        self.headline = bytearray(len(parse.paragraphs))
        self.capitals = bytearray(len(parse.paragraphs))
        for number, bounds in enumerate(parse.paragraphs):
            inside = self.words[bounds.start : bounds.stop]
            self.capitals[number] = _all_capitals(inside)
            self.headline[number] = self.capitals[number] or _title_case(inside)
        self.common = {w.lower for w in parse.words if w.text.islower()}
        self.written = {
            w.text
            for w in parse.words
            if w.text[:1].isupper()
            and not self._opens(w.i)
            and not self.headline[w.par]
            and self.words[w.i - 1].text != ":"
        }
        self.in_headlines: list[tuple[int, int, EntityKind]] = []

    def claim(self, first: int, last: int, label: EntityKind | None, origin: Origin, *, surname: bool = False) -> None:
        """Add the name `[first, last)` after mending its edges, unless nothing is left or it is taken already.

        It is believed unseen if it is the `surname` of somebody whom the text names in full.
        """
        words = self.words
        first, last = trim(words, first, last, label)
        if last - first < 1 or last - first > _LONGEST:
            return
        if last - first > 1 and self._opens(first) and self._is_small(first) and words[first + 1].text[:1].isupper():
            first += label is not EntityKind.WORK
        title = first
        if not surname:
            first = after_titles(words, first, last, label)
        if first >= last or any(self.taken[first:last]) or (not surname and is_no_name(words, first, last)):
            return
        if self._only_opens(first, last):
            return
        if label is not EntityKind.PERSON or first == title:
            title = self._titles_before(first)
        for i in range(first, last):
            self.taken[i] = 1
        self.names.append(
            Name(
                first,
                last,
                " ".join(self.parse.text[words[first].start : words[last - 1].end].split()),
                label,
                origin,
                title,
                bool(self.headline[words[first].par]),
            )
        )

    def _only_opens(self, first: int, last: int) -> bool:
        """Whether a single common word has its capital from the sentence that it opens ("Hydrogen is light")."""
        opens = self._opens(first) or self.words[first - 1].text == ":"
        return last - first == 1 and opens and self._is_small(first)

    def _is_small(self, i: int) -> bool:
        """Whether a word is written small elsewhere, and nowhere in this text with a capital inside a sentence."""
        word = self.words[i]
        return (
            lexicon.is_common(word.lower)
            and word.text not in self.written
            and word.text not in gazetteer().kinds
            and not lexicon.is_given_name(word.text)
        )

    def _titles_before(self, first: int) -> int:
        words = self.words
        at = first
        while at > 0 and words[at - 1].par == words[first].par and not self.taken[at - 1]:
            word = words[at - 1]
            rank = lexicon.is_title(word.lower) or (at < first and word.pos in ("PROPN", "ADJ"))
            trade = word.pos == "NOUN" and at == first and Noun.TITLE in lexicon.noun_classes(word.lemma)
            if trade or (rank and word.text[:1].isupper()):
                at -= 1
            else:
                break
        return at

    def read_datelines(self) -> None:
        """The places and agencies before the dash with which a story opens; nothing else there is a name."""
        for dateline in find_datelines(self.parse):
            for place in dateline.places:
                self.claim(place.start, place.stop, EntityKind.PLACE, Origin.DATELINE)
            for agency in dateline.agencies:
                self.claim(agency.start, agency.stop, EntityKind.ORGANIZATION, Origin.DATELINE)
            for i in dateline.words:
                self.taken[i] = 1

    def skip_tickers(self) -> None:
        """Keep the exchange and the symbol of a share ("(NYSE: XYZ)") from being names."""
        words = self.words
        for i, word in enumerate(words):
            if word.text != ":" or i < 2 or i + 2 >= len(words) or words[i - 2].text != "(":
                continue
            if words[i + 2].text in (")", ";", ",") and words[i - 1].text.isupper() and words[i + 1].text.isupper():
                self.taken[i - 1] = self.taken[i + 1] = 1

    def read_works(self) -> None:
        """Titles in quote marks behind what says that it is a work: the film “Example at Dawn”."""
        for quotation in self.parse.quotations:
            inside = [w for w in self.parse.between(quotation.pieces[0]) if w.pos != "PUNCT"]
            if not 0 < len(inside) <= _LONGEST_TITLE or not inside[0].text[:1].isupper():
                continue
            before = self.words[max(0, inside[0].i - 4) : inside[0].i - 1]
            label = next((w for w in reversed(before) if w.text != "," and w.lemma not in _CALLED), None)
            if label is None or Noun.WORK not in lexicon.noun_classes(label.lemma) or label.sent != inside[0].sent:
                continue
            if all(w.text[:1].isupper() or len(w.text) < _LONG_WORD for w in inside):
                self.claim(inside[0].i, inside[-1].i + 1, EntityKind.WORK, Origin.TITLE)

    def read_recognizer(self) -> None:
        """Take over what the recognizer found, stretched and cut to what a name is."""
        self.blocked = bytearray(len(self.words))
        found: list[tuple[int, int, EntityKind]] = []
        for bounds, label in self.parse.names:
            kind = LABELS.get(label)
            if kind is None:
                for i in bounds:
                    self.blocked[i] = 1
            else:
                for start, end in split(self.words, bounds.start, bounds.stop, kind):
                    found += parted(self.words, start, end, kind)
        owned = bytearray(len(self.words))
        for first, last, _ in found:
            for i in range(first, last):
                owned[i] = 1
        merged: list[tuple[int, int, EntityKind]] = []
        words = self.words
        for start, end, label in found:
            kind = label
            first, last = self._stretch(start, end, kind, owned)
            if (further := self._partners(last)) > last:
                last, kind = further, EntityKind.ORGANIZATION
            elif (
                last - first == 1
                and first > 1
                and self._partners(first - 1) == last
                and words[first - 2].pos == "PROPN"
            ):
                first, kind = first - 2, EntityKind.ORGANIZATION
            elif kind is not EntityKind.PERSON:
                last = self._annex(last)
            if merged and self._known_together(merged[-1], last):
                merged.append((merged.pop()[0], last, EntityKind.PLACE))
                continue
            if merged and (whole := self._one_name(merged[-1], (first, last, kind))):
                merged.append((merged.pop()[0], last, whole))
                continue
            if merged:
                first = max(first, merged[-1][1])
            if first < last:
                merged.append((first, last, kind))
        surnames = {
            words[b - 1].text
            for a, b, kind in merged
            if kind is EntityKind.PERSON and b - a > 1 and lexicon.is_given_name(words[a].text)
        }
        for begin, end, kind in self._completed(merged):
            last = self._owner_alone(begin, end, surnames) if kind is EntityKind.PERSON else end
            first = next((i for i in range(begin, last) if not self.taken[i]), begin)
            if self.headline[self.words[first].par]:
                self.in_headlines.append((first, last, kind))
            else:
                self.claim(first, last, kind, Origin.RECOGNIZER)

    def _owner_alone(self, first: int, last: int, surnames: set[str]) -> int:
        """The end of a surname that the recognizer took together with a thing of its bearer ("Lind Polaroid")."""
        words = self.words
        if last - first != 2 or lexicon.is_given_name(words[first].text):
            return last
        return first + 1 if words[first].text in surnames else last

    def _partners(self, last: int) -> int:
        """The end of a firm's name whose first part ends at `last` ("Hartwell" + "and Sons")."""
        words = self.words
        if last + 1 < len(words) and words[last].lower in ("and", "&") and words[last + 1].text[:1].isupper():
            return last + 2 if words[last + 1].lower in _PARTNERS else last
        return last

    def _annex(self, last: int) -> int:
        """The end of a body's name whose first part ends at `last` ("Oberwald Museum" + "and Art Gallery")."""
        words = self.words
        if last + 2 >= len(words) or words[last].lower not in ("and", "&") or not is_landmark(words[last - 1]):
            return last
        at = last + 1
        while at < len(words) and words[at].text[:1].isupper() and words[at].lower in _ANNEX:
            at += 1
        return at if at > last + 1 and KINDS.keys() & lexicon.noun_classes(words[at - 1].lower) else last

    def read_known(self, *, alone: bool = False) -> None:
        """Well-known names of several words ("Doctors Without Borders"), only where they stand `alone` if so asked.

        Beside other capitals they may be parts of longer names, which the recognizer finds.
        """
        names = _known_phrases()
        for i, word in enumerate(self.words):
            for tokens in names.get(word.text, ()):
                last = i + len(tokens)
                if tuple(w.text for w in self.words[i:last]) != tokens or any(self.taken[i:last]):
                    continue
                beside = [self.words[k] for k in (i - 1, last) if 0 <= k < len(self.words)]
                longer = any((w.text[:1].isupper() and w.lower != "the") or w.lower == "of" for w in beside)
                if not alone or not longer:
                    self.claim(i, last, None, Origin.KNOWN)
                    break

    def _completed(self, found: list[tuple[int, int, EntityKind]]) -> Iterator[tuple[int, int, EntityKind]]:
        """Replace findings that are pieces of an organization's name that was found whole elsewhere."""
        whole: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for first, last, kind in found:
            if kind is EntityKind.ORGANIZATION and last - first > 1:
                tokens = tuple(w.text for w in self.words[first:last])
                whole[tokens[0]].add(tokens)
                whole[tokens[0]].add(without_legal_form(tokens))
        done = 0
        for first, last, kind in found:
            if first < done:
                continue
            done = last
            for tokens in whole.get(self.words[first].text, ()):
                inside = self.words[first : first + len(tokens)]
                if inside[-1].par == inside[0].par and tuple(w.text for w in inside) == tokens:
                    done = max(done, first + len(tokens))
            yield first, done, EntityKind.ORGANIZATION if done > last else kind

    def read_headlines(self) -> None:
        """What the recognizer found in headlines, where nothing that the story names stands already.

        Capitals mislead it there. Where everything is in capitals, only what is known without the story is believed.
        """
        for first, last, kind in self.in_headlines:
            word = self.words[first]
            text = " ".join(w.text for w in self.words[first:last])
            known = text in gazetteer().kinds or text.title() in gazetteer().kinds
            if known or not self.capitals[word.par] or lexicon.is_given_name(word.text.title()):
                self.claim(first, last, kind, Origin.RECOGNIZER)

    def _known_together(self, left: tuple[int, int, EntityKind], last: int) -> bool:
        """Whether two findings side by side are one well-known name ("Washington" + "D.C.")."""
        begin = self.words[left[0]]
        if last - left[1] > 2 or begin.par != self.words[last - 1].par:
            return False
        return self.parse.text[begin.start : self.words[last - 1].end] in gazetteer().kinds

    def _one_name(self, left: tuple[int, int, EntityKind], right: tuple[int, int, EntityKind]) -> EntityKind | None:
        """What two findings side by side are one name of, if they are.

        A land or people and what follows may be an organization ("Saudi" + "Interior Ministry"), a given name and what
        it depends on are a person.
        """
        if left[1] != right[0]:
            return None
        last, before = self.words[right[1] - 1], self.words[left[1] - 1]
        land = left[2] in (EntityKind.GROUP, EntityKind.PLACE)
        body = right[2] in (EntityKind.ORGANIZATION, EntityKind.PLACE, EntityKind.EVENT)
        if land and body and last.text[:1].isupper() and is_body(last):
            return EntityKind.ORGANIZATION
        person = left[2] is right[2] is EntityKind.PERSON and left[1] - left[0] == 1
        if person and lexicon.is_given_name(before.text) and before.dep in ("compound", "flat") and before.head is last:
            return EntityKind.PERSON
        return None

    def _stretch(self, first: int, last: int, kind: EntityKind, owned: bytearray) -> tuple[int, int]:
        """Add capitalized words that the syntax ties to the name and that no other name owns."""
        words = self.words
        if kind is EntityKind.WORK or (
            kind is EntityKind.GROUP
            and not (last < len(words) and self._free(last, owned, first) and is_body(words[last]))
        ):
            return first, last
        while kind is EntityKind.PERSON and first > 0 and self._leads_in(first, owned):
            first -= 1
        if kind is EntityKind.PERSON and last - first == 1 and first > 0 and self._free(first - 1, owned, first):
            first -= lexicon.is_given_name(words[first - 1].text)
        for _ in range(3):
            if first == 0 or not self._free(first - 1, owned, first):
                break
            before = words[first - 1]
            if before.dep not in ("compound", "nmod", "flat") or not first <= before.head.i < last:
                break
            if lexicon.is_title(before.lower) or group_of(before.text):
                break
            first -= 1
        if first >= 2 and words[first - 1].lower == "of" and is_landmark(words[first - 2]) and not owned[first - 2]:
            first -= 2
        for _ in range(4):
            if last >= len(words):
                break
            if (
                self._free(last, owned, first)
                and (words[last - 1].dep in ("compound", "nmod", "flat") or self._of_a_land(last))
                and words[last - 1].head.i >= last
            ):
                if is_body(words[last - 1]) and lexicon.is_given_name(words[last].text):
                    break  # the Council | Ayo Lind
                if len(words[last].text) < 2 or (lexicon.is_title(words[last].lower) and kind is not EntityKind.PERSON):
                    break
                last += 1
                continue
            break
        tail = words[last - 1]
        if (
            last + 1 < len(words)
            and words[last].lower == "of"
            and tail.text[:1].isupper()
            and is_body(tail)
            and kind is not EntityKind.PERSON
        ):
            at = last + 1
            if words[at].lower == "the":
                at += 1
            begin = at
            while (
                at < len(words)
                and words[at].par == tail.par
                and words[at].text[:1].isupper()
                and words[at].pos == "PROPN"
            ):
                if owned[at] and at - begin > 2:
                    break
                at += 1
            if at > begin and not any(owned[begin:at]):
                last = at
        if kind is EntityKind.PLACE:
            last = self._known_end(first, last)
        if kind is EntityKind.ORGANIZATION and any(w.lower in _UNIVERSITIES for w in words[first:last]):
            last = self._campus(last)
        return first, last

    def _of_a_land(self, last: int) -> bool:
        """Whether the adjective before `last` and the word there are a body of a land ("French" + "Senate")."""
        adjective = self.words[last - 1]
        return adjective.dep == "amod" and group_of(adjective.text) is not None and is_body(self.words[last])

    def _known_end(self, first: int, last: int) -> int:
        """The end of the longest well-known name that begins as the place `[first, last)` ("Washington" + "D.C.")."""
        words = self.words
        for end in range(min(last + 2, len(words)), last, -1):
            same = words[end - 1].par == words[first].par
            if same and self.parse.text[words[first].start : words[end - 1].end] in gazetteer().kinds:
                return end
        return last

    def _campus(self, last: int) -> int:
        """The end of a university's name whose first part ends at `last` ("University of Example" + "at Oberwald")."""
        words = self.words
        at = last + 1
        if last >= len(words) or words[last].lower != "at":
            return last
        while at < len(words) and at < last + 3 and words[at].pos == "PROPN" and words[at].text[:1].isupper():
            at += 1
        return at if at > last + 1 and words[last + 1].lower not in CALENDAR else last

    def _leads_in(self, first: int, owned: bytearray) -> bool:
        """Whether the word before a person's name is a particle of it ("van der" Linde)."""
        word = self.words[first - 1]
        return word.lower in _LEADING and not owned[first - 1] and word.par == self.words[first].par

    def _free(self, i: int, owned: bytearray, beside: int) -> bool:
        word = self.words[i]
        noun = (
            word.pos == "NOUN"
            and i > beside
            and self.words[beside].ent != "PERSON"
            and not lexicon.is_title(word.lower)
            and not self.headline[word.par]
        )
        return (
            (word.pos == "PROPN" or noun)
            and word.text[:1].isupper()
            and not owned[i]
            and not self.blocked[i]
            and word.par == self.words[beside].par
            and (word.lower not in CALENDAR or self._is_surname(i))
            and word.lower not in NO_NAMES
        )

    def _is_surname(self, i: int) -> bool:
        """Whether what is written like a month stands behind a given name ("Theresa May")."""
        words = self.words
        dated = i + 1 < len(words) and words[i + 1].text[:1].isdigit()
        return words[i].lower in _MONTHS_AS_NAMES and i > 0 and lexicon.is_given_name(words[i - 1].text) and not dated

    def read_capitals(self) -> None:
        """Runs of capitalized proper nouns that the recognizer did not take."""
        words = self.words
        i, n = 0, len(words)
        nothing = bytearray(n)
        while i < n:
            if self.taken[i] or not self._free(i, nothing, i) or self.headline[words[i].par]:
                i += 1
                continue
            first = i
            while (
                i < n and not self.taken[i] and words[i].par == words[first].par and words[i].sent == words[first].sent
            ):
                if self._free(i, nothing, first):
                    i += 1
                elif (
                    i + 1 < n
                    and (
                        words[i].lower in ("-", "of", "&")
                        or words[i].lower in _LEADING
                        or (words[i].lower == "and" and words[i + 1].lower in _PARTNERS)
                    )
                    and not self.taken[i + 1]
                    and self._free(i + 1, nothing, first)
                    and (words[i].lower != "-" or words[i].start == words[i - 1].end)
                ):
                    i += 2
                else:
                    break
            run = words[first:i]
            opens = self._opens(first)
            if len(run) == 1:
                word = run[0]
                if word.lower in self.common or len(word.text) < 3 or (opens and word.dep in ("compound", "amod")):
                    continue
                if opens and lexicon.is_common(word.lower):
                    continue
                if opens and not (word.dep in ("nsubj", "nsubjpass") or is_acronym(word.text)):
                    continue
            for start, end in split(words, first, i, EntityKind.PLACE):
                self.claim(start, end, None, Origin.CAPITALS)

    def _distinctive(self, token: str) -> bool:
        """Whether the first word of a company's name can hardly mean anything else."""
        lower = token.lower()
        return (
            token.isalpha()
            and lower not in self.common
            and not lexicon.noun_classes(lower)
            and not lexicon.is_title(lower)
            and not lexicon.is_given_name(token)
            and group_of(token) is None
            and token not in gazetteer().kinds
        )

    def _opens(self, i: int) -> bool:
        """Whether a word has a capital because it opens a sentence or what is quoted."""
        return i == self.parse.sentences[self.words[i].sent].start or self.words[i - 1].text in _OPENING

    def repeat(self, *, whole: bool = False) -> None:
        """Find the names that are known by now where they stand unnoticed; in headlines, if `whole`, only long ones."""
        words = self.words
        known: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        seen: set[tuple[str, ...]] = set()
        surnames: set[tuple[str, ...]] = set()
        for name in self.names:
            if name.label is EntityKind.WORK:
                continue
            tokens = tuple(w.text for w in words[name.first : name.last])
            forms = [tokens]
            if is_firm(tokens):
                bare = without_legal_form(tokens)
                forms += [bare[:size] for size in range(1, len(bare) + 1) if size > 1 or self._distinctive(bare[0])]
            personal = name.label is EntityKind.PERSON or lexicon.is_given_name(tokens[0])
            if personal and len(tokens) > 1 and tokens[-1].isalpha():
                forms.append(tokens[-1:])
                surnames.add(tokens[-1:])
            for form in forms:
                if form not in seen and len("".join(form)) > 1:
                    seen.add(form)
                    known[form[0]].append(form)
        for forms in known.values():
            forms.sort(key=len, reverse=True)
        loud: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for first, forms in known.items():
            loud[first.upper()] += [tuple(token.upper() for token in form) for form in forms]
        for i, word in enumerate(words):
            if self.taken[i] or not word.text[:1].isupper():
                continue
            opens = self._opens(i)
            for form in (loud if self.capitals[word.par] else known).get(word.text, ()):
                last = i + len(form)
                if any(self.taken[i:last]) or tuple(w.text for w in words[i:last]) != form:
                    continue
                if whole and len(form) == 1 and self.headline[word.par] and form not in surnames:
                    continue
                if len(form) == 1 and (opens or self.headline[word.par]) and word.pos not in _NAMELIKE:
                    continue
                title = lexicon.is_title(word.lower) and last < len(words) and words[last].text[:1].isupper()
                self.claim(i, last, None, Origin.REPEAT, surname=form in surnames and not title)
                break


@cache
def _known_phrases() -> dict[str, list[tuple[str, ...]]]:
    """The names of several words that the gazetteer has, by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for name in gazetteer().kinds:
        tokens = tuple(name.split())
        if len(tokens) > 1 and name.replace(" ", "").isalpha():
            found[tokens[0]].append(tokens)
    for phrases in found.values():
        phrases.sort(key=len, reverse=True)
    return dict(found)


def _title_case(words: list[Word]) -> bool:
    """Whether a paragraph is a heading In Which Most Words Are Capitalized."""
    long = [w.text for w in words if len(w.text) > 3 and w.text.isalpha()]
    return (
        len(long) >= 4
        and len(words) < 40
        and words[-1].text != "."
        and sum(t[0].isupper() for t in long) > 0.6 * len(long)
    )


def _all_capitals(words: list[Word]) -> bool:
    """Whether a paragraph is a heading IN CAPITALS."""
    long = [w.text for w in words if len(w.text) > 3 and w.text.isalpha()]
    return len(long) >= 2 and len(words) < 40 and all(w.text.isupper() for w in words if w.text.isalpha())


def head_of(words: Iterable[Word]) -> Word:
    """The syntactic head of a stretch of words: the one whose own head lies outside."""
    stretch = list(words)
    low, high = stretch[0].i, stretch[-1].i
    for word in reversed(stretch):
        if word.head is word or not low <= word.head.i <= high:
            return word
    return stretch[-1]
