"""The chains of a text while it is read, and what has been learned of them so far."""

from collections import defaultdict
from collections.abc import Iterator

from tui.analysis.entities.chains import Chain, DraftMention
from tui.analysis.entities.direct_speech import DirectSpeech
from tui.analysis.entities.pronouns import EarlierMention, find_role
from tui.analysis.lexicon.words import Noun, classify_noun
from tui.analysis.model import EntityKind, Form
from tui.analysis.parse import Parse, Word

_FARTHEST = 80
"""Mentions back among which antecedents are looked for, so that the time stays linear in the length of the text."""

_REMEMBERED = 8
"""Chains that are considered for a noun, counted from the last."""


class Referents:
    """The coreference chains of a text while it is read from left to right.

    `chains` grows by one for each description of something new. `mentions` are those read so far, `at` has their chains
    by the index of the head word, `counts` the number of mentions of each chain, `people` the number of people named.
    `relatives` has the chain for a person and a noun of kinship ("his father").

    Args:
        parse: the article.
        chains: the named entities, with all their names.
        speech: the direct speech of the article.
    """

    def __init__(self, parse: Parse, chains: list[Chain], speech: DirectSpeech) -> None:
        self.words = parse.words
        self.chains = chains
        self.mentions: list[EarlierMention] = []
        self.at: dict[int, Chain] = {}
        self.counts: dict[Chain, int] = defaultdict(int)
        self.people = 0
        self.relatives: dict[tuple[Chain, str], Chain] = {}
        self._speech = speech
        self._by_name_head = {r.head.i: c for c in chains for r in c.mentions}
        self._by_noun: dict[str, list[Chain]] = defaultdict(list)
        self._by_label: dict[str, Chain] = {}
        self._officials: dict[str, list[Chain]] = defaultdict(list)
        for chain in chains:
            if chain.kind is EntityKind.PERSON:
                self.appoint(chain, chain.country)

    def add(self, chain: Chain, mention: DraftMention) -> None:
        """Add a mention to `chain` and note it."""
        chain.mentions.append(mention)
        self.note(chain, mention)

    def note(self, chain: Chain, mention: DraftMention) -> None:
        """Note that reading has reached `mention`, which is among the mentions of `chain` already."""
        head = mention.head
        self.at[head.i] = chain
        self.counts[chain] += 1
        number = self._speech.find_passage(head)
        self.mentions.append(
            EarlierMention(chain, head, mention.form, number, find_role(head), self._speech.is_source(head))
        )
        if mention.form is Form.NOMINAL and (owner := self._find_owner(mention)) is not None:
            key = owner, mention.head.lemma
            earlier = self.relatives.get(key)
            if chain.named and earlier is not None and not earlier.named:
                self.absorb(earlier, chain)
            self.relatives.setdefault(key, chain)

    def start_chain(self, chain: Chain, mention: DraftMention) -> None:
        """Add a chain for something new, with its first mention."""
        label = self._speech.turn_labels.get(mention.head.i)
        if label is not None:
            self._by_label[label] = chain
        self.chains.append(chain)
        self.add(chain, mention)

    def absorb(self, unnamed: Chain, chain: Chain) -> None:
        """Move all mentions of `unnamed` to `chain`."""
        chain.mentions += unnamed.mentions
        chain.roles |= unnamed.roles
        chain.gender = chain.gender or unnamed.gender
        self.counts[chain] += self.counts.pop(unnamed, 0)
        for draft in unnamed.mentions:
            self.at[draft.head.i] = chain
        for mention in self.mentions[-_FARTHEST:]:
            if mention.chain is unnamed:
                mention.chain = chain
        for noun in unnamed.roles:
            self._by_noun[noun] = [chain if c is unnamed else c for c in self._by_noun[noun]]
        unnamed.mentions = []

    def describe(self, chain: Chain, noun: str) -> None:
        """Remember that `noun` describes `chain`."""
        described = self._by_noun[noun]
        if chain not in described[-_REMEMBERED:]:
            described.append(chain)

    def find_described(self, noun: str) -> list[Chain]:
        """Return the chains that `noun` described last, the latest first."""
        return self._by_noun.get(noun, [])[: -_REMEMBERED - 1 : -1]

    def appoint(self, chain: Chain, country: str | None) -> None:
        """Remember that a person holds an office of `country`, if that is known."""
        if country is not None:
            chain.country = country
            self._officials[country].append(chain)

    def find_officials(self, country: str) -> list[Chain]:
        """Return the people whose titles say that they hold an office of `country`."""
        return self._officials.get(country, [])

    def find_named(self, index: int) -> Chain | None:
        """Return the entity of the name whose head is word `index`, whether reading has reached it or not."""
        return self._by_name_head.get(index)

    def find_labeled(self, word: Word) -> Chain | None:
        """Return who speaks the turns labeled `word`: who had the label before, or the only one of that name."""
        label = self._speech.turn_labels.get(word.i)
        if label is None:
            return None
        if label not in self._by_label:
            named = [c for c in self.chains if c.named and c.name.lower().split()[-1] == label]
            if len(named) != 1:
                return None
            self._by_label[label] = named[0]
        return self._by_label[label]

    def find_speaker(self, number: int) -> Chain | None:
        """Return who speaks passage `number` of the direct speech; None if that is not known."""
        voice = self._speech.find_voice(number)
        return self.find_named(voice) or self.at.get(voice)

    def find_recent(self, word: Word, sentences: int, *, voice: int = -1) -> Iterator[EarlierMention]:
        """Yield the last mention of each chain before `word`, at most `sentences` back, nearest first.

        Mentions in direct speech whose speaker is named by the word `voice` (an index) are left out.
        """
        chains: set[int] = set()
        for mention in reversed(self.mentions[-_FARTHEST:]):
            if word.sent - mention.head.sent > sentences:
                break
            if voice >= 0 and mention.quote >= 0 and self._speech.find_voice(mention.quote) == voice:
                continue
            if mention.head.i < word.i and id(mention.chain) not in chains:
                yield mention
                chains.add(id(mention.chain))

    def _find_owner(self, mention: DraftMention) -> Chain | None:
        """Return the person whose relative a description means, by its first word ("his father")."""
        if Noun.KIN not in classify_noun(mention.head.lemma) or mention.last - mention.first < 2:
            return None
        return self.at.get(mention.first)
