"""Group the occurrences of each spelling, and decide on their kind."""

from collections import defaultdict
from dataclasses import dataclass, field

from tui.analysis.entities.kinds import Votes, add_votes, collect_votes, decide_kind
from tui.analysis.entities.names import Name, Origin
from tui.analysis.entities.spelling import fold, is_acronym, is_firm, strip_legal_form
from tui.analysis.lexicon.gazetteer import find_group, load_gazetteer
from tui.analysis.lexicon.words import get_words
from tui.analysis.model import EntityKind
from tui.analysis.parse import Parse

_DIRECTIONS = get_words("direction")
_STORMS = get_words("storm")

LINKS = frozenset({"of", "for", "in", "at", "on", "and", "&"})
"""Words at which a long name can be cut short."""


@dataclass(slots=True, eq=False)
class Surface:
    """All occurrences of one spelling."""

    text: str
    names: list[Name]
    votes: Votes
    kind: EntityKind = EntityKind.OTHER
    cluster: "Cluster | None" = None


@dataclass(slots=True, eq=False)
class Cluster:
    """Occurrences of one entity, each with the reason and the confidence in [0, 1] that it belongs here."""

    kind: EntityKind
    text: str
    members: list[tuple[Name, str, float]] = field(default_factory=list)
    votes: Votes = field(default_factory=lambda: defaultdict(float))


def make_spelling_key(text: str) -> str:
    """Return what all spellings of one name share: its fullest known form, or the folded text without periods."""
    facts = load_gazetteer()
    full_name = facts.fullest.get(text)
    if full_name is None and (group := find_group(text)) is not None and text not in facts.kinds:
        return f"group {fold(group)}"
    if full_name is not None:
        return fold(full_name)
    *before, last = text.split()
    if before and (group := find_group(last)) is not None and last != group:
        return fold(" ".join([*before, group]))
    bare = text.replace(".", "") if is_acronym(text) else text
    if bare.endswith("s") and bare[:-1].isupper() and is_acronym(bare[:-1]):
        bare = bare[:-1]  # PACs
    return bare if is_acronym(bare) else fold(text)


def gather_surfaces(parse: Parse, names: list[Name]) -> list[Surface]:
    """Group the occurrences of each spelling and decide what kind of entity it stands for."""
    surfaces: dict[str, Surface] = {}
    for name in names:
        key = fold(name.text) if name.origin is Origin.DATELINE else make_spelling_key(name.text)
        surface = surfaces.setdefault(key, Surface(name.text, [], defaultdict(float)))
        surface.names.append(name)
        add_votes(surface.votes, collect_votes(parse, name))
        if len(name.text) > len(surface.text):
            surface.text = name.text
    for surface in surfaces.values():
        surface.kind = decide_kind(surface.votes)
    for surface in list(surfaces.values()):
        direction, _, rest = surface.text.partition(" ")
        part = surfaces.get(make_spelling_key(rest)) if direction.lower() in _DIRECTIONS and rest else None
        if part is not None and surface.kind is EntityKind.PLACE:
            add_votes(part.votes, {EntityKind.PLACE: 2.0 * len(part.names)})
            part.kind = decide_kind(part.votes)
        storm = surfaces.get(make_spelling_key(rest)) if direction.lower() in _STORMS and rest else None
        if storm is not None:
            storm.kind = surface.kind
    _decide_families(surfaces)
    _decide_firms(surfaces)
    return list(surfaces.values())


def _decide_families(by_key: dict[str, Surface]) -> None:
    """Make people of all names that end in the same lone name ("Ayo Lind", "Lind"), if their votes agree."""
    families: dict[str, list[Surface]] = defaultdict(list)
    for surface in by_key.values():
        tokens = surface.text.split()
        if (
            2 <= len(tokens) <= 3
            and not LINKS & set(tokens)
            and (lone := by_key.get(make_spelling_key(tokens[-1]))) is not None
            and lone.text == tokens[-1]
        ):
            families[tokens[-1]].append(surface)
    for last, surfaces in families.items():
        family = [*surfaces, by_key[make_spelling_key(last)]]
        votes: Votes = defaultdict(float)
        for surface in family:
            add_votes(votes, surface.votes)
        if decide_kind(votes) is EntityKind.PERSON:
            for surface in family:
                if surface.kind is not EntityKind.GROUP and max(surface.votes.values(), default=0.0) < 4.0 * len(
                    surface.names
                ):
                    surface.kind = EntityKind.PERSON


def _decide_firms(by_key: dict[str, Surface]) -> None:
    """Make organizations of the short forms of a company's name that come later ("Velmar Motors Inc.", "Velmar")."""
    surnames = {s.text.split()[-1] for s in by_key.values() if s.kind is EntityKind.PERSON and " " in s.text}
    for surface in list(by_key.values()):
        tokens = tuple(token.strip(",") for token in surface.text.split())
        if surface.kind is not EntityKind.ORGANIZATION or not is_firm(tokens):
            continue
        bare = strip_legal_form(tokens)
        for size in range(1, len(bare) + 1):
            text = " ".join(bare[:size])
            short = by_key.get(make_spelling_key(text))
            if (
                short is None
                or short is surface
                or text in load_gazetteer().kinds
                or find_group(text)
                or text in surnames
            ):
                continue
            short.votes.pop(EntityKind.GROUP, None)
            votes: Votes = defaultdict(float)
            add_votes(votes, surface.votes)
            add_votes(votes, short.votes)
            if short.names[0].first > surface.names[0].first and decide_kind(votes) is EntityKind.ORGANIZATION:
                short.kind = EntityKind.ORGANIZATION
