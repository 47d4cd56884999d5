"""Candidates for indirect quotes, from the dependency parse.

A candidate is a word that can be a cue, the *frame* in which it stands (which of its arguments would be the content),
the words of that argument, and the words that would be the source. Which candidates are quotes is decided by their
rates (see `cue_rates`).

Frames are named after the argument: `that`, `clause` (a finite clause without "that"), `<clause` (the clause stands
before the cue), `whether`, `wh`, `to`, `ing`, `obj`, `as`, `about` and other prepositions, `obj+of` and the like
(object and complement together), with `pass:` before them for a passive cue, `noun:` for a noun and `adj:` for an
adjective.
"""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tui.analysis.parse import Parse, Word

DOCUMENTS = frozenset(
    "statement report letter tweet announcement release email e-mail post message remark memo article speech interview "
    "testimony comment filing lawsuit complaint study survey poll ruling order document notice account communique "
    "communiqué bulletin op-ed editorial column book warning declaration notification website site page "
    "advertisement ad video broadcast".split()
)
"""Documents that speak for their owner: "the ministry's statement said"."""

SPEAKERS = frozenset({"PERSON", "ORG", "NORP", "GPE"})
"""The recognizer's labels of names that can be speakers."""

WordRange = tuple[int, int]
"""A half-open range of word indexes."""

_LONGEST = 500
"""Words of a sentence that is still read: a longer one is a list, and its tree can be as deep as it is long."""

_NEAR = 12
"""Words between a verb and the "that" of its clause, at most."""

_CLAUSE_OPENERS = {"whether": "whether", "if": "whether"}
_WH = frozenset("what why how who whom whose which when where".split())
_RAISING = frozenset({"seem", "appear", "happen", "prove", "tend"})
_OWNING = frozenset({"from", "by", "of"})
_TELLING = frozenset("tell remind assure inform notify warn reassure brief advise text message".split())
_NOMINAL = frozenset({"PROPN", "NOUN", "PRON", "NUM", "DET"})
_RELATIVE = frozenset({"WDT", "WP"})
_OPENING = frozenset({"``", "''", "-LRB-"})
_QUOTING = frozenset({"quote", "cite", "describe", "portray"})
_SUBJECTS = ("nsubj", "csubj")
_PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")


@dataclass(slots=True, eq=False)
class Candidate:
    """A possible attribution. `content` is one or two word ranges in text order; the other fields are word lists."""

    head: Word
    lemma: str
    frame: str
    content: list[WordRange]
    cue: list[Word]
    source: list[Word]
    addressee: list[Word] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, str]:
        """Lemma and frame, by which the rate of the candidate is looked up."""
        return self.lemma, self.frame


def find_candidates(parse: Parse) -> Iterator[Candidate]:
    """Yield every possible attribution by a verb, a noun or an adjective, in text order of the cues."""
    for word in parse.words:
        if len(parse.sentences[word.sent]) > _LONGEST:
            continue
        if word.lower == "according" or (
            word.lower == "per" and word.dep in {"prep", "pobj", "pcomp", "advcl", "mark"}
        ):
            yield from _find_according(word)
        elif word.pos == "VERB" or (word.pos == "AUX" and word.dep not in {"aux", "auxpass"}):
            yield from _find_verb_candidates(word)
        elif word.pos == "NOUN":
            yield from _find_noun_candidates(word)


# ---------------------------------------------------------------- verbs


def _find_verb_candidates(verb: Word) -> Iterator[Candidate]:
    passive = verb.child(*_PASSIVE_SUBJECTS)
    adjective = verb.child("acomp") if verb.lemma in {"be", "become", "remain", "feel", "seem", "sound"} else None
    if adjective is not None:
        yield from _find_adjective_candidates(verb, adjective)
    lemma = get_lemma(verb)
    source = _find_agent(verb) if passive or _is_bare_participle(verb) else find_subject(verb)
    cue = _collect_verb_group(verb)
    to_whom = find_addressee(verb)
    if passive is None and (stretch := _find_unparsed_clause(verb)) is not None:
        yield Candidate(verb, lemma, "that", [stretch], cue, source, to_whom)
    for frame, content, more in _list_arguments(verb, passive):
        yield Candidate(verb, lemma, ("pass:" if passive else "") + frame, content, cue + more, source, to_whom)


def _is_bare_participle(verb: Word) -> bool:
    """Whether `verb` is a passive participle without auxiliary: "asked whether …, she said", "words spoken"."""
    return verb.tag == "VBN" and verb.dep in {"advcl", "acl"} and verb.child("aux", "auxpass") is None


def _list_arguments(verb: Word, passive: Word | None) -> Iterator[tuple[str, list[WordRange], list[Word]]]:
    """Yield the frames of `verb`: name, content, and the words of the cue besides the verb."""
    subject_part = [find_extent(passive)] if passive else []
    if verb.lemma in _RAISING and (own_subject := verb.child(*_SUBJECTS)) is not None and own_subject.lower != "it":
        subject_part = [find_extent(own_subject)]
    obj = verb.child("dobj")
    if obj is not None and obj.tag not in _RELATIVE:
        yield "obj", [find_extent(obj)], []
        likened = next((c for c in obj.children if c.dep == "prep" and c.lower == "as" and c.i > obj.i), None)
        if likened is not None:
            yield (
                "obj+as",
                [find_extent(obj)],
                [],
            )  # "described the plan as a gift": the parser attaches "as" to the plan
        apposition = obj.child("appos")
        if apposition is not None and any(w.tag in _OPENING for w in obj.children if obj.i < w.i < apposition.i):
            yield "obj+oprd", [find_extent(obj)], []  # called the plan “a gift”
    for child in verb.children:
        dep = child.dep
        if dep == "ccomp":
            if child.i < verb.i:
                yield "<clause", find_clause_before(child, verb), []
            else:
                yield _name_clause_frame(child), [find_extent(child)], []
        elif dep == "xcomp" and child.i > verb.i:
            frame = _name_nonfinite_frame(child)
            yield frame, [*subject_part, find_extent(child)], []
            if obj is not None and obj.i < child.i:
                yield "obj+" + frame, [(find_extent(obj)[0], find_extent(child)[1])], []
        elif dep in {"oprd", "attr"} and child.i > verb.i and verb.lemma != "be":
            yield "oprd", [*subject_part, find_extent(child)], []
            if obj is not None and obj.i < child.i:
                yield "obj+oprd", [(find_extent(obj)[0], find_extent(child)[1])], []
        elif dep == "prep" and child.i > verb.i:
            yield from _list_prepositional(child, obj, subject_part)
        elif dep == "advcl" and child.i > verb.i:
            mark = child.child("mark")
            if mark is not None and mark.lower in {"that", "like", "as"}:
                yield "adv:" + mark.lower, [find_extent(child)], []
    if verb.dep in {"parataxis", "advcl"} or (verb.dep == "ccomp" and verb.head.dep == "ROOT"):
        host = verb.head
        if host is not verb and verb.child("ccomp") is None and host.sent == verb.sent and _is_inserted(verb):
            yield "inserted", find_clause_around(host, verb), []


def _find_unparsed_clause(verb: Word) -> WordRange | None:
    """Return the clause of "told the visitor that …" where the parser took "that" for a pronoun."""
    if verb.child("ccomp", "xcomp") is not None:
        return None
    later = [w for w in verb.subtree() if w.i > verb.i]
    for before, word in pairwise(later):
        if word.lower == "that" and word.dep in {"nsubj", "nsubjpass", "dobj", "mark", "det", "advmod"}:
            listener = before.dep in {"pobj", "dobj", "dative"} and before.pos in {"PROPN", "PRON"}
            if not listener or word.i - verb.i > _NEAR or (word.head.dep == "relcl" and word.head.head is not before):
                return None
            return word.i, _find_clause_end(word)
    return None


def _find_clause_end(word: Word) -> int:
    """Return the index after the last word that can belong to a clause that starts at `word`."""
    top = word
    for ancestor in word.ancestors():
        top = ancestor
    last = word
    for other in top.subtree():
        if other.i > word.i:
            if other.lower in {"per", "according"} and other.dep in {"prep", "pobj"}:
                break
            last = other
    while last.i > word.i and (last.pos == "PUNCT" or last.lower == "as"):
        last = next(w for w in top.subtree() if w.i == last.i - 1)
    return last.i + 1


def _list_prepositional(
    prep: Word, obj: Word | None, subject_part: list[WordRange]
) -> Iterator[tuple[str, list[WordRange], list[Word]]]:
    inner = prep.child("pobj", "pcomp")
    if inner is None:
        return
    content = find_extent(inner)
    if subject_part:
        yield prep.lower, [*subject_part, (prep.i, content[1])], []
    else:
        yield prep.lower, [content], [prep]
    if obj is not None and obj.i < prep.i:
        yield "obj+" + prep.lower, [(find_extent(obj)[0], content[1])], []


def _name_clause_frame(clause: Word) -> str:
    for child in clause.children:
        if child.i > clause.i:
            break
        if child.dep == "mark":
            return _CLAUSE_OPENERS.get(child.lower, child.lower if child.lower == "that" else "clause")
    first = min((c for c in clause.subtree()), key=lambda w: w.i)
    if first.lower in _WH:
        return "wh"
    return "clause" if _is_finite(clause) else _name_nonfinite_frame(clause)


def _name_nonfinite_frame(clause: Word) -> str:
    if any(c.dep == "aux" and c.lower == "to" for c in clause.children):
        return "to"
    return "ing" if clause.tag == "VBG" else "small"


def _is_finite(clause: Word) -> bool:
    return clause.tag in {"VBD", "VBZ", "VBP", "MD"} or any(
        c.tag in {"VBD", "VBZ", "VBP", "MD"} for c in clause.children
    )


def _is_inserted(verb: Word) -> bool:
    """Whether `verb` with its subject is set off, as in "the plan, he said, is dead"."""
    words = verb.subtree()
    return len(words) <= 12 and (own_subject := verb.child(*_SUBJECTS)) is not None and abs(own_subject.i - verb.i) <= 8


def get_lemma(verb: Word) -> str:
    """Return the lemma of a verb with its particle: "point out"."""
    particle = verb.child("prt")
    return f"{verb.lemma} {particle.lower}" if particle is not None else verb.lemma


def find_source_head(words: Sequence[Word]) -> Word:
    """Return the head noun of the words of a source or an addressee (at least one)."""
    tops = find_top_words(words)
    return next((w for w in tops if w.pos in _NOMINAL), tops[0] if tops else words[-1])


def find_top_words(words: Sequence[Word]) -> list[Word]:
    """Return those of `words` whose head is not among them, in their order."""
    inside = {w.i for w in words}
    return [w for w in words if w.head is w or w.head.i not in inside]


def find_antecedent(relative: Word, clauses: Container[str] = ("relcl",)) -> Word | None:
    """Return the word that the clause of a relative pronoun modifies; None where the pronoun opens a question.

    `clauses` are the dependencies of the clauses to consider.
    """
    return next((above.head for above in relative.ancestors() if above.dep in clauses), None)


def find_owner(document: Word) -> Word | None:
    """Return whose document it is: "the ministry's statement", "a statement from the ministry"."""
    owner = document.child("poss")
    if owner is not None:
        return owner
    for child in document.children:
        if child.dep in {"prep", "agent"} and child.lower in _OWNING:
            return child.child("pobj")
    return next((c for c in document.children if c.dep == "compound" and c.ent), None)


def _collect_verb_group(verb: Word) -> list[Word]:
    """Return the verb with its auxiliaries, negation, adverbs before it, and particle: "had never pointed out"."""
    group = [verb]
    for child in verb.children:
        near = verb.i - 6 < child.i < verb.i
        plain = child.dep == "advmod" and child.pos == "ADV" and not child.children
        if child.dep == "prt" or (near and (plain or child.dep in {"aux", "auxpass", "neg"})):
            group.append(child)
    group.sort(key=lambda w: w.i)
    first = verb.i
    while first - 1 >= group[0].i and any(w.i == first - 1 for w in group):
        first -= 1
    return [w for w in group if w.i >= first and (w.i <= verb.i or w.dep == "prt")]


def find_addressee(verb: Word) -> list[Word]:
    """Return the noun phrase that names the addressee: "told *the council*", "conveyed to *Lecornu* that …"."""
    target = verb.child("dative")
    if target is not None and target.pos == "ADP":
        target = target.child("pobj")
    if target is None and (verb.lemma in _TELLING or verb.child("ccomp", "xcomp") is not None):
        target = verb.child("dobj")
    if target is None:
        prep = next((c for c in verb.children if c.dep == "prep" and c.lower == "to" and c.i > verb.i), None)
        target = prep.child("pobj") if prep is not None else None
    return (
        collect_noun_phrase(target, relative=False)
        if target is not None and target.pos in {"PROPN", "NOUN", "PRON"}
        else []
    )


# ---------------------------------------------------------------- adjectives and nouns


def _find_adjective_candidates(verb: Word, adjective: Word) -> Iterator[Candidate]:
    source, cue = find_subject(verb), [*_collect_verb_group(verb), adjective]
    for child in (*adjective.children, *verb.children):
        if child.i < adjective.i:
            continue
        if child.dep == "ccomp":
            frame, content = _name_clause_frame(child), find_extent(child)
        elif child.dep == "xcomp":
            frame, content = _name_nonfinite_frame(child), find_extent(child)
        elif child.dep == "prep" and (inner := child.child("pobj", "pcomp")) is not None:
            frame, content = child.lower, find_extent(inner)
        else:
            continue
        yield Candidate(verb, adjective.lemma, "adj:" + frame, [content], cue, source)


def _find_noun_candidates(noun: Word) -> Iterator[Candidate]:
    if noun.dep == "pobj" and noun.head.i == noun.i - 1 and noun.head.dep == "prep":
        return  # "in favor of", "on condition that": a bare noun after a preposition is an idiom
    source, cue = _find_claimant(noun), [noun]
    for child in noun.children:
        if child.i < noun.i:
            continue
        if (
            child.dep in {"acl", "ccomp", "relcl"}
            and (mark := child.child("mark")) is not None
            and mark.lower == "that"
        ):
            frame, content = "that", find_extent(child)
        elif child.dep in {"acl", "xcomp"} and _name_nonfinite_frame(child) == "to":
            frame, content = "to", find_extent(child)
        elif child.dep == "prep" and (inner := child.child("pobj", "pcomp")) is not None:
            frame, content = child.lower, find_extent(inner)
        else:
            continue
        yield Candidate(noun, noun.lemma, "noun:" + frame, [content], cue, source)
        verb = noun.head.head
        if frame == "that" and noun.lemma in DOCUMENTS and noun.dep == "pobj" and verb.pos == "VERB":
            # "said in a statement that …": the parser attaches the clause to the nearer noun
            yield Candidate(
                verb,
                get_lemma(verb),
                "that",
                [content],
                _collect_verb_group(verb),
                find_subject(verb),
                find_addressee(verb),
            )
    if noun.dep == "nsubj" and noun.head.lemma == "be":
        clause = noun.head.child("ccomp")
        if clause is not None and clause.i > noun.head.i and _name_clause_frame(clause) == "that":
            yield Candidate(noun, noun.lemma, "noun:be+that", [find_extent(clause)], [noun, noun.head], source)


def _find_claimant(noun: Word) -> list[Word]:
    """Return whose claim it is: "Trump's claim", "the claim by Trump", "Trump made the claim"."""
    owner = noun.child("poss")
    if owner is not None:
        return [w for w in collect_noun_phrase(owner) if w.dep != "case"]
    for child in noun.children:
        if (
            child.dep in {"prep", "agent"}
            and child.lower in {"by", "from"}
            and (agent := child.child("pobj")) is not None
        ):
            return collect_noun_phrase(agent)
    head = noun.head
    if noun.dep == "dobj" and head.pos == "VERB":
        return find_subject(head)
    if noun.dep == "pobj" and head.dep == "prep" and head.head.pos == "VERB":
        return find_subject(head.head)
    return []


def _find_according(word: Word) -> Iterator[Candidate]:
    """Yield the candidate of "…, according to X" or "…, as per X"."""
    to = next((c for c in word.children if c.lower == "to"), None)
    source = (to or word).child("pobj")
    if source is None or (to is None and word.lower != "per"):
        return
    cue, top = [word, *([to] if to is not None else [])], word
    if word.head.lower == "as" and word.head.i == word.i - 1:
        cue, top = [word.head, word], word.head
    elif word.lower == "per" and word.i and not source.ent and source.lemma not in DOCUMENTS:
        return  # "five per day"
    yield Candidate(word, "according to", "rest", _find_rest_of_sentence(top), cue, collect_noun_phrase(source))


def _find_rest_of_sentence(inserted: Word) -> list[WordRange]:
    """Return the clause that an inserted "according to X" comments on, without it."""
    top = ([inserted, *inserted.ancestors()])[-1]
    words = top.subtree()
    phrase = inserted.subtree()
    if phrase[0] is words[0] or all(w.pos == "PUNCT" for w in words if w.i > phrase[-1].i):
        return find_clause_around(top, inserted)  # at the edge of a sentence, it comments on all of it
    host = inserted.head
    while (host.pos not in {"VERB", "AUX"} or host.dep in {"conj", "xcomp", "advcl"}) and host.head is not host:
        host = host.head
    return find_clause_around(host, inserted)


# ---------------------------------------------------------------- subjects and extents


def find_subject(verb: Word, depth: int = 0) -> list[Word]:
    """Return the noun phrase that is the subject of `verb`, also one that it shares with another verb."""
    own_subject = verb.child(*_SUBJECTS)
    if own_subject is not None:
        return collect_noun_phrase(own_subject)
    if depth > 4 or verb.head is verb:
        return []
    if verb.child(*_PASSIVE_SUBJECTS) is not None:
        return []
    head = verb.head
    if verb.dep in {"acl", "relcl"} and head.pos in {"NOUN", "PROPN", "PRON"}:
        return collect_noun_phrase(head, relative=False) if verb.tag == "VBG" or verb.dep == "relcl" else []
    if verb.dep in {"conj", "xcomp", "advcl", "ccomp", "pcomp", "parataxis", "dep"}:
        if verb.dep == "pcomp" and head.dep == "prep":
            head = head.head
        if head.pos in {"VERB", "AUX"}:
            obj = head.child("dobj")
            if obj is not None and obj.i < verb.i and (verb.dep == "xcomp" or _is_quoting_somebody(head)):
                return collect_noun_phrase(obj)  # "urged X to say", "quoted X as saying …, adding …"
            passive = head.child(*_PASSIVE_SUBJECTS)
            if passive is not None:
                return collect_noun_phrase(passive)
            return find_subject(head, depth + 1)
        if head.pos == "ADJ" and head.dep == "acomp":
            return find_subject(head.head, depth + 1)  # "X is ready to say"
    return []


def find_quoted_source(verb: Word) -> list[Word]:
    """Return the person quoted in "quoted X as saying …, adding …", for a verb that goes on like "adding"."""
    while verb.tag == "VBG" and verb.dep in {"conj", "advcl", "pcomp"} and verb.child(*_SUBJECTS) is None:
        verb = verb.head.head if verb.dep == "pcomp" else verb.head
        if _is_quoting_somebody(verb):
            obj = verb.child("dobj")
            return collect_noun_phrase(obj) if obj is not None else []
    return []


def _is_quoting_somebody(verb: Word) -> bool:
    return verb.lemma in _QUOTING and verb.child("dobj") is not None and any(c.lower == "as" for c in verb.children)


def _find_agent(verb: Word) -> list[Word]:
    by = verb.child("agent")
    agent = by.child("pobj") if by is not None else None
    return collect_noun_phrase(agent) if agent is not None else []


def collect_noun_phrase(head: Word, relative: bool = True) -> list[Word]:
    """Return the contiguous words of the noun phrase of `head`; with `relative`, also its relative clause."""
    skipped: set[int] = set()
    for child in head.children:
        if (not relative and child.dep in {"relcl", "acl"}) or (
            child.i > head.i and child.dep in {"parataxis", "advcl", "ccomp", "dep"}
        ):
            skipped.update(w.i for w in child.subtree())
    words = [w for w in head.subtree() if w.i not in skipped]
    # Words beyond a gap belong to something else.
    at = words.index(head)
    first = last = at
    while first > 0 and words[first - 1].i == words[first].i - 1:
        first -= 1
    while last + 1 < len(words) and words[last + 1].i == words[last].i + 1:
        last += 1
    words = words[first : last + 1]
    while len(words) > 1 and words[-1].pos == "PUNCT" and words[-1] is not head:
        words.pop()
    while len(words) > 1 and words[0].pos == "PUNCT" and words[0] is not head:
        words.pop(0)
    return words


def find_extent(head: Word) -> WordRange:
    """Return the range from the first to the last descendant of `head`, without punctuation at its ends."""
    words = head.subtree()
    low, high = 0, len(words)
    while high - low > 1 and words[high - 1].pos == "PUNCT":
        high -= 1
    while high - low > 1 and words[low].pos == "PUNCT":
        low += 1
    return words[low].i, words[high - 1].i + 1


def find_clause_before(clause: Word, cue: Word) -> list[WordRange]:
    """Return the clause before its cue ("The plan is dead, he said"), in two ranges if it goes on after it."""
    first, last = find_extent(clause)
    return [(first, min(last, cue.i))] if last <= cue.i else find_clause_around(clause, cue)


def find_clause_around(host: Word, inserted: Word) -> list[WordRange]:
    """Return the clause of `host` without the descendants of `inserted`, in one or two ranges."""
    out = {w.i for w in inserted.subtree()}
    words = [w for w in host.subtree() if w.i not in out]
    parts: list[list[Word]] = []
    for word in words:
        side = word.i > inserted.i
        if not parts or (side and parts[-1][0].i < inserted.i):
            parts.append([])
        parts[-1].append(word)
    stretches = []
    for part in parts:
        while part and part[-1].pos == "PUNCT":
            part.pop()
        while part and part[0].pos == "PUNCT":
            part.pop(0)
        if part:
            stretches.append((part[0].i, part[-1].i + 1))
    return stretches
