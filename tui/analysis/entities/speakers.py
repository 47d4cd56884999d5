"""Speakers: resolve "I" and "you" inside quotes, and decide which unnamed speakers to keep."""

import re
from collections.abc import Iterable, Mapping, Sequence

from tui.analysis.entities.chains import Chain, DraftMention
from tui.analysis.model import EntityKind, Form
from tui.analysis.parse import Parse, Word
from tui.analysis.quotes.clauses import DOCUMENTS, find_antecedent, find_owner, find_source_head
from tui.analysis.quotes.draft import DraftQuote, Layout
from tui.text.spans import Span

_LONGEST = 90
"""Code points of the description of an unnamed speaker, at most."""

_POSSESSIVE = re.compile(r"(?:(?<=s)['’]|['’]s)$")
_NOBODY = frozenset({"one", "nobody", "none", "everyone", "everybody", "anyone", "someone", "somebody"})
"""Words for nobody in particular: "no one said"."""
_I = frozenset({"i", "me", "my", "mine", "myself"})
_WE = frozenset({"we", "us", "our", "ours", "ourselves"})
_YOU = frozenset({"you", "your", "yours", "yourself"})
_VOICES = frozenset({EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.GROUP})
_TWO = range(2)
_SPEECH = _I | _WE | _YOU
_WHO = frozenset({"who", "whom", "which", "that"})


def find_span_head(parse: Parse, spans: Sequence[Span]) -> Word | None:
    """Return the syntactic head of the words in the first of `spans`; None if there are no words."""
    words = parse.words_in(spans[0]) if spans else []
    return find_source_head(words) if words else None


def resolve_speech_pronouns(parse: Parse, quotes: Sequence[DraftQuote], at: dict[int, Chain]) -> set[Chain]:
    """Tie first- and second-person pronouns inside quotes to the speaker and the addressee.

    Args:
        parse: the article.
        quotes: its quotes.
        at: the chain of each mention, by the index of its head word; the pronouns found are added.

    Returns:
        The chains that speak.
    """
    speakers: set[Chain] = set()
    inside: dict[int, tuple[int, DraftQuote]] = {}
    voices: dict[DraftQuote, Chain] = {}
    for quote in quotes:
        chain = _find_source_chain(parse, quote.source, at)
        if chain is None:
            continue
        if _can_speak(chain, parse.words_in(quote.source[0]), at):
            speakers.add(chain)
            _describe_speaker(parse, chain, quote.source)
        voices[quote] = chain
        for word in (w for span in quote.question for w in parse.words_in(span)):
            if word.lower in _YOU and word.i not in at:
                at[word.i] = chain
                why = "pronoun for the person who is asked"
                chain.mentions.append(DraftMention(word.i, word.i + 1, word, Form.PRONOUN, why, 0.7))
        if not quote.is_verbatim:
            continue
        size = quote.extent.end - quote.extent.start
        for span in quote.content:
            for word in parse.words_in(span):
                if word.lower in _SPEECH and (word.i not in inside or size < inside[word.i][0]):
                    inside[word.i] = size, quote
    partners = _find_partners(quotes, voices)
    for index, (_, quote) in inside.items():
        word = parse.words[index]
        if word.pos != "PRON" or index in at:
            continue
        chain = _find_referent(parse, word, quote, voices[quote], at) or (
            partners.get(quote) if word.lower in _YOU else None
        )
        if chain is not None:
            at[index] = chain
            why = "pronoun for the person addressed" if word.lower in _YOU else "pronoun for the speaker of the quote"
            chain.mentions.append(
                DraftMention(index, index + 1, word, Form.PRONOUN, why, round(0.9 * quote.confidence, 2))
            )
    return speakers


def _find_partners(quotes: Sequence[DraftQuote], voices: Mapping[DraftQuote, Chain]) -> dict[DraftQuote, Chain]:
    """Return the other speaker for each turn of a conversation between two; empty for any other number."""
    turns = [q for q in quotes if q.layout is Layout.TURN and q in voices]
    both = list(dict.fromkeys(voices[turn] for turn in turns))
    if len(both) != len(_TWO):
        return {}
    return {turn: both[voices[turn] is both[0]] for turn in turns}


def _describe_speaker(parse: Parse, chain: Chain, source: Sequence[Span]) -> None:
    """Describe an unnamed speaker by the longest source that begins with a mention of it."""
    start, end = source[0]
    words = _POSSESSIVE.sub("", " ".join(parse.text[start:end].split()).rstrip(",;:"))
    if len(words) > _LONGEST:
        words = words.split(",", maxsplit=1)[0]
    first = {parse.words[r.first].start for r in chain.mentions if r.form is Form.NOMINAL}
    if not chain.named and start in first and len(chain.description) < len(words) <= _LONGEST:
        chain.description = words


def _find_referent(parse: Parse, word: Word, quote: DraftQuote, speaker: Chain, at: dict[int, Chain]) -> Chain | None:
    """Return the chain that a first- or second-person pronoun in `quote` refers to; None if that is open."""
    if word.lower in _YOU:
        head = find_span_head(parse, quote.addressee)
        return at.get(head.i) if head is not None else None
    if not speaker.named and speaker.kind not in _VOICES:
        return None
    several = speaker.plural or speaker.kind in (EntityKind.ORGANIZATION, EntityKind.GROUP)
    if word.lower in _WE:
        return speaker if several else None
    return speaker if not several else None


def _can_speak(chain: Chain, source: Sequence[Word], at: dict[int, Chain]) -> bool:
    """Whether a source is an entity of its own, and not a document of somebody whom the source names."""
    if chain.named or chain.kind in _VOICES:
        return True
    head = find_source_head(source)
    owner = find_owner(head) if head.lemma in DOCUMENTS else None
    return owner is None or owner.i not in at or not at[owner.i].named


def _find_source_chain(parse: Parse, spans: Sequence[Span], at: dict[int, Chain]) -> Chain | None:
    """Return the chain that a source refers to; tie a relative pronoun to its antecedent first."""
    head = find_span_head(parse, spans)
    if head is None:
        return None
    if head.i not in at and head.lower in _WHO:
        antecedent = find_antecedent(head)
        if antecedent is not None and antecedent.i in at:
            chain = at[head.i] = at[antecedent.i]
            why = f"pronoun for “{antecedent.text}”"
            chain.mentions.append(DraftMention(head.i, head.i + 1, head, Form.PRONOUN, why, 0.85))
    return at.get(head.i)


def select_visible(chains: Iterable[Chain], speakers: set[Chain]) -> list[Chain]:
    """Return the chains with a name, and those without one that speak."""
    return [
        c
        for c in chains
        if c.named or (c in speakers and not c.roles & _NOBODY and any(r.form is Form.NOMINAL for r in c.mentions))
    ]
