"""Turn chains into the entities of an analysis: unique spans in text order, aliases, ids."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.analysis.entities.chains import Chain
from tui.analysis.entities.roles import Roles
from tui.analysis.entities.salience import compute_salience
from tui.analysis.entities.spelling import fold, strip_honors
from tui.analysis.model import Entity, Form, Mention
from tui.analysis.parse import Parse

if TYPE_CHECKING:
    from tui.text.spans import Span

_FORMS = (Form.NAME, Form.PRONOUN, Form.NOMINAL)


def publish_entities(parse: Parse, chains: Sequence[Chain], roles: Roles) -> dict[Chain, Entity]:
    """Return the entities of `chains`, most salient first. A span that several claim goes to the best claim."""
    claims: dict[Span, tuple[tuple[int, float], int, Mention]] = {}
    for number, chain in enumerate(chains):
        for ref in chain.mentions:
            span = parse.span(parse.words[ref.first : ref.last])
            claim = (-_FORMS.index(ref.form), ref.confidence)
            if span not in claims or claims[span][0] < claim:
                claims[span] = (
                    claim,
                    number,
                    Mention(span.start, span.end, ref.form, ref.why, ref.confidence, roles.find_role(ref.head)),
                )
    mentions: list[list[Mention]] = [[] for _ in chains]
    for span in sorted(claims):
        _, number, mention = claims[span]
        mentions[number].append(mention)
    length = max(1, len(parse.text))
    published: list[tuple[Chain, Entity]] = []
    for chain, chain_mentions in zip(chains, mentions, strict=True):
        if not chain_mentions or (chain.named and not any(m.form is Form.NAME for m in chain_mentions)):
            continue
        name = chain.name or chain.description or parse.text[chain_mentions[0].start : chain_mentions[0].end]
        entity = Entity(
            id="",
            kind=chain.kind,
            name=name,
            mentions=chain_mentions,
            named=chain.named,
            salience=compute_salience(chain, chain_mentions, length),
            aliases=_list_aliases(parse.text, name, chain_mentions),
        )
        published.append((chain, entity))
    published.sort(key=lambda pair: (-pair[1].salience, pair[1].mentions[0].start))
    for number, (_, entity) in enumerate(published, start=1):
        entity.id = f"e{number}"
    return dict(published)


def _list_aliases(text: str, name: str, mentions: Sequence[Mention]) -> list[str]:
    """Return the other names of an entity, most frequent first, then in order of appearance."""
    counts: Counter[str] = Counter()
    spellings: dict[str, str] = {}
    for mention in mentions:
        if mention.form is not Form.PRONOUN:
            words = " ".join(text[mention.start : mention.end].split())
            counts[spellings.setdefault(fold(words), words)] += 1
    return [alias for alias, _ in counts.most_common() if fold(name) not in (fold(alias), fold(strip_honors(alias)))]
