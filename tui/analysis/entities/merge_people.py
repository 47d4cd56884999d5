"""Merge names of people: surnames, first names, initials, nicknames, misspellings."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from tui.analysis.entities.kinds import add_votes, find_pronoun_gender
from tui.analysis.entities.names import Name, find_head
from tui.analysis.entities.spelling import is_one_letter_apart, make_skeleton, tokenize_person
from tui.analysis.entities.surfaces import Cluster, Surface
from tui.analysis.lexicon import words as lexicon
from tui.analysis.lexicon.gazetteer import load_gazetteer
from tui.analysis.lexicon.words import Gender
from tui.analysis.model import EntityKind
from tui.analysis.parse import Parse, Word

_DOMINANT = 4
"""A person named this many times as often as another keeps the bare surname."""

_NEAR = 2
"""Sentences back in which a person still counts as the topic."""


def merge_people(parse: Parse, surfaces: list[Surface]) -> list[Cluster]:
    """Group the names of people among `surfaces`, and set the `cluster` of each surface that was used."""
    persons = [s for s in surfaces if s.kind is EntityKind.PERSON]
    full: list[tuple[list[str], str, Cluster]] = []
    by_last: dict[str, list[tuple[list[str], str, Cluster]]] = defaultdict(list)
    by_any: dict[str, list[Cluster]] = defaultdict(list)
    short: list[tuple[list[str], Surface]] = []
    for surface in sorted(persons, key=lambda s: s.names[0].first):
        tokens, suffix = tokenize_person(surface.text)
        if len(tokens) < 2:
            continue
        match = (
            next((c for t, s, c in by_last[make_skeleton(tokens[-1])] if _is_same_person(t, s, tokens, suffix)), None)
            or next(
                (c for t, _, c in by_last[make_skeleton(tokens[0])] if len(tokens) == 2 and t == tokens[::-1]), None
            )
            or _get_only(
                c for c in by_any.get(make_skeleton(" ".join(tokens)), ()) if len(c.text.split()) > len(tokens)
            )
        )
        if match is None:
            match = Cluster(EntityKind.PERSON, surface.text)
            full.append((tokens, suffix, match))
            by_last[make_skeleton(tokens[-1])].append((tokens, suffix, match))
            for token in {*tokens, *(" ".join(tokens[i:]) for i in range(1, len(tokens))), " ".join(tokens[:2])}:
                by_any[make_skeleton(token)].append(match)
        elif len(surface.text) > len(match.text):
            match.text = surface.text
        surface.cluster = match
        add_votes(match.votes, surface.votes)
        match.members += [(n, "name" if n.text == match.text else f"form of {match.text}", 0.95) for n in surface.names]
    clusters = [c for _, _, c in full]
    last_tokens = {make_skeleton(t[-1]) for t, _, _ in full}
    first_tokens = {make_skeleton(t[0]) for t, _, _ in full}
    for surface in surfaces:
        if surface.cluster is not None:
            continue
        tokens, _ = tokenize_person(surface.text)
        undecided = surface.kind is EntityKind.OTHER and bool(by_any.get(make_skeleton(" ".join(tokens))))
        lone = len(tokens) == 1 and _is_overridable(surface, make_skeleton(tokens[0]), last_tokens, first_tokens)
        if surface.kind is not EntityKind.PERSON and not undecided and not lone:
            continue
        short.append((tokens, surface))
    for tokens, surface in short:
        matches = by_any.get(make_skeleton(" ".join(tokens)), []) if tokens else []
        if not matches and len(tokens) == 1:
            matches = [c for t, _, c in full if lexicon.is_same_given_name(t[0], tokens[0])]
            matches = matches if len(matches) == 1 else []
        if not matches and len(tokens) == 1 and len(surface.names) == 1:
            matches = [c for t, _, c in full if is_one_letter_apart(t[-1], tokens[0])]
        matches = list(dict.fromkeys(matches))
        if (
            len(matches) > 1
            and tokens
            and (
                surnames := [
                    c for t, _, c in full if c in matches and make_skeleton(t[-1]) == make_skeleton(tokens[-1])
                ]
            )
        ):
            matches = surnames
        if len(matches) == 1 and tokens:
            surface.cluster = matches[0]
            add_votes(matches[0].votes, surface.votes)
            matches[0].members += [(n, _explain_short_name(tokens, matches[0].text), 0.9) for n in surface.names]
        elif matches:
            surface.cluster = matches[0]
            _distribute(parse, surface, matches)
        else:
            cluster = Cluster(
                EntityKind.PERSON, surface.text, [(n, "name", 0.85) for n in surface.names], surface.votes
            )
            surface.cluster = cluster
            clusters.append(cluster)
            by_any[make_skeleton(" ".join(tokens))].append(cluster)
    return clusters


def _get_only(candidates: Iterable[Cluster]) -> Cluster | None:
    """Return the only one of `candidates`; None if there are none or several."""
    clusters = list(candidates)
    return clusters[0] if len(clusters) == 1 else None


def _is_overridable(surface: Surface, token: str, last_tokens: set[str], first_tokens: set[str]) -> bool:
    """Whether a lone word is part of a person's name although the votes decided on another kind."""
    if surface.text in load_gazetteer().kinds:
        return token in last_tokens and surface.votes.get(EntityKind.PERSON, 0.0) > 0.5 * max(surface.votes.values())
    if token not in last_tokens and not (token in first_tokens and lexicon.is_given_name(surface.text)):
        return False
    return surface.votes.get(surface.kind, 0.0) < 4.0 * len(surface.names) + 1 and surface.kind is not EntityKind.GROUP


def _explain_short_name(tokens: list[str], full: str) -> str:
    words, _ = tokenize_person(full)
    if words and make_skeleton(tokens[-1]) == make_skeleton(words[-1]):
        return f"surname of {full}"
    if words and lexicon.is_same_given_name(tokens[0], words[0]):
        return f"first name of {full}"
    if words and is_one_letter_apart(tokens[-1], words[-1]):
        return f"surname of {full}, spelled differently"
    return f"part of the name {full}"


def _is_same_person(one: list[str], suffix: str, other: list[str], other_suffix: str) -> bool:
    """Whether two full names with the same surname can be one person's."""
    if suffix != other_suffix and suffix and other_suffix:
        return False
    a, b = one[0].strip("."), other[0].strip(".")
    if lexicon.is_same_given_name(a, b) or make_skeleton(a) == make_skeleton(b) or is_one_letter_apart(a, b):
        return True
    if (len(a) == 1 or len(b) == 1) and a[:1] == b[:1]:
        return True
    return a[:1] == b[:1] and any("." in first and len(first.replace(".", "")) <= 2 for first in (one[0], other[0]))


def _distribute(parse: Parse, surface: Surface, candidates: list[Cluster]) -> None:
    """Give each occurrence of a surname that several people share to one of them.

    That is the one whom a title, a description beside the name or the next pronoun points at, or whom the last
    sentences were about, unless the text is mostly about another one or introduced that one as somebody's relative;
    failing all that, the one whom the text named first.
    """
    words = parse.words
    places = sorted((n.first, k) for k, c in enumerate(candidates) for n, _, _ in c.members)
    first = min(range(len(candidates)), key=lambda k: candidates[k].members[0][0].first)
    genders = [find_gender(parse, [n for n, _, _ in c.members]) for c in candidates]
    nouns = [{w.lemma for n, _, _ in c.members for w in _find_describing_nouns(parse, n)} for c in candidates]
    members_added: list[list[tuple[Name, str, float]]] = [[] for _ in candidates]
    relatives = {k for k, c in enumerate(candidates) if _is_relative(parse, c.members[0][0])} - {first}
    sizes = Counter(k for _, k in places)
    for name in surface.names:
        beside = list(_find_describing_nouns(parse, name))
        gender = find_title_gender(parse, name) or next(
            (g for w in beside if (g := lexicon.find_noun_gender(w.lemma))), None
        )
        gender = gender or find_pronoun_gender(parse, name)
        at = bisect_left(places, (name.first, -1))
        before = places[max(0, at - 40) : at]
        near = [
            k
            for i, k in reversed(before)
            if words[name.first].sent - words[i].sent <= _NEAR
            and _is_topic(words[i])
            and k not in relatives
            and sizes[first] < _DOMINANT * sizes[k]
        ]
        described = [k for k, their_nouns in enumerate(nouns) if any(w.lemma in their_nouns for w in beside)]
        order = [*described, *near, first, *(k for _, k in reversed(before)), *(k for _, k in places[at : at + 5])]
        fits = [k for k in order if gender is None or genders[k] in (gender, None)]
        pick = (fits or order)[0]
        places.insert(at, (name.first, pick))
        sizes[pick] += 1
        members_added[pick].append(
            (name, f"surname of {candidates[pick].text}, the most likely of several people", 0.6)
        )
    for cluster, members in zip(candidates, members_added, strict=True):
        cluster.members += members


def _find_describing_nouns(parse: Parse, name: Name) -> Iterator[Word]:
    """Yield the nouns beside a name and right before it that say who the person is."""
    head = find_head(parse.words[name.first : name.last])
    yield from (c for c in head.children if c.dep == "appos" and c.pos == "NOUN")
    yield from (w for w in parse.words[name.title : name.first] if w.pos == "NOUN")
    if head.dep == "appos" and head.head.pos == "NOUN":
        yield head.head


def _is_relative(parse: Parse, name: Name) -> bool:
    """Whether a name is introduced as that of somebody's relative ("his father Ayo Lind")."""
    return any(lexicon.Noun.KIN in lexicon.classify_noun(w.lemma) for w in _find_describing_nouns(parse, name))


def _is_topic(word: Word) -> bool:
    """Whether a word, or the word that it modifies or stands in apposition to, is a subject."""
    while word.dep in ("compound", "flat", "nmod", "appos") and word.head is not word:
        word = word.head
    return word.dep in ("nsubj", "nsubjpass")


def find_title_gender(parse: Parse, name: Name) -> Gender | None:
    """Return the gender that the title before a name implies."""
    return next((g for w in parse.words[name.title : name.first] if (g := lexicon.find_title_gender(w.lower))), None)


def _has_they_pronouns(parse: Parse, name: Name) -> bool:
    """Whether the sentence of a name says that the person uses "they" ("who uses they/them pronouns")."""
    sentence = parse.words[name.last : parse.sentences[parse.words[name.first].sent].stop]
    if any(w.lower in ("nonbinary", "non-binary", "they/them") for w in sentence):
        return True
    return any(one.lemma in ("use", "/") and two.lower in ("they", "them") for one, two in pairwise(sentence))


def find_gender(parse: Parse, names: Iterable[Name]) -> Gender | None:
    """Return the gender that titles, given names and pronouns imply."""
    votes: Counter[Gender] = Counter()
    for name in names:
        if _has_they_pronouns(parse, name):
            return Gender.NEITHER
        title_gender = find_title_gender(parse, name)
        if title_gender is not None:
            votes[title_gender] += 3
        words = name.text.split()
        given_gender = lexicon.find_given_name_gender(words[0])
        if given_gender is not None:
            votes[given_gender] += 2
        pronoun_gender = find_pronoun_gender(parse, name)
        if pronoun_gender is not None:
            votes[pronoun_gender] += 1
    return votes.most_common(1)[0][0] if votes else None
