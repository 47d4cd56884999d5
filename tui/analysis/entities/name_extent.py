"""The extents of names: lengthen, join and cut what the recognizer found.

Ranges are half-open ranges of word indexes.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from tui.analysis.entities.name_trimming import (
    CALENDAR,
    NO_NAMES,
    Extent,
    is_name_head,
    is_organization_noun,
    split_names,
    split_person,
)
from tui.analysis.entities.spelling import strip_legal_form
from tui.analysis.lexicon import words as lexicon
from tui.analysis.lexicon.gazetteer import find_group, load_gazetteer
from tui.analysis.lexicon.words import KINDS
from tui.analysis.model import EntityKind
from tui.analysis.parse import Parse, Word
from tui.analysis.pipeline import LABELS

NAME_PARTICLES = frozenset({"van", "von", "der", "den", "de", "del", "della", "di", "bin", "ibn", "al", "el", "ter"})
"""Lower-case words that can start a surname."""

PARTNERS = lexicon.get_words("partners")
"""Words after "and" that end the name of a firm ("Hartwell and Sons")."""

_ANNEX = lexicon.get_words("annex")
_UNIVERSITIES = lexicon.get_words("university")
_MONTHS_AS_NAMES = frozenset({"may", "april", "june", "august"})
_MODIFIERS = ("compound", "nmod", "flat")
"""The dependencies between the words of one name."""


class NameExtents:
    """Decide where the names of an article begin and end.

    Args:
        parse: the article.
        headings: which paragraphs, by their numbers, are headings: capitals tell nothing there.
    """

    def __init__(self, parse: Parse, headings: Sequence[int]) -> None:
        self._parse = parse
        self._words = parse.words
        self._headings = headings
        self._no_names = bytearray(len(parse.words))
        """Words that the recognizer took for dates, amounts and the like."""
        self._owned = bytearray(len(parse.words))
        """Words of the names that the recognizer found."""
        self._findings: list[Extent] = []
        for bounds, label in parse.names:
            kind = LABELS.get(label)
            if kind is None:
                self._no_names[bounds.start : bounds.stop] = b"\1" * len(bounds)
            else:
                for first, last in split_names(self._words, bounds.start, bounds.stop, kind):
                    self._findings += split_person(self._words, first, last, kind)
        for first, last, _ in self._findings:
            self._owned[first:last] = b"\1" * (last - first)

    def find_recognized(self) -> Iterator[Extent]:
        """Yield the names that the recognizer found, with their extents corrected, in text order."""
        words = self._words
        extents = self._join(self._findings)
        surnames = {
            words[e.last - 1].text
            for e in extents
            if e.kind is EntityKind.PERSON and e.last - e.first > 1 and lexicon.is_given_name(words[e.first].text)
        }
        for first, last, kind in self._complete(extents):
            yield Extent(first, self._cut_thing(first, last, surnames) if kind is EntityKind.PERSON else last, kind)

    def is_name_word(self, i: int, beside: int) -> bool:
        """Whether word `i` may belong to the same name as word `beside`."""
        word = self._words[i]
        noun = (
            word.pos == "NOUN"
            and i > beside
            and self._words[beside].ent != "PERSON"
            and not lexicon.is_title(word.lower)
            and not self._headings[word.par]
        )
        return (
            (word.pos == "PROPN" or noun)
            and word.text[:1].isupper()
            and not self._no_names[i]
            and word.par == self._words[beside].par
            and (word.lower not in CALENDAR or self._is_surname(i))
            and word.lower not in NO_NAMES
        )

    def _join(self, findings: Sequence[Extent]) -> list[Extent]:
        """Lengthen each finding, and join neighbors that are one name."""
        words = self._words
        extents: list[Extent] = []
        for start, end, label in findings:
            kind = label
            first, last = self._stretch(start, end, kind)
            if (further := self._find_partners_end(last)) > last:
                last, kind = further, EntityKind.ORGANIZATION
            elif (
                last - first == 1
                and first > 1
                and self._find_partners_end(first - 1) == last
                and words[first - 2].pos == "PROPN"
            ):
                first, kind = first - 2, EntityKind.ORGANIZATION
            elif kind is not EntityKind.PERSON:
                last = self._find_annex_end(last)
            if extents and self._is_known_whole(extents[-1], last):
                extents.append(Extent(extents.pop().first, last, EntityKind.PLACE))
                continue
            if extents and (joint := self._find_joint_kind(extents[-1], Extent(first, last, kind))):
                extents.append(Extent(extents.pop().first, last, joint))
                continue
            if extents:
                first = max(first, extents[-1].last)
            if first < last:
                extents.append(Extent(first, last, kind))
        return extents

    def _complete(self, extents: Sequence[Extent]) -> Iterator[Extent]:
        """Replace parts of an organization's name by the whole, where the whole name stands elsewhere."""
        whole: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for first, last, kind in extents:
            if kind is EntityKind.ORGANIZATION and last - first > 1:
                tokens = tuple(w.text for w in self._words[first:last])
                whole[tokens[0]].add(tokens)
                whole[tokens[0]].add(strip_legal_form(tokens))
        done = 0
        for first, last, kind in extents:
            if first < done:
                continue
            done = last
            for tokens in whole.get(self._words[first].text, ()):
                inside = self._words[first : first + len(tokens)]
                if inside[-1].par == inside[0].par and tuple(w.text for w in inside) == tokens:
                    done = max(done, first + len(tokens))
            yield Extent(first, done, EntityKind.ORGANIZATION if done > last else kind)

    def _cut_thing(self, first: int, last: int, surnames: set[str]) -> int:
        """Return the end of a surname that the recognizer took with the noun it owns ("Lind Polaroid")."""
        words = self._words
        if last - first != 2 or lexicon.is_given_name(words[first].text):
            return last
        return first + 1 if words[first].text in surnames else last

    def _is_known_whole(self, left: Extent, last: int) -> bool:
        """Whether `left` and the words up to `last` are one well-known name ("Washington" + "D.C.")."""
        begin = self._words[left.first]
        if last - left.last > 2 or begin.par != self._words[last - 1].par:
            return False
        return self._parse.text[begin.start : self._words[last - 1].end] in load_gazetteer().kinds

    def _find_joint_kind(self, left: Extent, right: Extent) -> EntityKind | None:
        """Return the kind of the one name that two neighboring findings are; None if they are two.

        A country or people and what follows can be an organization ("Saudi" + "Interior Ministry"), a given name and
        the word that it modifies a person.
        """
        if left.last != right.first:
            return None
        last, before = self._words[right.last - 1], self._words[left.last - 1]
        land = left.kind in (EntityKind.GROUP, EntityKind.PLACE)
        body = right.kind in (EntityKind.ORGANIZATION, EntityKind.PLACE, EntityKind.EVENT)
        if land and body and last.text[:1].isupper() and is_organization_noun(last):
            return EntityKind.ORGANIZATION
        person = left.kind is right.kind is EntityKind.PERSON and left.last - left.first == 1
        if person and lexicon.is_given_name(before.text) and before.dep in ("compound", "flat") and before.head is last:
            return EntityKind.PERSON
        return None

    def _stretch(self, first: int, last: int, kind: EntityKind) -> tuple[int, int]:
        """Add the capitalized words that the syntax ties to the name and that no other name owns."""
        words = self._words
        if kind is EntityKind.WORK or (
            kind is EntityKind.GROUP
            and not (last < len(words) and self._is_free(last, first) and is_organization_noun(words[last]))
        ):
            return first, last
        first = self._stretch_left(first, last, kind)
        last = self._stretch_right(first, last, kind)
        if kind is not EntityKind.PERSON:
            last = self._find_of_end(last)
        if kind is EntityKind.PLACE:
            last = self._find_known_end(first, last)
        if kind is EntityKind.ORGANIZATION and any(w.lower in _UNIVERSITIES for w in words[first:last]):
            last = self._find_campus_end(last)
        return first, last

    def _stretch_left(self, first: int, last: int, kind: EntityKind) -> int:
        words = self._words
        while kind is EntityKind.PERSON and first > 0 and self._has_particle_before(first):
            first -= 1
        if kind is EntityKind.PERSON and last - first == 1 and first > 0 and self._is_free(first - 1, first):
            first -= lexicon.is_given_name(words[first - 1].text)
        for _ in range(3):
            if first == 0 or not self._is_free(first - 1, first):
                break
            before = words[first - 1]
            if before.dep not in _MODIFIERS or not first <= before.head.i < last:
                break
            if lexicon.is_title(before.lower) or find_group(before.text):
                break
            first -= 1
        before_of = first - 2 if first >= 2 and words[first - 1].lower == "of" else -1
        return before_of if before_of >= 0 and is_name_head(words[before_of]) and not self._owned[before_of] else first

    def _stretch_right(self, first: int, last: int, kind: EntityKind) -> int:
        words = self._words
        for _ in range(4):
            if last >= len(words) or not self._is_free(last, first) or words[last - 1].head.i < last:
                break
            if words[last - 1].dep not in _MODIFIERS and not self._is_national_body(last):
                break
            if is_organization_noun(words[last - 1]) and lexicon.is_given_name(words[last].text):
                break  # the Council | Ayo Lind
            if len(words[last].text) < 2 or (lexicon.is_title(words[last].lower) and kind is not EntityKind.PERSON):
                break
            last += 1
        return last

    def _is_national_body(self, last: int) -> bool:
        """Whether the adjective before `last` and the word there name a national body ("French" + "Senate")."""
        adjective = self._words[last - 1]
        return (
            adjective.dep == "amod"
            and find_group(adjective.text) is not None
            and is_organization_noun(self._words[last])
        )

    def _find_of_end(self, last: int) -> int:
        """Return the end of a name that goes on with "of" after `last` ("Ministry" + "of the Interior")."""
        words = self._words
        tail = words[last - 1]
        if (
            last + 1 >= len(words)
            or words[last].lower != "of"
            or not tail.text[:1].isupper()
            or not is_organization_noun(tail)
        ):
            return last
        begin = at = last + 2 if words[last + 1].lower == "the" else last + 1
        while at < len(words) and words[at].par == tail.par and _is_proper_noun(words[at]):
            if self._owned[at] and at - begin > 2:
                break
            at += 1
        return at if at > begin and not any(self._owned[begin:at]) else last

    def _find_known_end(self, first: int, last: int) -> int:
        """Return the end of the longest well-known name that starts like this place ("Washington" + "D.C.")."""
        words = self._words
        for end in range(min(last + 2, len(words)), last, -1):
            same = words[end - 1].par == words[first].par
            if same and self._parse.text[words[first].start : words[end - 1].end] in load_gazetteer().kinds:
                return end
        return last

    def _find_campus_end(self, last: int) -> int:
        """Return the end of a university's name that goes on with "at" ("… of Example" + "at Oberwald")."""
        words = self._words
        at = last + 1
        if last >= len(words) or words[last].lower != "at":
            return last
        while at < len(words) and at < last + 3 and _is_proper_noun(words[at]):
            at += 1
        return at if at > last + 1 and words[last + 1].lower not in CALENDAR else last

    def _find_partners_end(self, last: int) -> int:
        """Return the end of a firm's name that goes on with its partners ("Hartwell" + "and Sons")."""
        words = self._words
        if last + 1 < len(words) and words[last].lower in ("and", "&") and words[last + 1].text[:1].isupper():
            return last + 2 if words[last + 1].lower in PARTNERS else last
        return last

    def _find_annex_end(self, last: int) -> int:
        """Return the end of a name that goes on with an annex ("Oberwald Museum" + "and Art Gallery")."""
        words = self._words
        if last + 2 >= len(words) or words[last].lower not in ("and", "&") or not is_name_head(words[last - 1]):
            return last
        at = last + 1
        while at < len(words) and words[at].text[:1].isupper() and words[at].lower in _ANNEX:
            at += 1
        return at if at > last + 1 and KINDS.keys() & lexicon.classify_noun(words[at - 1].lower) else last

    def _has_particle_before(self, first: int) -> bool:
        """Whether the word before a person's name is a particle of it ("van der" Linde)."""
        word = self._words[first - 1]
        return word.lower in NAME_PARTICLES and not self._owned[first - 1] and word.par == self._words[first].par

    def _is_free(self, i: int, beside: int) -> bool:
        """Whether word `i` may belong to the same name as word `beside`, and no other name has it."""
        return not self._owned[i] and self.is_name_word(i, beside)

    def _is_surname(self, i: int) -> bool:
        """Whether a word like a month follows a given name ("Theresa May")."""
        words = self._words
        dated = i + 1 < len(words) and words[i + 1].text[:1].isdigit()
        return words[i].lower in _MONTHS_AS_NAMES and i > 0 and lexicon.is_given_name(words[i - 1].text) and not dated


def _is_proper_noun(word: Word) -> bool:
    return word.pos == "PROPN" and word.text[:1].isupper()
