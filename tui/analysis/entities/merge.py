"""Names that mean the same entity: spellings, surnames, first names, initials, acronyms, short forms."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tui.analysis.entities import lexicon
from tui.analysis.entities.draft import Chain, Reference
from tui.analysis.entities.gazetteer import country_of, gazetteer, group_of
from tui.analysis.entities.kinds import Votes, add_votes, decide, evidence, goes_on
from tui.analysis.entities.lexicon import Gender, Noun
from tui.analysis.entities.names import Name, Origin, head_of
from tui.analysis.entities.spelling import (
    acronyms_of,
    fold,
    is_acronym,
    name_tokens,
    one_letter_apart,
    person_tokens,
    skeleton,
)
from tui.analysis.model import EntityKind, Form
from tui.analysis.parse import Parse, Word

LINKS = frozenset({"of", "for", "in", "at", "on", "and", "&"})
"""Words after which a long name may be cut off."""

_GENERIC = frozenset(
    {"group", "organization", "organisation", "party", "movement", "company", "foundation", "team", "government"}
)


@dataclass(slots=True, eq=False)
class _Surface:
    """All occurrences of one spelling."""

    text: str
    names: list[Name]
    votes: Votes
    kind: EntityKind = EntityKind.OTHER
    chain: "_Cluster | None" = None


@dataclass(slots=True, eq=False)
class _Cluster:
    """Occurrences of one entity, each with the reason why it belongs here."""

    kind: EntityKind
    text: str
    members: list[tuple[Name, str, float]] = field(default_factory=list)
    votes: Votes = field(default_factory=lambda: defaultdict(float))


def merge_names(parse: Parse, names: list[Name]) -> list[Chain]:
    """Gather `names` into entities, each with its kind, over the whole document."""
    surfaces = _surfaces(parse, names)
    clusters = [
        *_persons(parse, [s for s in surfaces if s.kind is EntityKind.PERSON], surfaces),
    ]
    rest = [s for s in surfaces if s.chain is None]
    clusters += _others(parse, rest)
    return [_chain(parse, cluster) for cluster in clusters if cluster.members]


def _key(text: str) -> str:
    """What spellings of one name share: the fullest form that is known, or the folded text without stops."""
    facts = gazetteer()
    known = facts.fullest.get(text)
    if known is None and (group := group_of(text)) is not None and text not in facts.kinds:
        return f"group {fold(group)}"
    if known is not None:
        return fold(known)
    bare = text.replace(".", "") if is_acronym(text) else text
    return bare if is_acronym(bare) else fold(text)


def _surfaces(parse: Parse, names: list[Name]) -> list[_Surface]:
    found: dict[str, _Surface] = {}
    for name in names:
        key = _key(name.text)
        surface = found.setdefault(key, _Surface(name.text, [], defaultdict(float)))
        surface.names.append(name)
        add_votes(surface.votes, evidence(parse, name))
        if len(name.text) > len(surface.text):
            surface.text = name.text
    for surface in found.values():
        surface.kind = decide(surface.votes)
    _decide_families(found)
    return list(found.values())


def _decide_families(found: dict[str, _Surface]) -> None:
    """Decide together on names that end in the same lone name ("Ayo Lind", "Lind"): people, if all votes say so."""
    families: dict[str, list[_Surface]] = defaultdict(list)
    for surface in found.values():
        words = surface.text.split()
        if 2 <= len(words) <= 3 and not LINKS & set(words) and (lone := found.get(_key(words[-1]))) is not None and lone.text == words[-1]:
            families[words[-1]].append(surface)
    for last, surfaces in families.items():
        together = [*surfaces, found[_key(last)]]
        votes: Votes = defaultdict(float)
        for surface in together:
            add_votes(votes, surface.votes)
        if decide(votes) is EntityKind.PERSON:
            for surface in together:
                if surface.kind is not EntityKind.GROUP and max(surface.votes.values(), default=0.0) < 4.0 * len(
                    surface.names
                ):
                    surface.kind = EntityKind.PERSON


def _persons(parse: Parse, persons: list[_Surface], surfaces: list[_Surface]) -> list[_Cluster]:
    full: list[tuple[list[str], str, _Cluster]] = []
    by_last: dict[str, list[tuple[list[str], str, _Cluster]]] = defaultdict(list)
    by_any: dict[str, list[_Cluster]] = defaultdict(list)
    short: list[tuple[list[str], _Surface]] = []
    for surface in sorted(persons, key=lambda s: s.names[0].first):
        tokens, suffix = person_tokens(surface.text)
        if len(tokens) < 2:
            continue
        match = next((c for t, s, c in by_last[skeleton(tokens[-1])] if _same_person(t, s, tokens, suffix)), None)
        if match is None:
            match = _Cluster(EntityKind.PERSON, surface.text)
            full.append((tokens, suffix, match))
            by_last[skeleton(tokens[-1])].append((tokens, suffix, match))
            for token in {*tokens, *(" ".join(tokens[i:]) for i in range(1, len(tokens))), " ".join(tokens[:2])}:
                by_any[skeleton(token)].append(match)
        elif len(surface.text) > len(match.text):
            match.text = surface.text
        surface.chain = match
        add_votes(match.votes, surface.votes)
        match.members += [(n, "name" if n.text == match.text else f"form of {match.text}", 0.95) for n in surface.names]
    clusters = [c for _, _, c in full]
    last_tokens = {skeleton(t[-1]) for t, _, _ in full}
    first_tokens = {skeleton(t[0]) for t, _, _ in full}
    for surface in surfaces:
        if surface.chain is not None:
            continue
        tokens, _ = person_tokens(surface.text)
        if surface.kind is not EntityKind.PERSON and not (
            len(tokens) == 1 and _gives_way(surface, skeleton(tokens[0]), last_tokens, first_tokens)
        ):
            continue
        short.append((tokens, surface))
    for tokens, surface in short:
        found = by_any.get(skeleton(" ".join(tokens)), []) if tokens else []
        found = list(dict.fromkeys(found))
        if (
            len(found) > 1
            and tokens
            and (surnames := [c for t, _, c in full if c in found and skeleton(t[-1]) == skeleton(tokens[-1])])
        ):
            found = surnames
        if len(found) == 1 and tokens:
            surface.chain = found[0]
            add_votes(found[0].votes, surface.votes)
            found[0].members += [(n, _short_why(tokens, found[0].text), 0.9) for n in surface.names]
        elif found:
            surface.chain = found[0]
            _share_out(parse, surface, found)
        else:
            cluster = _Cluster(
                EntityKind.PERSON, surface.text, [(n, "name", 0.85) for n in surface.names], surface.votes
            )
            surface.chain = cluster
            clusters.append(cluster)
            by_any[skeleton(" ".join(tokens))].append(cluster)
    return clusters


def _gives_way(surface: _Surface, token: str, last_tokens: set[str], first_tokens: set[str]) -> bool:
    """Whether a lone word that the votes call no person is the surname or the first name of one all the same."""
    if surface.text in gazetteer().kinds:
        return token in last_tokens and surface.votes.get(EntityKind.PERSON, 0.0) > 0.5 * max(surface.votes.values())
    if token not in last_tokens and not (token in first_tokens and lexicon.is_given_name(surface.text)):
        return False
    return surface.votes.get(surface.kind, 0.0) < 4.0 * len(surface.names) + 1 and surface.kind is not EntityKind.GROUP


def _short_why(tokens: list[str], full: str) -> str:
    words, _ = person_tokens(full)
    if words and skeleton(tokens[-1]) == skeleton(words[-1]):
        return f"surname of {full}"
    return f"first name of {full}" if words and tokens[0] == words[0] else f"part of the name {full}"


def _same_person(one: list[str], suffix: str, other: list[str], other_suffix: str) -> bool:
    """Whether two full names with the same surname may be one person's."""
    if suffix != other_suffix and suffix and other_suffix:
        return False
    a, b = one[0].strip("."), other[0].strip(".")
    if lexicon.same_given_name(a, b) or skeleton(a) == skeleton(b) or one_letter_apart(a, b):
        return True
    if (len(a) == 1 or len(b) == 1) and a[:1] == b[:1]:
        return True
    return a[:1] == b[:1] and any("." in first and len(first.replace(".", "")) <= 2 for first in (one[0], other[0]))


def _share_out(parse: Parse, surface: _Surface, candidates: list[_Cluster]) -> None:
    """Give each occurrence of a surname that several people share to one of them.

    That is the one whom a title or the next pronoun points at, or whose full name was the subject of this or the last
    sentence; else the one whom the text named first.
    """
    words = parse.words
    places = sorted((n.first, k) for k, c in enumerate(candidates) for n, _, _ in c.members)
    first = min(range(len(candidates)), key=lambda k: candidates[k].members[0][0].first)
    genders = [_gender(parse, [n for n, _, _ in c.members]) for c in candidates]
    added: list[list[tuple[Name, str, float]]] = [[] for _ in candidates]
    for name in surface.names:
        told = _title_gender(parse, name) or goes_on(parse, name)
        at = bisect_left(places, (name.first, -1))
        before = places[max(0, at - 40) : at]
        near = [k for i, k in reversed(before) if words[name.first].sent - words[i].sent <= 1 and _is_subject(words[i])]
        order = [*near, first, *(k for _, k in reversed(before)), *(k for _, k in places[at : at + 5])]
        fits = [k for k in order if told is None or genders[k] in (told, None)]
        pick = (fits or order)[0]
        added[pick].append((name, f"surname of {candidates[pick].text}, the likeliest of those who share it", 0.6))
    for cluster, members in zip(candidates, added, strict=True):
        cluster.members += members


def _is_subject(word: Word) -> bool:
    """Whether a word, or what it is a part of, is a subject."""
    while word.dep in ("compound", "flat", "nmod") and word.head is not word:
        word = word.head
    return word.dep in ("nsubj", "nsubjpass")


def _title_gender(parse: Parse, name: Name) -> Gender | None:
    return next((g for w in parse.words[name.title : name.first] if (g := lexicon.title_gender(w.lower))), None)


def _gender(parse: Parse, names: Iterable[Name]) -> Gender | None:
    """The gender that titles and given names tell."""
    votes: Counter[Gender] = Counter()
    for name in names:
        told = _title_gender(parse, name)
        if told is not None:
            votes[told] += 3
        words = name.text.split()
        given = lexicon.given_name_gender(words[0])
        if given is not None:
            votes[given] += 2
        taken_up = goes_on(parse, name)
        if taken_up is not None:
            votes[taken_up] += 1
    return votes.most_common(1)[0][0] if votes else None


def _others(parse: Parse, surfaces: list[_Surface]) -> list[_Cluster]:
    clusters: dict[_Surface, _Cluster] = {}
    order = sorted(surfaces, key=lambda s: s.names[0].first)
    tokens = {s: name_tokens(s.text) for s in order}
    owner: dict[_Surface, tuple[_Surface, str]] = {}
    by_acronym: dict[str, list[_Surface]] = defaultdict(list)
    by_part: dict[str, list[_Surface]] = defaultdict(list)
    by_tokens: dict[str, _Surface] = {}
    for surface in order:
        parts = tokens[surface]
        if surface.kind is EntityKind.GROUP or not parts:
            continue
        whole = " ".join(parts)
        if whole in by_tokens:
            owner[surface] = by_tokens[whole], "form of"
            continue
        by_tokens[whole] = surface
        if len(parts) > 1:
            for acronym in acronyms_of(surface.text.split()):
                by_acronym[acronym].append(surface)
            for part in _short_forms(parts):
                by_part[part].append(surface)
            if (
                surface.kind is EntityKind.ORGANIZATION
                and lexicon.noun_classes(parts[-1]) & {Noun.ORGANIZATION, Noun.WORK}
                and len(parts) == 2
            ):
                by_part[parts[0]].append(surface)
    brackets = _introduced(parse, [n for s in order for n in s.names])
    for surface in order:
        if surface in owner:
            continue
        parts = tokens[surface]
        why = "short for"
        found: list[_Surface] = []
        introduced = next((brackets[n] for n in surface.names if n in brackets), None)
        if introduced is not None and is_acronym(surface.text):
            found = [s for s in order if introduced in s.names]
            why = "acronym of"
        elif is_acronym(surface.text) and surface.text not in gazetteer().kinds:
            found = by_acronym.get(surface.text.replace(".", ""), [])
            why = "acronym of"
        if not found and parts and surface.kind is not EntityKind.GROUP:
            found = [s for s in by_part.get(" ".join(parts), []) if _alike(s.kind, surface.kind)]
            if len(parts) == 1 and gazetteer().kinds.get(surface.text) is EntityKind.PLACE:
                found = []
        found = [s for s in found if s is not surface]
        if len(found) == 1:
            owner[surface] = found[0], why
    for surface in order:
        root, why, hops = surface, "name", 0
        while root in owner and hops < 5:
            root, why = owner[root][0], owner[surface][1] if hops == 0 else why
            hops += 1
        cluster = clusters.get(root)
        if cluster is None:
            cluster = clusters[root] = _Cluster(root.kind, root.text)
        label = "name" if root is surface else f"{why} {root.text}"
        cluster.members += [(n, label, 0.85 if root is surface else 0.75) for n in surface.names]
        add_votes(cluster.votes, surface.votes)
    for cluster in clusters.values():
        cluster.kind = decide(cluster.votes)
    return list(clusters.values())


def _short_forms(parts: list[str]) -> Iterable[str]:
    """What a long name may be cut to: its end ("Example Ministry") or its beginning ("Example Corps" of …)."""
    linked = next((i for i, p in enumerate(parts) if i and p in LINKS), len(parts))
    for i in range(1, linked - 1):
        yield " ".join(parts[i:linked])
        if linked < len(parts):
            yield " ".join(parts[i:])
    for i in range(2, len(parts)):
        rest = parts[i:]
        if rest[0] in LINKS or all(p in _GENERIC or lexicon.noun_classes(p) & {Noun.WORK} for p in rest):
            yield " ".join(parts[:i])


def _alike(one: EntityKind, other: EntityKind) -> bool:
    loose = {EntityKind.OTHER, EntityKind.WORK}
    places = {EntityKind.PLACE, EntityKind.ORGANIZATION}
    return one is other or one in loose or other in loose or {one, other} == places


def _introduced(parse: Parse, names: list[Name]) -> dict[Name, Name]:
    """Short forms in brackets after the long form: "Fictional Aid Office (FAO)"."""
    ends = {n.last: n for n in names}
    found: dict[Name, Name] = {}
    for name in names:
        if name.first < 2 or name.last >= len(parse.words):
            continue
        if parse.words[name.first - 1].text != "(" or parse.words[name.last].text not in (")", ";", ","):
            continue
        long = ends.get(name.first - 1)
        if long is not None and long.text[:1].lower() == name.text[:1].lower() and len(long.text) > len(name.text):
            found[name] = long
    return found


def _chain(parse: Parse, cluster: _Cluster) -> Chain:
    words = parse.words
    members = sorted(cluster.members, key=lambda m: m[0].first)
    chain = Chain(cluster.kind, _best_name(cluster))
    for name, reason, confidence in members:
        why = "name found elsewhere in the text" if reason == "name" and name.origin is Origin.REPEAT else reason
        chain.references.append(
            Reference(name.first, name.last, head_of(words[name.first : name.last]), Form.NAME, why, confidence)
        )
        chain.words.update(w.lower for w in words[name.title : name.last])
        chain.roles.update(w.lower for w in words[name.title : name.first] if lexicon.is_title(w.lower))
        if name.title < name.first and chain.country is None:
            chain.country = _country_of_title(words, name)
    if cluster.kind is EntityKind.PERSON:
        chain.gender = _gender(parse, [n for n, _, _ in members])
    return chain


def _country_of_title(words: Sequence[Word], name: Name) -> str | None:
    """The country whose office a title tells ("French Defense Minister", "Chile’s president", "U.S. President")."""
    for word in reversed(words[max(0, name.title - 2) : name.first]):
        country = country_of(word.text)
        if country is not None and word.sent == words[name.first].sent:
            return country
    return None


def _best_name(cluster: _Cluster) -> str:
    """The most complete spelling; among those the most frequent."""
    facts = gazetteer()
    counts = Counter(n.text for n, _, _ in cluster.members)

    def rank(text: str) -> tuple[bool, int, int, int]:
        return not is_acronym(text), len(text.split()), counts[text], len(text)

    if cluster.kind is EntityKind.GROUP:
        return min(counts, key=lambda t: (-counts[t], len(t)))
    names = [t for t in counts if len(t.split()) < 7] or list(counts)
    best = max(names, key=rank)
    return (
        best
        if facts.kinds.get(best) is None or cluster.kind is not EntityKind.PLACE
        else max(names, key=lambda t: (not is_acronym(t), counts[t]))
    )
