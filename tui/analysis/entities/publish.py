"""From drafts to the entities that a reader sees: unique spans in text order, aliases, ids."""

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
    """Turn `chains` into entities, the most salient first. A span goes to the chain that has the best claim to it."""
    owned: dict[Span, tuple[tuple[int, float], int, Mention]] = {}
    for number, chain in enumerate(chains):
        for ref in chain.mentions:
            span = parse.span(parse.words[ref.first : ref.last])
            claim = (-_FORMS.index(ref.form), ref.confidence)
            if span not in owned or owned[span][0] < claim:
                owned[span] = (
                    claim,
                    number,
                    Mention(span.start, span.end, ref.form, ref.why, ref.confidence, roles.find_role(ref.head)),
                )
    mentions: list[list[Mention]] = [[] for _ in chains]
    for span in sorted(owned):
        _, number, mention = owned[span]
        mentions[number].append(mention)
    length = max(1, len(parse.text))
    shown: list[tuple[Chain, Entity]] = []
    for chain, found in zip(chains, mentions, strict=True):
        if not found or (chain.named and not any(m.form is Form.NAME for m in found)):
            continue
        name = chain.name or chain.description or parse.text[found[0].start : found[0].end]
        entity = Entity(
            id="",
            kind=chain.kind,
            name=name,
            mentions=found,
            named=chain.named,
            salience=compute_salience(chain, found, length),
            aliases=_list_aliases(parse.text, name, found),
        )
        shown.append((chain, entity))
    shown.sort(key=lambda pair: (-pair[1].salience, pair[1].mentions[0].start))
    for number, (_, entity) in enumerate(shown, start=1):
        entity.id = f"e{number}"
    return dict(shown)


def _list_aliases(text: str, name: str, mentions: Sequence[Mention]) -> list[str]:
    """The other ways in which an entity is called, most frequent first, then in order of appearance."""
    counts: Counter[str] = Counter()
    spelled: dict[str, str] = {}
    for mention in mentions:
        if mention.form is not Form.PRONOUN:
            words = " ".join(text[mention.start : mention.end].split())
            counts[spelled.setdefault(fold(words), words)] += 1
    return [alias for alias, _ in counts.most_common() if fold(name) not in (fold(alias), fold(strip_honors(alias)))]
