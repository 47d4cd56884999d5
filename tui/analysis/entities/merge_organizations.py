"""Merge names of organizations, places and events: acronyms, short forms, legal forms."""

from collections import defaultdict
from collections.abc import Iterable

from tui.analysis.entities.kinds import add_votes, decide_kind
from tui.analysis.entities.names import Name
from tui.analysis.entities.spelling import is_acronym, is_firm, list_acronyms, tokenize_name
from tui.analysis.entities.surfaces import LINKS, Cluster, Surface
from tui.analysis.lexicon import words as lexicon
from tui.analysis.lexicon.gazetteer import find_country, load_gazetteer
from tui.analysis.lexicon.words import Noun
from tui.analysis.model import EntityKind
from tui.analysis.parse import Parse

_GENERIC = frozenset(
    {"group", "organization", "organisation", "party", "movement", "company", "foundation", "team", "government"}
)

_NAMED = frozenset(Noun)
_STORMS = lexicon.get_words("storm")
_VESSELS = lexicon.get_words("vessel")
_REVERSIBLE = frozenset({"ministry", "department"})

_BODIES = frozenset({EntityKind.ORGANIZATION, EntityKind.OTHER, EntityKind.WORK})
"""Kinds that the short form of an organization's name is mistaken for."""


def merge_organizations(parse: Parse, surfaces: list[Surface]) -> list[Cluster]:
    """Group all surfaces that are not people: organizations, places, events and the rest."""
    clusters: dict[Surface, Cluster] = {}
    order = sorted(surfaces, key=lambda s: s.names[0].first)
    tokens = {s: tokenize_name(s.text) for s in order}
    owner: dict[Surface, tuple[Surface, str]] = {}
    by_acronym: dict[str, list[Surface]] = defaultdict(list)
    by_part: dict[str, list[Surface]] = defaultdict(list)
    by_beginning: dict[str, list[Surface]] = defaultdict(list)
    by_named: dict[str, list[Surface]] = defaultdict(list)
    by_tokens: dict[str, Surface] = {}
    for surface in order:
        parts = tokens[surface]
        if surface.kind is EntityKind.GROUP or not parts:
            continue
        if len(parts) > 2 and parts[1] == "of" and parts[0] in _REVERSIBLE:
            parts = tokens[surface] = [*parts[2:], parts[0]]  # the Ministry of Defense is the Defense Ministry
        whole = " ".join(parts)
        if whole in by_tokens:
            owner[surface] = by_tokens[whole], "form of"
            continue
        by_tokens[whole] = surface
        if len(parts) > 1:
            for acronym in list_acronyms(surface.text.split()):
                by_acronym[acronym].append(surface)
            for part in _list_short_forms(parts):
                by_part[part].append(surface)
            if surface.kind is EntityKind.ORGANIZATION and find_country(surface.text.split()[0]) is not None:
                by_part[" ".join(parts[1:])].append(surface)  # the U.S. Senate
            if parts[0] in _STORMS or (parts[0] in _VESSELS and surface.text[:2].isupper()):
                by_named[parts[1]].append(surface)
            elif parts[-1] == "river" or parts[0] == "river":
                by_named[parts[0] if parts[-1] == "river" else parts[1]].append(surface)
            if is_firm(surface.text.split()):
                for size in range(1, len(parts)):
                    by_beginning[" ".join(parts[:size])].append(surface)
            if (
                surface.kind is EntityKind.ORGANIZATION
                and lexicon.classify_noun(parts[-1]) & {Noun.ORGANIZATION, Noun.WORK}
                and len(parts) == 2
            ):
                by_beginning[parts[0]].append(surface)
    brackets = _find_bracketed(parse, [n for s in order for n in s.names])
    surface_of = {n: s for s in order for n in s.names}
    for surface in order:
        if surface in owner:
            continue
        parts = tokens[surface]
        why = "short for"
        matches: list[Surface] = []
        long_form = next((brackets[n] for n in surface.names if n in brackets), None)
        if long_form is not None and is_acronym(surface.text):
            matches = [surface_of[long_form]]
            why = "acronym of"
        elif is_acronym(surface.text) and surface.text not in load_gazetteer().kinds:
            matches = by_acronym.get(surface.text.replace(".", ""), [])
            why = "acronym of"
        if not matches and parts and surface.kind is not EntityKind.GROUP:
            matches = [s for s in by_part.get(" ".join(parts), []) if _is_same_kind(s.kind, surface.kind)]
            if not matches:
                matches = [s for s in by_named.get(" ".join(parts), []) if s.names[0].first < surface.names[0].first]
            if _is_never_short(surface.text):
                matches = []
            elif not matches and surface.kind in _BODIES:
                matches = [
                    s for s in by_beginning.get(" ".join(parts), []) if s.names[0].first < surface.names[0].first
                ]
        matches = [s for s in dict.fromkeys(matches) if s is not surface]
        if len(matches) == 1:
            owner[surface] = matches[0], why
    for surface in order:
        root, why, hops = surface, "name", 0
        while root in owner and hops < 5:
            root, why = owner[root][0], owner[surface][1] if hops == 0 else why
            hops += 1
        cluster = clusters.get(root)
        if cluster is None:
            cluster = clusters[root] = Cluster(root.kind, root.text)
        label = "name" if root is surface else f"{why} {root.text}"
        cluster.members += [(n, label, 0.85 if root is surface else 0.75) for n in surface.names]
        add_votes(cluster.votes, surface.votes)
    for cluster in clusters.values():
        cluster.kind = decide_kind(cluster.votes)
    return list(clusters.values())


def _is_never_short(text: str) -> bool:
    """Whether a well-known name is never a short form: Los Angeles is not "East Los Angeles"."""
    kind = load_gazetteer().kinds.get(text)
    return kind is EntityKind.PLACE or (kind is not None and text.endswith(" Party"))


def _list_short_forms(parts: list[str]) -> Iterable[str]:
    """Yield what a long name may be cut to: its end ("Example Ministry") or its start ("Example Corps" of …)."""
    linked = next((i for i, p in enumerate(parts) if i and p in LINKS), len(parts))
    last = parts[-1]
    if linked == len(parts) and last.endswith("s") and len(last) > 4 and not _NAMED & lexicon.classify_noun(last[:-1]):
        yield last  # the Wolves
    elif linked == len(parts) and "newspaper" in lexicon.find_generic_nouns(last):
        yield last  # the Echo
    for i in range(1, linked - 1):
        yield " ".join(parts[i:linked])
        if linked < len(parts):
            yield " ".join(parts[i:])
    for i in range(2, len(parts)):
        rest = parts[i:]
        if rest[0] in LINKS or all(p in _GENERIC or lexicon.classify_noun(p) & {Noun.WORK} for p in rest):
            yield " ".join(parts[:i])


def _is_same_kind(one: EntityKind, other: EntityKind) -> bool:
    loose = {EntityKind.OTHER, EntityKind.WORK}
    places = {EntityKind.PLACE, EntityKind.ORGANIZATION}
    return one is other or one in loose or other in loose or {one, other} == places


def _find_bracketed(parse: Parse, names: list[Name]) -> dict[Name, Name]:
    """Map short forms in brackets to the long form before them: "Fictional Aid Office (FAO)"."""
    ends = {n.last: n for n in names}
    long_forms: dict[Name, Name] = {}
    for name in names:
        if name.first < 2 or name.last >= len(parse.words):
            continue
        if parse.words[name.first - 1].text != "(" or parse.words[name.last].text not in (")", ";", ","):
            continue
        long = ends.get(name.first - 1)
        if long is not None and long.text[:1].lower() == name.text[:1].lower() and len(long.text) > len(name.text):
            long_forms[name] = long
    return long_forms
