"""Labels of speakers, as in "NAME: words", and whether they name someone who can speak."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from tui.analysis.lexicon.gazetteer import find_country
from tui.analysis.lexicon.words import PERSONS, classify_noun, is_given_name, is_title
from tui.analysis.parse import Parse, Word
from tui.analysis.quotes import cue_rates
from tui.analysis.quotes.clauses import SPEAKERS, get_lemma
from tui.analysis.quotes.direct import READY
from tui.analysis.quotes.layout.page import is_headline
from tui.text.spans import Span

SECTIONS = frozenset(
    "advertisement also analysis audio background benefits bio biography bombshell boom breaking busted byline "
    "caption claim column comment comments conclusion cons contact contributing copyright correction corrections "
    "credit credits date dear details developing disclaimer disclosure documentary e-mail editorial email episode "
    "essay exclusive explained explainer fact fact-check factbox facts faq figure flashback follow from guide "
    "headline headlines highlights hint how image images ingredients interview intro introduction just key latest "
    "leaked link links live location look loser losers memo method moral more myth newsletter note notes opinion "
    "opinions part photo photos pic picture pictures podcast poll preview problem profile pros quiz quote rating "
    "reaction read recap recipe related result results revealed review risks rule score section see share so solution "
    "source sources spoiler spoilers statement step strengths subject subscribe subtitle summary takeaway takeaways "
    "teaser this time timeline tip tips title topic topics transcript trivia truth tweet twitter update updated "
    "updates verdict via video videos viral warning watch weaknesses website what when where who why winner winners "
    "wow".split()
)
"""First or last words of labels that announce what follows, not who says it: "Correction: …"."""


LONGEST_LABEL = 6
"""Words of a label, at most."""

_NAME_WORD = r"[^\W\d_][\w.’'&-]*+"
_NAME_LABEL = re.compile(
    rf"(?P<label>{_NAME_WORD}(?: {_NAME_WORD}){{0,3}})(?: ?\([^()]{{1,30}}\))?(?P<cue>:)(?:\s+|(?=[“\"‘]))"
)
_QUESTION_LABEL = re.compile(r"(?P<label>[QA])(?P<cue>[.:])\s+")
_PARTICLES = frozenset("al bin da de del den der di du el la le van von".split())


class SpeakerLabels:
    """Judge labels by what the story says of the names in them.

    Args:
        parse: the article.
    """

    def __init__(self, parse: Parse) -> None:
        self._labels: dict[str, Counter[str]] = defaultdict(Counter)
        self._speaking: set[str] = set()
        for word in parse.words:
            if is_headline(parse, word.par):
                continue
            # A word in lower case is not a name, whatever the recognizer says elsewhere.
            self._labels[word.lower][word.ent if word.text[0].isupper() else ""] += 1
            if (
                word.dep == "nsubj"
                and word.head.pos == "VERB"
                and cue_rates.get_speech_rate(get_lemma(word.head)) >= READY
            ):
                self._speaking.add(word.lower)

    def find_entity_label(self, word: Word) -> str:
        """Return the recognizer's label of a word: the most frequent one in the story, or else the one here."""
        counts = self._labels.get(word.lower)
        if counts is not None:
            return counts.most_common(1)[0][0]
        return (
            word.ent if word.ent in {"PERSON", "NORP"} else ""
        )  # the recognizer takes "WATCH" in a headline for an ORG

    def names_speaker(self, label: Sequence[Word]) -> bool:
        """Whether a label names a person, an organization or a country, with only titles before the name."""
        if not 0 < len(label) <= LONGEST_LABEL or label[0].lower in SECTIONS:
            return False
        kind = self.find_entity_label(label[-1])
        if kind == "GPE":  # "Paris: Three dead" is where, not who
            return find_country(" ".join(w.text for w in label)) is not None
        return kind in SPEAKERS and all(self._may_precede_name(w) for w in label[:-1])

    def speaks_in_story(self, label: Sequence[Word]) -> bool:
        """Whether the person or organization that a label names says something in the story."""
        return label[-1].lower in self._speaking

    def _may_precede_name(self, word: Word) -> bool:
        return (
            self.find_entity_label(word) in SPEAKERS
            or is_title(word.lower)
            or not PERSONS.isdisjoint(classify_noun(word.lower))
            or is_given_name(word.text)
            or word.text in {"-", "."}
        )


def match_label(text: str, paragraph: Span) -> re.Match[str] | None:
    """Match the label with which a paragraph begins, a name or words written like one, and the mark after it.

    Args:
        text: the text of the article.
        paragraph: where the paragraph stands in it.

    Returns:
        A match with the groups `label` and `cue`, or None.
    """
    match = _QUESTION_LABEL.match(text, *paragraph) or _NAME_LABEL.match(text, *paragraph)
    words = match["label"].split() if match is not None else []
    capitals = [word[0].isupper() or (0 < i < len(words) - 1 and word in _PARTICLES) for i, word in enumerate(words)]
    return match if all(capitals) else None
