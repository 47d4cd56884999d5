"""From names to entities: one chain for all names that mean the same."""

from collections import Counter
from collections.abc import Sequence

from tui.analysis.entities import lexicon
from tui.analysis.entities.bodies import merge_bodies
from tui.analysis.entities.draft import Chain, Reference
from tui.analysis.entities.gazetteer import country_of, gazetteer
from tui.analysis.entities.names import Name, Origin, head_of
from tui.analysis.entities.people import merge_people, told_gender
from tui.analysis.entities.spelling import is_acronym
from tui.analysis.entities.surfaces import Cluster, gather_surfaces
from tui.analysis.model import EntityKind, Form
from tui.analysis.parse import Parse, Word


def merge_names(parse: Parse, names: list[Name]) -> list[Chain]:
    """Gather `names` into entities, each with its kind, over the whole document."""
    surfaces = gather_surfaces(parse, names)
    clusters = merge_people(parse, surfaces)
    clusters += merge_bodies(parse, [s for s in surfaces if s.chain is None])
    return [_chain(parse, cluster) for cluster in clusters if cluster.members]


def _chain(parse: Parse, cluster: Cluster) -> Chain:
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
        chain.gender = told_gender(parse, [n for n, _, _ in members])
    return chain


def _country_of_title(words: Sequence[Word], name: Name) -> str | None:
    """The country whose office a title tells ("French Defense Minister", "Chile’s president", "U.S. President")."""
    for word in reversed(words[max(0, name.title - 2) : name.first]):
        country = country_of(word.text)
        if country is not None and word.sent == words[name.first].sent:
            return country
    after = words[name.last : name.last + 3]
    if name.title < name.first and len(after) > 1 and after[0].lower == "of":
        return country_of(after[1].text) or country_of(" ".join(w.text for w in after[1:]))
    return None


def _best_name(cluster: Cluster) -> str:
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
