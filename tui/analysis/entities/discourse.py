"""Reading the text from left to right: descriptions and pronouns are tied to what was mentioned before."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from tui.analysis.entities import descriptions, pronouns
from tui.analysis.entities.chains import Chain, Reference
from tui.analysis.entities.names import Name
from tui.analysis.entities.phrases import Phrase, find_phrases
from tui.analysis.entities.pronouns import Candidate, Choose, Seen
from tui.analysis.entities.speakers import head_word
from tui.analysis.lexicon.words import Noun, noun_classes
from tui.analysis.model import EntityKind, Form, QuoteKind
from tui.analysis.parse import Parse, Word
from tui.analysis.quotes.clauses import described_by
from tui.analysis.quotes.draft import DraftQuote, Printed

_FARTHEST = 80
"""How many mentions back an antecedent may lie: reading stays linear in the length of the text."""


class Discourse:
    """What has been read so far. `chains` grows by one chain for each new description.

    `choose` finds the antecedents of pronouns.
    """

    def __init__(
        self,
        parse: Parse,
        chains: list[Chain],
        names: Sequence[Name],
        quotes: Sequence[DraftQuote],
        choose: Choose = pronouns.choose,
    ) -> None:
        self.parse = parse
        self._choose = choose
        self.words = parse.words
        self.chains = chains
        self.taken = bytearray(len(parse.words))
        for name in names:
            self.taken[name.title : name.last] = b"\1" * (name.last - name.title)
        self.names = {r.head.i: c for c in chains for r in c.references}
        self.seen: list[Seen] = []
        self.at: dict[int, Chain] = {}
        self._met: set[Chain] = set()
        self.kin: dict[tuple[Chain, str], Chain] = {}
        self.people = 0
        self._last: dict[str, Chain] = {}
        self._offices: dict[str, list[Chain]] = defaultdict(list)
        for chain in chains:
            if chain.kind is EntityKind.PERSON:
                self.appoint(chain, chain.country)
        by_first = {r.first: c for c in chains for r in c.references}
        for first, reference in descriptions.title_phrases(parse, names).items():
            by_first[first].references.append(reference)
        self.counts: dict[Chain, int] = defaultdict(int)
        self.by_noun: dict[str, list[Chain]] = defaultdict(list)
        self._quoted = sorted(self._spoken(quotes))
        self._voices = {voice for _, _, voice in self._quoted}
        self._sources = {w.i for q in quotes for s in q.source for w in parse.between(s)}
        turns = [q.source for q in quotes if q.printed is Printed.TURN]
        self._labels = {head.i: head.lower for source in turns if (head := head_word(parse, source)) is not None}
        self._labelled: dict[str, Chain] = {}

    def read(self) -> None:
        """Read the whole text."""
        for _, item in self._events():
            if isinstance(item, Phrase):
                descriptions.attach(self, item)
            elif isinstance(item, Word):
                self._pronoun(item)
            else:
                self.note(item[0], item[1])

    def _events(self) -> Iterator[tuple[int, "Phrase | Word | tuple[Chain, Reference]"]]:
        names = [(r.head.i, (c, r)) for c in self.chains for r in c.references]
        found: list[tuple[int, Phrase | Word | tuple[Chain, Reference]]] = [*names]
        found += [(p.head.i, p) for p in find_phrases(self.words, self.taken)]
        found += [(w.i, w) for w in self.words if w.lower in pronouns.THIRD and w.pos in ("PRON", "DET")]
        found += [(w.i, w) for w in self.words if w.lower in pronouns.RELATIVE and w.tag in ("WP", "WP$")]
        found.sort(key=lambda event: event[0])
        yield from found

    def quote_at(self, word: Word) -> int:
        """The number of the direct speech that a word stands in, -1 for none."""
        at = bisect_right(self._quoted, (word.start, 1 << 60)) - 1
        return at if at >= 0 and self._quoted[at][1] > word.start else -1

    def _apart(self, one: Word, other: Word) -> int:
        """How many sentences lie from `one` to `other`, which comes later, without those that are all quoted."""
        between = range(one.sent + 1, other.sent)
        return other.sent - one.sent - sum(map(self._is_quoted, between))

    def _is_quoted(self, sentence: int) -> bool:
        bounds = self.parse.sentences[sentence]
        return all(self.quote_at(w) >= 0 or not w.text[0].isalnum() for w in self.words[bounds.start : bounds.stop])

    def _spoken(self, quotes: Sequence[DraftQuote]) -> Iterator[tuple[int, int, int]]:
        """Start, end and voice of what `quotes` give word by word; of mixed ones that is what stands in quote marks."""
        pieces = [piece for quotation in self.parse.quotations for piece in quotation.pieces]
        starts = [piece.start for piece in pieces]
        for quote in quotes:
            for span in quote.content:
                if quote.kind is QuoteKind.DIRECT or quote.printed is not None:
                    yield span.start, span.end, self._voice(quote)
                elif quote.kind is QuoteKind.MIXED:
                    for piece in pieces[max(0, bisect_right(starts, span.start) - 1) : bisect_right(starts, span.end)]:
                        if piece.end > span.start and piece.start < span.end:
                            yield max(piece.start, span.start), min(piece.end, span.end), -1

    def _voice(self, quote: DraftQuote) -> int:
        """The head of the words that say who speaks, by its index; -1 if there are none.

        Nor is there any for a quotation in the course of a sentence ("he praised “his team”"), because it keeps the
        grammatical persons of that sentence.
        """
        own = quote.kind is QuoteKind.DIRECT or quote.printed is not None
        head = head_word(self.parse, quote.source) if own else None
        return head.i if head is not None else -1

    def _speaker(self, quote: int) -> Chain | None:
        """Who speaks the direct speech with this number."""
        voice = self._quoted[quote][2] if quote >= 0 else -1
        return self.names.get(voice) or self.at.get(voice)

    def note(self, chain: Chain, reference: Reference) -> None:
        """Remember that `chain` was mentioned by `reference`, which the chain has already."""
        head = reference.head
        self.at[head.i] = chain
        self.counts[chain] += 1
        self.seen.append(
            Seen(chain, head, reference.form, self.quote_at(head), pronouns.role_of(head), head.i in self._sources)
        )
        if reference.form is Form.NAME and chain not in self._met:
            self._meet(chain, reference)
        elif reference.form is Form.NOMINAL and (owner := self._owner(reference)) is not None:
            key = owner, reference.head.lemma
            earlier = self.kin.get(key)
            if chain.named and earlier is not None and not earlier.named:
                self.absorb(earlier, chain)
            self.kin.setdefault(key, chain)

    def _owner(self, reference: Reference) -> Chain | None:
        """Who a relative belongs to, from the first word of the description ("his father")."""
        if Noun.KIN not in noun_classes(reference.head.lemma) or reference.last - reference.first < 2:
            return None
        return self.at.get(reference.first)

    def _meet(self, chain: Chain, reference: Reference) -> None:
        """The first name of an entity: what is known of it from its titles, and who it may have been so far."""
        self._met.add(chain)
        if chain.kind is EntityKind.PERSON:
            self.people += 1
        unnamed = descriptions.introduced(self, chain, reference)
        if unnamed is not None:
            self.absorb(unnamed, chain)
        for noun in descriptions.nouns_of(chain):
            self.remember(noun, chain)

    def absorb(self, unnamed: Chain, chain: Chain) -> None:
        """Make all mentions of `unnamed` mentions of `chain`."""
        chain.references += unnamed.references
        chain.roles |= unnamed.roles
        chain.gender = chain.gender or unnamed.gender
        self.counts[chain] += self.counts.pop(unnamed, 0)
        for reference in unnamed.references:
            self.at[reference.head.i] = chain
        for seen in self.seen[-_FARTHEST:]:
            if seen.chain is unnamed:
                seen.chain = chain
        for noun in unnamed.roles:
            self.by_noun[noun] = [chain if c is unnamed else c for c in self.by_noun[noun]]
        unnamed.references = []

    def appoint(self, chain: Chain, country: str | None) -> None:
        """Remember that a person holds an office of `country`."""
        if country is not None:
            chain.country = country
            self._offices[country].append(chain)

    def office_holders(self, country: str) -> list[Chain]:
        """The people whose titles tell that they hold an office of `country`."""
        return self._offices.get(country, [])

    def named_at(self, word: Word) -> Chain | None:
        """The named entity one of whose names has `word` as its head, read already or not."""
        return self.names.get(word.i)

    def remember(self, noun: str, chain: Chain) -> None:
        """Remember that a noun describes `chain`."""
        known = self.by_noun[noun]
        if chain in known[-8:]:
            return
        known.append(chain)

    def add(self, chain: Chain, reference: Reference) -> None:
        """Give `chain` a mention and remember it."""
        chain.references.append(reference)
        self.note(chain, reference)

    def labelled(self, word: Word) -> Chain | None:
        """Whose turns of a conversation bear the label `word`: who had it before, or an entity named so."""
        label = self._labels.get(word.i)
        if label is None:
            return None
        if label not in self._labelled:
            named = [c for c in self.chains if c.named and c.spelled.lower().split()[-1] == label]
            if len(named) != 1:
                return None
            self._labelled[label] = named[0]
        return self._labelled[label]

    def start(self, chain: Chain, reference: Reference) -> None:
        """Begin a chain that nothing before it is part of."""
        if reference.head.i in self._labels:
            self._labelled[self._labels[reference.head.i]] = chain
        self.chains.append(chain)
        self.add(chain, reference)

    def recent(self, word: Word, sentences: int, *, said_by: int = -1) -> Iterator[tuple[Seen, int]]:
        """The last mention of each chain before `word`, nearest first, with its rank.

        Mentions in what the word with the index `said_by` says are passed over.
        """
        met: set[int] = set()
        for seen in reversed(self.seen[-_FARTHEST:]):
            if word.sent - seen.head.sent > sentences:
                break
            if said_by >= 0 and seen.quote >= 0 and self._quoted[seen.quote][2] == said_by:
                continue
            if seen.head.i < word.i and id(seen.chain) not in met:
                yield seen, len(met)
                met.add(id(seen.chain))

    def candidates(self, pronoun: Word) -> list[Candidate]:
        """The antecedents that `pronoun` may have, each with what speaks for it, nearest first."""
        quote = self.quote_at(pronoun)
        speaker = self._speaker(quote)
        # Who speaks says "I", and does not speak of themselves as of another.
        said_by = pronoun.i if pronoun.i in self._voices else -1
        found: list[Candidate] = []
        for seen, _ in self.recent(pronoun, pronouns.WINDOW, said_by=said_by):
            if seen.chain is speaker:
                continue
            if not pronouns.fits(pronoun, seen.chain) or pronouns.bound(pronoun, seen.head):
                continue
            mentions = self.counts[seen.chain]
            found.append(Candidate(seen, pronouns.features(pronoun, quote, seen, len(found), mentions)))
        if len(found) == 1:
            found[0].features.append(pronouns.alone(pronoun, found[0].seen))
        elif found:
            counts = [self.counts[c.seen.chain] for c in found]
            if counts.count(most := max(counts)) == 1:
                best = found[counts.index(most)]
                best.features.append(f"most mentioned {pronouns.nearness(pronoun, best.seen.head)}")
            subject = next((c for c in found if c.seen.role == "subject"), None)
            if subject is not None:
                subject.features.append(f"nearest subject {pronouns.nearness(pronoun, subject.seen.head)}")
            last = self._last.get(pronouns.family(pronoun))
            again = next((c for c in found if c.seen.chain is last), None)
            if again is not None:
                again.features.append(f"meant last {pronouns.nearness(pronoun, again.seen.head)}")
        ahead = self._ahead(pronoun, quote)
        if ahead is not None:
            found.append(ahead)
        return found

    def _ahead(self, pronoun: Word, quote: int) -> Candidate | None:
        """The subject that a fronted phrase runs ahead of ("In her speech, Poll said …"), if it is a name."""
        subject = pronouns.subject_ahead(pronoun)
        chain = self.names.get(subject.i) if subject is not None else None
        if subject is None or chain is None or not pronouns.fits(pronoun, chain) or quote != self.quote_at(subject):
            return None
        seen = Seen(chain, subject, Form.NAME, quote, "subject")
        return Candidate(seen, pronouns.features(pronoun, quote, seen, 0, self.counts[chain]))

    def _relative(self, pronoun: Word) -> None:
        """Tie "who" and "whose" to what their clause describes."""
        antecedent = described_by(pronoun)
        chain = self.at.get(antecedent.i) if antecedent is not None else None
        if antecedent is not None and chain is not None and chain.kind in (EntityKind.PERSON, EntityKind.GROUP):
            why = f"pronoun: stands for {antecedent.text}"
            self.add(chain, Reference(pronoun.i, pronoun.i + 1, pronoun, Form.PRONOUN, why, 0.85))

    def _pronoun(self, pronoun: Word) -> None:
        if pronoun.lower in pronouns.RELATIVE:
            self._relative(pronoun)
            return
        if pronouns.is_empty_it(pronoun):
            return
        candidates = self.candidates(pronoun)
        chosen = self._choose(pronoun, candidates) if candidates else None
        if pronoun.i in self._voices:
            told = pronouns.just_spoken_of(pronoun, candidates, self._apart)
            # Who spoke last goes on, whoever else was spoken of: all three where the weights differ say so (PolNeAR).
            chosen = told if chosen is None or (told is not None and told[0].source) else chosen
        if chosen is None:
            return
        seen, probability = chosen
        chain = seen.chain
        self._last[pronouns.family(pronoun)] = chain
        if chain.kind is EntityKind.PERSON and chain.gender is None:
            chain.gender = pronouns.gender_of(pronoun)
        why = pronouns.why(pronoun, seen)
        self.add(chain, Reference(pronoun.i, pronoun.i + 1, pronoun, Form.PRONOUN, why, round(probability, 2)))
