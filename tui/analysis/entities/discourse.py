"""Read an article from left to right and resolve its descriptions and pronouns."""

from collections.abc import Sequence

from tui.analysis.entities import descriptions, pronouns
from tui.analysis.entities.chains import Chain, DraftMention
from tui.analysis.entities.direct_speech import DirectSpeech
from tui.analysis.entities.names import Name
from tui.analysis.entities.phrases import Phrase, find_phrases
from tui.analysis.entities.pronouns import Candidate, Choose, EarlierMention
from tui.analysis.entities.referents import Referents
from tui.analysis.model import EntityKind, Form
from tui.analysis.parse import Parse, Word
from tui.analysis.quotes.clauses import find_antecedent
from tui.analysis.quotes.draft import DraftQuote

Event = Phrase | Word | tuple[Chain, DraftMention]
"""A description, a pronoun, or a name with its chain."""


class Discourse:
    """One reading of an article.

    Args:
        parse: the article.
        chains: the named entities, with all their names.
        names: all names of the article.
        quotes: its quotes.
        choose: finds the antecedents of pronouns.
    """

    def __init__(
        self,
        parse: Parse,
        chains: list[Chain],
        names: Sequence[Name],
        quotes: Sequence[DraftQuote],
        choose: Choose = pronouns.choose_antecedent,
    ) -> None:
        self._words = parse.words
        self._choose = choose
        self._is_name = bytearray(len(parse.words))
        for name in names:
            self._is_name[name.title : name.last] = b"\1" * (name.last - name.title)
        self._speech = DirectSpeech(parse, quotes)
        self._referents = Referents(parse, chains, self._speech)
        self._named: set[Chain] = set()
        self._latest: dict[str, Chain] = {}
        by_first = {r.first: c for c in chains for r in c.mentions}
        for first, mention in descriptions.find_title_phrases(parse, names).items():
            by_first[first].mentions.append(mention)

    def read(self) -> Referents:
        """Read the whole text once; return all that it refers to."""
        for _, event in self._list_events():
            if isinstance(event, Phrase):
                descriptions.attach_description(self._referents, event)
            elif isinstance(event, Word):
                self._read_pronoun(event)
            else:
                self._read_name(*event)
        return self._referents

    def _list_events(self) -> list[tuple[int, Event]]:
        """Return names, descriptions and pronouns in text order, each with the index of its head word."""
        events: list[tuple[int, Event]] = [(r.head.i, (c, r)) for c in self._referents.chains for r in c.mentions]
        events += [(p.head.i, p) for p in find_phrases(self._words, self._is_name)]
        events += [(w.i, w) for w in self._words if w.lower in pronouns.THIRD and w.pos in ("PRON", "DET")]
        events += [(w.i, w) for w in self._words if w.lower in pronouns.RELATIVE and w.tag in ("WP", "WP$")]
        return sorted(events, key=lambda event: event[0])

    def _read_name(self, chain: Chain, mention: DraftMention) -> None:
        """Note a name; with the first name of an entity, merge the unnamed chain that it may have had so far."""
        referents = self._referents
        referents.note(chain, mention)
        if mention.form is not Form.NAME or chain in self._named:
            return
        self._named.add(chain)
        if chain.kind is EntityKind.PERSON:
            referents.people += 1
        unnamed = descriptions.find_introduced(referents, chain, mention)
        if unnamed is not None:
            referents.absorb(unnamed, chain)
        for noun in descriptions.collect_nouns(chain):
            referents.describe(chain, noun)

    def _read_pronoun(self, pronoun: Word) -> None:
        """Add a pronoun to the chain of its antecedent, if one is likely enough."""
        if pronoun.lower in pronouns.RELATIVE:
            self._read_relative(pronoun)
            return
        if pronouns.is_pleonastic_it(pronoun):
            return
        candidates = self._find_candidates(pronoun)
        choice = self._choose(pronoun, candidates) if candidates else None
        if self._speech.is_voice(pronoun):
            guess = pronouns.guess_speaker(pronoun, candidates, self._speech.count_sentences)
            # The last speaker goes on, whoever else was mentioned: so in all three cases in PolNeAR where it matters.
            choice = guess if choice is None or (guess is not None and guess[0].source) else choice
        if choice is None:
            return
        mention, probability = choice
        chain = mention.chain
        self._latest[pronouns.classify_pronoun(pronoun)] = chain
        if chain.kind is EntityKind.PERSON and chain.gender is None:
            chain.gender = pronouns.get_gender(pronoun)
        why = pronouns.explain_choice(pronoun, mention)
        self._referents.add(
            chain, DraftMention(pronoun.i, pronoun.i + 1, pronoun, Form.PRONOUN, why, round(probability, 2))
        )

    def _read_relative(self, pronoun: Word) -> None:
        """Add "who" and "whose" to the chain of the noun that their clause describes."""
        antecedent = find_antecedent(pronoun)
        chain = self._referents.at.get(antecedent.i) if antecedent is not None else None
        if antecedent is not None and chain is not None and chain.kind in (EntityKind.PERSON, EntityKind.GROUP):
            why = f"pronoun for “{antecedent.text}”"
            self._referents.add(chain, DraftMention(pronoun.i, pronoun.i + 1, pronoun, Form.PRONOUN, why, 0.85))

    def _find_candidates(self, pronoun: Word) -> list[Candidate]:
        """Return the possible antecedents of `pronoun` with their features, nearest first."""
        counts = self._referents.counts
        passage = self._speech.find_passage(pronoun)
        speaker = self._referents.find_speaker(passage)
        # Speakers call themselves "I", not "she": neither the speaker nor mentions in their own speech qualify.
        voice = pronoun.i if self._speech.is_voice(pronoun) else -1
        candidates: list[Candidate] = []
        for mention in self._referents.find_recent(pronoun, pronouns.WINDOW, voice=voice):
            chain = mention.chain
            if (
                chain is speaker
                or not pronouns.can_refer_to(pronoun, chain)
                or pronouns.cannot_corefer(pronoun, mention.head)
            ):
                continue
            candidates.append(
                Candidate(mention, pronouns.extract_features(pronoun, passage, mention, len(candidates), counts[chain]))
            )
        self._compare(pronoun, candidates)
        ahead = self._find_ahead(pronoun, passage)
        if ahead is not None:
            candidates.append(ahead)
        return candidates

    def _compare(self, pronoun: Word, candidates: Sequence[Candidate]) -> None:
        """Add the features that set one candidate apart from the others."""
        if len(candidates) == 1:
            candidates[0].features.append(pronouns.make_lone_feature(pronoun, candidates[0].mention))
        elif candidates:
            counts = [self._referents.counts[c.mention.chain] for c in candidates]
            if counts.count(most := max(counts)) == 1:
                best = candidates[counts.index(most)]
                best.features.append(f"most mentioned {pronouns.classify_distance(pronoun, best.mention.head)}")
            subject = next((c for c in candidates if c.mention.role == "subject"), None)
            if subject is not None:
                subject.features.append(f"nearest subject {pronouns.classify_distance(pronoun, subject.mention.head)}")
            latest = self._latest.get(pronouns.classify_pronoun(pronoun))
            again = next((c for c in candidates if c.mention.chain is latest), None)
            if again is not None:
                again.features.append(f"meant last {pronouns.classify_distance(pronoun, again.mention.head)}")

    def _find_ahead(self, pronoun: Word, passage: int) -> Candidate | None:
        """Return the subject after a fronted phrase ("In her speech, Poll said …"), if it is a name."""
        subject = pronouns.find_subject_ahead(pronoun)
        chain = self._referents.find_named(subject.i) if subject is not None else None
        if subject is None or chain is None or not pronouns.can_refer_to(pronoun, chain):
            return None
        if passage != self._speech.find_passage(subject):
            return None
        mention = EarlierMention(chain, subject, Form.NAME, passage, "subject")
        count = self._referents.counts[chain]
        return Candidate(mention, pronouns.extract_features(pronoun, passage, mention, 0, count))
