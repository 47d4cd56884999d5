"""A made-up article of any length with a made-up analysis: at least 500 entities, a quote in every other paragraph."""

import random

from tui.analysis.model import Act, Analysis, Entity, EntityKind, Form, Mention, Quote, QuoteKind
from tui.article.model import Article, Block
from tui.text.spans import Span

SYLLABLES = "ba den kor li mas nu per ro sta ti ver wen xi zo al en ir os ut".split()
KINDS = list(EntityKind)
ENTITIES = 500


def sample(words: int) -> tuple[Article, Analysis]:
    """An article of so many words; every eighth begins a mention, or more where there would not be 500 entities."""
    rng = random.Random(words)
    density = max(0.125, 1.1 * ENTITIES / words)
    text: list[str] = []
    blocks: list[Block] = []
    mentions: dict[int, list[Mention]] = {}
    quotes: list[Quote] = []
    at = written = 0
    while written < words:
        begin = at
        count = min(rng.randint(30, 110), words - written)
        for i in range(count):
            word = "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(1, 4)))
            if rng.random() < density:
                word = word.title()
                form = rng.choice([Form.NAME, Form.NAME, Form.PRONOUN])
                mention = Mention(at, at + len(word), form, "sample", 1.0)
                # First everyone is mentioned once; then few very often, many seldom.
                who = len(mentions) if len(mentions) < ENTITIES else int(rng.paretovariate(0.6)) % ENTITIES
                mentions.setdefault(who, []).append(mention)
            if i == 0:
                word = "\u201c" + word
            text.append(word + " ")
            at += len(word) + 1
        written += count
        text[-1] = text[-1].rstrip() + ".\n\n"
        at += 2
        blocks.append(Block(begin, at - 2))
        if len(blocks) % 2:
            middle = (begin + at) // 2
            kind = rng.choice(list(QuoteKind))
            speaker = f"e{rng.choice(list(mentions))}" if mentions else None
            quotes.append(
                Quote(f"q{len(quotes)}", kind, Act.SAID, [Span(begin, middle)], [], [], speaker, "sample", 1.0)
            )
    entities = []
    for i, found in sorted(mentions.items(), key=lambda item: -len(item[1])):
        found.sort(key=lambda m: m.start)
        name = f"{_name(i)} {i}"
        entities.append(Entity(f"e{i}", KINDS[i % len(KINDS)], name, found, salience=len(found) / words))
    return Article("".join(text), tuple(blocks)), Analysis("", "", "", entities, [], quotes)


def _name(number: int) -> str:
    rng = random.Random(number)
    return "".join(rng.choice(SYLLABLES) for _ in range(3)).title()
