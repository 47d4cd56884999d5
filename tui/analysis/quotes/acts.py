"""Classify what kind of act a quote is: said, wrote, thought, or other, as with evidence that shows something."""

from collections.abc import Iterator

from tui.analysis.model import Act, QuoteKind
from tui.analysis.parse import Parse, Word
from tui.analysis.quotes import cue_rates
from tui.analysis.quotes.clauses import find_top_words, get_lemma
from tui.analysis.quotes.draft import DraftQuote

_WRITINGS = frozenset(
    "letter tweet retweet post e-mail email mail memo memoir op-ed ed essay article column editorial blog book diary "
    "journal logbook log review message text note margin comment thread caption newsletter petition leaflet "
    "pamphlet poem autobiography chapter manifesto dispatch telegram cable fax postcard tract treatise entry "
    "inscription twitter facebook instagram whatsapp reddit linkedin tiktok weibo mastodon bluesky threads "
    "x".split()
)
"""Written things and places to write: "said in a letter", "said on Twitter". (The tokenizer splits "op-ed".)"""

_TYPING = frozenset("message text email e-mail editorialize blog".split())
"""Verbs for writing that mean other things as nouns."""

_READABLE = _WRITINGS | frozenset(
    "banner sign placard poster plaque headline sticker graffiti gravestone slogan".split()
)
"""Things that are read, not heard."""

_IN = frozenset("in on via by through beneath under over with to".split())

_SHOWING = frozenset(
    "show suggest indicate reveal confirm prove demonstrate imply signal point find attest betray underscore underline "
    "highlight reflect illustrate mean establish support back argue put corroborate bear warn detect hint".split()
)
"""What evidence does; with a person as subject, these verbs mean speech or thought."""

_EVIDENCE = frozenset(
    "study survey poll census test analysis research data figure number statistic result finding evidence record "
    "sample scan x-ray autopsy image picture photograph photo footage video recording experiment trial model "
    "measurement reading price sale rate share gap trend sign trace track mark ring fossil document file paper "
    "history experience fact case incident episode attack event failure outage blackout success defeat victory vote "
    "election receipt report index indicator score estimate calculation simulation map chart graph count audit "
    "investigation probe inquiry review screen exam absence presence rise fall drop decline increase growth silence "
    "decision move".split()
)
"""What can show something without anyone saying it."""

_SIGNS = frozenset("evidence proof sign indication".split())
_LIGHT = frozenset("express voice air raise give issue offer make utter deliver state declare share repeat".split())
"""Verbs that turn a feeling into an act of speech: "voiced hope"."""

_HOLDING = frozenset("be feel take hold have share form".split())
"""Verbs that name a state of mind together with their complement: "is sure", "takes the view"."""

_COURTS = frozenset("court jury judge tribunal justice panel magistrate arbitrator umpire regulator".split())
_RULING = frozenset("find hold decide rule determine conclude".split())


def classify_act(parse: Parse, quote: DraftQuote) -> Act:
    """Return what kind of act `quote` is.

    Args:
        parse: the article.
        quote: a quote; without a cue it keeps its act.
    """
    if quote.head < 0:
        return quote.act
    head = parse.words[quote.head]
    cue = [w for span in quote.cue for w in parse.words_in(span)] or [head]
    act = cue_rates.find_act(get_lemma(head))
    if head.pos == "VERB" and head.lemma in _TYPING:
        return Act.WROTE
    source = _find_source_noun(parse, quote)
    if act is not Act.WROTE and source in _READABLE and head.lemma == "read":
        return Act.WROTE
    if _is_evidence(head, cue, source):
        return Act.OTHER
    if source in _COURTS and head.lemma in _RULING:
        return Act.SAID
    if act is Act.THOUGHT:
        light = any(w is not head and w.lemma in _LIGHT for w in cue) or head.lemma in _LIGHT
        aloud = quote.kind is QuoteKind.DIRECT and head.pos == "VERB" and head.lemma != "think"
        act = Act.SAID if light or aloud or any(w.lower == "aloud" for w in head.children) else act
    elif act is Act.SAID and _is_state_of_mind(head, cue):
        act = Act.THOUGHT
    if act is Act.SAID and any(w in _WRITINGS for w in _list_places(head)):
        return Act.WROTE
    return act


def _is_evidence(head: Word, cue: list[Word], source: str) -> bool:
    """Whether the source is evidence and the cue what evidence does."""
    if any(w.lemma in _SIGNS for w in cue) and all(
        w.lemma in _SIGNS or w.lemma == "be" or w.pos != "VERB" for w in cue
    ):
        return True
    return source in _EVIDENCE and (head.lemma in _SHOWING or cue_rates.find_act(get_lemma(head)) is Act.OTHER)


def _is_state_of_mind(head: Word, cue: list[Word]) -> bool:
    """Whether a verb and what completes it name a state of mind: "is convinced", "takes the view"."""
    if head.pos == "AUX" or head.lemma in _HOLDING:
        return any(w is not head and cue_rates.find_act(w.lemma) is Act.THOUGHT for w in cue)
    passive = head.tag == "VBN" and (head.dep == "acomp" or any(c.lemma in {"be", "feel"} for c in head.children))
    return passive and head.lemma in {"convince", "persuade", "determine", "concern"}


def _find_source_noun(parse: Parse, quote: DraftQuote) -> str:
    """Return the lemma of the noun that heads the source; empty if that is a name or a pronoun."""
    words = [w for span in quote.source for w in parse.words_in(span)]
    noun = next(
        (w for w in find_top_words(words) if w.pos == "NOUN" or (w.pos == "PROPN" and w.lower in _EVIDENCE)), None
    )
    return noun.lemma if noun is not None else ""


def _list_places(head: Word) -> Iterator[str]:
    """Yield the nouns of the cue's phrases with "in", "on", "by" and the like: where or how the words were put."""
    for child in head.children:
        if child.dep in {"prep", "agent"} and child.lower in _IN:
            yield from _list_objects(child)
        elif child.dep == "npadvmod" or (child.dep == "prt" and child.lower == "in"):
            yield child.lemma


def _list_objects(preposition: Word) -> Iterator[str]:
    noun = preposition.child("pobj")
    while noun is not None:
        yield noun.lemma
        yield from (c.lemma for c in noun.children if c.dep == "compound")
        noun = noun.child("conj")
