"""The people behind the quotes: who "I" and "you" are inside one, and which speakers have no name."""

import re
from collections.abc import Iterable, Mapping, Sequence

from tui.analysis.entities.chains import Chain, Reference
from tui.analysis.model import EntityKind, Form
from tui.analysis.parse import Parse, Word
from tui.analysis.quotes.clauses import DOCUMENTS, described_by, head_of_source, owner_of
from tui.analysis.quotes.draft import DraftQuote, Printed
from tui.text.spans import Span

_LONGEST = 90
"""Code points of the words that a speaker without a name is called by, at most."""

_POSSESSIVE = re.compile(r"(?:(?<=s)['’]|['’]s)$")
_NOBODY = frozenset({"one", "nobody", "none", "everyone", "everybody", "anyone", "someone", "somebody"})
"""Who is nobody in particular: "no one said"."""
_I = frozenset({"i", "me", "my", "mine", "myself"})
_WE = frozenset({"we", "us", "our", "ours", "ourselves"})
_YOU = frozenset({"you", "your", "yours", "yourself"})
_VOICES = frozenset({EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.GROUP})
_TWO = range(2)
_SPEECH = _I | _WE | _YOU
_WHO = frozenset({"who", "whom", "which", "that"})


def head_word(parse: Parse, spans: Sequence[Span]) -> Word | None:
    """The syntactic head of the words in the first of `spans`."""
    words = parse.between(spans[0]) if spans else []
    return head_of_source(words) if words else None


def tie_speech(parse: Parse, quotes: Sequence[DraftQuote], at: dict[int, Chain]) -> set[Chain]:
    """Tie the first and second person inside quotes to who speaks and who is spoken to.

    Args:
        parse: the article.
        quotes: its quotes.
        at: the chain that a word is the head of a mention of, by the word's index; grows by what is found.

    Returns:
        The chains that speak.
    """
    speakers: set[Chain] = set()
    inside: dict[int, tuple[int, DraftQuote]] = {}
    voices: dict[DraftQuote, Chain] = {}
    for quote in quotes:
        chain = _source(parse, quote.source, at)
        if chain is None:
            continue
        if _can_speak(chain, parse.between(quote.source[0]), at):
            speakers.add(chain)
            _describe(parse, chain, quote.source)
        voices[quote] = chain
        for word in (w for span in quote.asked for w in parse.between(span)):
            if word.lower in _YOU and word.i not in at:
                at[word.i] = chain
                why = "pronoun: who is asked"
                chain.references.append(Reference(word.i, word.i + 1, word, Form.PRONOUN, why, 0.7))
        if not quote.verbatim:
            continue
        size = quote.extent.end - quote.extent.start
        for span in quote.content:
            for word in parse.between(span):
                if word.lower in _SPEECH and (word.i not in inside or size < inside[word.i][0]):
                    inside[word.i] = size, quote
    partners = _partners(quotes, voices)
    for index, (_, quote) in inside.items():
        word = parse.words[index]
        if word.pos != "PRON" or index in at:
            continue
        chain = _meant(parse, word, quote, voices[quote], at) or (partners.get(quote) if word.lower in _YOU else None)
        if chain is not None:
            at[index] = chain
            why = "pronoun: whom the quote addresses" if word.lower in _YOU else "pronoun: who speaks the quote"
            chain.references.append(
                Reference(index, index + 1, word, Form.PRONOUN, why, round(0.9 * quote.confidence, 2))
            )
    return speakers


def _partners(quotes: Sequence[DraftQuote], voices: Mapping[DraftQuote, Chain]) -> dict[DraftQuote, Chain]:
    """Who is spoken to in each turn of a conversation between two."""
    turns = [q for q in quotes if q.printed is Printed.TURN and q in voices]
    both = list(dict.fromkeys(voices[turn] for turn in turns))
    if len(both) != len(_TWO):
        return {}
    return {turn: both[voices[turn] is both[0]] for turn in turns}


def _describe(parse: Parse, chain: Chain, source: Sequence[Span]) -> None:
    """Call a speaker without a name by the longest source that begins with a mention of it."""
    start, end = source[0]
    words = _POSSESSIVE.sub("", " ".join(parse.text[start:end].split()).rstrip(",;:"))
    if len(words) > _LONGEST:
        words = words.split(",", maxsplit=1)[0]
    first = {parse.words[r.first].start for r in chain.references if r.form is Form.NOMINAL}
    if not chain.named and start in first and len(chain.described) < len(words) <= _LONGEST:
        chain.described = words


def _meant(parse: Parse, word: Word, quote: DraftQuote, speaker: Chain, at: dict[int, Chain]) -> Chain | None:
    if word.lower in _YOU:
        head = head_word(parse, quote.addressee)
        return at.get(head.i) if head is not None else None
    if not speaker.named and speaker.kind not in _VOICES:
        return None
    several = speaker.plural or speaker.kind in (EntityKind.ORGANIZATION, EntityKind.GROUP)
    if word.lower in _WE:
        return speaker if several else None
    return speaker if not several else None


def _can_speak(chain: Chain, source: Sequence[Word], at: dict[int, Chain]) -> bool:
    """Whether a source is worth an entity: anyone and anything but a document of somebody whom the source names."""
    if chain.named or chain.kind in _VOICES:
        return True
    head = head_of_source(source)
    owner = owner_of(head) if head.lemma in DOCUMENTS else None
    return owner is None or owner.i not in at or not at[owner.i].named


def _source(parse: Parse, spans: Sequence[Span], at: dict[int, Chain]) -> Chain | None:
    """The chain that the words of a source refer to; a relative pronoun is tied to the noun that it stands for."""
    head = head_word(parse, spans)
    if head is None:
        return None
    if head.i not in at and head.lower in _WHO:
        antecedent = described_by(head)
        if antecedent is not None and antecedent.i in at:
            chain = at[head.i] = at[antecedent.i]
            why = f"pronoun: stands for {antecedent.text}"
            chain.references.append(Reference(head.i, head.i + 1, head, Form.PRONOUN, why, 0.85))
    return at.get(head.i)


def worth_showing(chains: Iterable[Chain], speakers: set[Chain]) -> list[Chain]:
    """The chains with a name, and those without one that speak."""
    return [
        c
        for c in chains
        if c.named or (c in speakers and not c.roles & _NOBODY and any(r.form is Form.NOMINAL for r in c.references))
    ]
