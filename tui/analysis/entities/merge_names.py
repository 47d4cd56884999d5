"""Merge names into chains: one chain for all names of the same entity."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tui.analysis.entities.chains import Chain, DraftMention
from tui.analysis.entities.kinds import add_votes
from tui.analysis.entities.merge_organizations import merge_organizations
from tui.analysis.entities.merge_people import find_gender, merge_people
from tui.analysis.entities.names import Name, Origin, find_head
from tui.analysis.entities.spelling import is_acronym, strip_honors
from tui.analysis.entities.surfaces import Cluster, gather_surfaces
from tui.analysis.lexicon import words as lexicon
from tui.analysis.lexicon.gazetteer import find_country, load_gazetteer
from tui.analysis.lexicon.words import Noun
from tui.analysis.model import EntityKind, Form
from tui.analysis.parse import Parse, Word

_ALIAS = lexicon.get_words("alias")
_AROUND_ALIAS = frozenset(
    "also better best more commonly popularly widely sometimes otherwise simply as by the his her its name stage pen "
    "pseudonym nickname who is was".split()
)
_MOST_BETWEEN = 7


def merge_names(parse: Parse, names: list[Name]) -> list[Chain]:
    """Group `names` into chains over the whole document, and decide the kind of each."""
    surfaces = gather_surfaces(parse, names)
    clusters = merge_people(parse, surfaces)
    clusters += merge_organizations(parse, [s for s in surfaces if s.cluster is None])
    _join_aliases(parse, clusters)
    return [_make_chain(parse, cluster) for cluster in clusters if cluster.members]


def _join_aliases(parse: Parse, clusters: Sequence[Cluster]) -> None:
    """Merge what the text says to be one: "Ada Poll, also known as Example Flame", "Ada Poll (born Ada Hill)"."""
    members = sorted(((n, c) for c in clusters for n, _, _ in c.members), key=lambda m: m[0].first)
    joined: dict[int, Cluster] = {}
    for (left, owner), (right, other) in pairwise(members):
        one, two = joined.get(id(owner), owner), joined.get(id(other), other)
        between = [w for w in parse.words[left.last : right.title] if w.pos != "PUNCT"]
        if one is two or not between or parse.words[left.first].sent != parse.words[right.first].sent:
            continue
        if one.kind is not two.kind and EntityKind.OTHER not in (one.kind, two.kind):
            continue
        if _is_alias([w.lower for w in between], one.kind, bracketed=parse.words[left.last].text in ("(", ",")):
            one.members += [(n, f"another name for {one.text}", 0.85) for n, _, _ in two.members]
            add_votes(one.votes, two.votes)
            two.members = []
            joined[id(two)] = one


def _is_alias(between: Sequence[str], kind: EntityKind, *, bracketed: bool) -> bool:
    """Whether the words between two names say that both name the same."""
    alias_words = [w for w in between if w in _ALIAS]
    if not alias_words or len(between) > _MOST_BETWEEN or not set(between) <= _ALIAS | _AROUND_ALIAS:
        return False
    if alias_words == ["known"]:
        return (between[-1] in ("as", "by") and not bracketed) or between[-1] in ("as", "by", "name", "pseudonym")
    return bracketed and (kind is EntityKind.PERSON or alias_words[0] not in ("born", "née", "nee"))


def _make_chain(parse: Parse, cluster: Cluster) -> Chain:
    words = parse.words
    members = sorted(cluster.members, key=lambda m: m[0].first)
    chain = Chain(cluster.kind, _choose_name(cluster))
    dated = any(name.origin is Origin.DATELINE for name, _, _ in members)
    chain.agency = dated and cluster.kind is EntityKind.ORGANIZATION
    for name, reason, confidence in members:
        why = "name found elsewhere in the text" if reason == "name" and name.origin is Origin.REPEAT else reason
        chain.mentions.append(
            DraftMention(name.first, name.last, find_head(words[name.first : name.last]), Form.NAME, why, confidence)
        )
        chain.words.update(w.lower for w in words[name.title : name.last])
        chain.roles.update(
            lexicon.expand_title(w.lower) for w in words[name.title : name.first] if lexicon.is_title(w.lower)
        )
        chain.roles.update(_find_labels(words, name))
        if name.title < name.first and chain.country is None:
            chain.country = _find_title_country(words, name)
    if cluster.kind is EntityKind.PERSON:
        chain.gender = find_gender(parse, [n for n, _, _ in members])
    return chain


def _find_labels(words: Sequence[Word], name: Name) -> Iterator[str]:
    """Yield the common noun right before a name that says what it is ("the ferry Example")."""
    before = words[name.first - 1] if name.title == name.first and name.first > 0 else None
    if before is None or before.tag != "NN" or before.par != words[name.first].par:
        return
    tied = before.dep in ("compound", "nmod", "appos", "amod") or words[name.last - 1].dep == "appos"
    if tied and lexicon.classify_noun(before.lemma) & {Noun.CRAFT, Noun.WORK}:
        yield before.lemma


def _find_title_country(words: Sequence[Word], name: Name) -> str | None:
    """Return the country that a title names ("French Defense Minister", "Chile’s president")."""
    for word in reversed(words[max(0, name.title - 2) : name.first]):
        country = find_country(word.text)
        if country is not None and word.sent == words[name.first].sent:
            return country
    after = words[name.last : name.last + 3]
    if name.title < name.first and len(after) > 1 and after[0].lower == "of":
        return find_country(after[1].text) or find_country(" ".join(w.text for w in after[1:]))
    return None


def _choose_name(cluster: Cluster) -> str:
    """Return the most complete spelling; of several, the most frequent."""
    facts = load_gazetteer()
    counts = Counter(n.text for n, _, _ in cluster.members)

    def rank(text: str) -> tuple[bool, int, int, int]:
        return not is_acronym(text), len(text.split()), counts[text], len(text)

    if cluster.kind is EntityKind.GROUP:
        return min(counts, key=lambda t: (-counts[t], len(t)))
    if cluster.kind is EntityKind.PERSON:
        for text in list(counts):
            counts[strip_honors(text)] += counts.pop(text)
    names = [t for t in counts if len(t.split()) < 7] or list(counts)
    best = max(names, key=rank)
    return (
        best
        if facts.kinds.get(best) is None or cluster.kind is not EntityKind.PLACE
        else max(names, key=lambda t: (not is_acronym(t), counts[t]))
    )
