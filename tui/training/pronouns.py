"""Learn, from annotated coreference, the weights for the antecedents of pronouns: `pronouns.tsv`.

    python -m tui.training.pronouns GOLD.jsonl [GOLD.jsonl …] > tui/analysis/lexicon/data/pronouns.tsv

GOLD has one article a line: `{"text": …, "genre": …, "mentions": [{"head_start": …, "entity": …, "form": …}, …],
"entities": {ID: {"type": …}, …}}`, as in GUM (Zeldes, 2017). The weights are those of a conditional model that spreads
the probability of a pronoun over its candidates and "none of them". The output is features and numbers, no text. The
standard error shows a cross-validation over whole articles: of the third-person pronouns that refer to named people and
organizations, how many are tied to the right one, to a wrong one, and left alone.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tui.analysis.entities import pronouns
from tui.analysis.entities.chains import Chain
from tui.analysis.entities.discourse import Discourse
from tui.analysis.entities.merge_names import merge_names
from tui.analysis.entities.names import find_names
from tui.analysis.entities.pronouns import FAMILIES, THIRD, Candidate, EarlierMention, Weights
from tui.analysis.entities.referents import Referents
from tui.analysis.model import Form
from tui.analysis.parse import Parse, Word
from tui.analysis.quotes.draft import DraftQuote
from tui.analysis.quotes.find import find_quotes
from tui.analysis.tagger.tagger import Tagger
from tui.analysis.version import has_tagger
from tui.text.spans import Span
from tui.training.corpora import parse_articles

ROUNDS = 1
"""Readings with learned weights, after a first reading with the right antecedents."""

FOLDS = 8
"""Parts of the cross-validation."""

PRIOR = 2.0
"""Precision of the normal prior of each weight."""

MOST = 40
"""Pronouns of a family in one document that count in full; more than that share this weight. Otherwise biographies,
whose pronouns nearly all refer to one person, would decide everything."""

STEPS = 300
"""Steps of the optimizer, enough for weights of two decimals."""

LEAST = 0.05
"""The least weight that is worth a line."""


@dataclass(slots=True)
class Document:
    """An annotated article: its parse, its quotes, and the gold entity of the word at an offset (code points)."""

    parse: Parse
    quotes: Sequence[DraftQuote]
    genre: str
    entity_at: dict[int, str]
    named: set[str]
    """The people and organizations that have a name."""


@dataclass(slots=True)
class Observation:
    """A pronoun of a text: its family, the features of its candidates, and which candidates are right."""

    family: str
    features: list[list[str]]
    right: list[bool]
    weight: float


def read_documents(articles: Iterable[dict[str, Any]]) -> Iterator[Document]:
    """Parse annotated articles and find their quotes as the program does."""
    tagger = Tagger() if has_tagger() else None
    for article, parse in parse_articles(articles):
        names = {m["entity"] for m in article["mentions"] if m["form"] == "name"}
        kinds = {e: facts["type"] for e, facts in article["entities"].items()}
        yield Document(
            parse,
            find_quotes(parse, tagger),
            article["genre"],
            _index_entities(article, parse),
            {e for e in names if kinds[e] in ("person", "organization")},
        )


def _index_entities(article: dict[str, Any], parse: Parse) -> dict[int, str]:
    """Return the entity of each head word and each word of a name: annotators head "Ada Poll" by its first word."""
    entity_at = {m["head_start"]: m["entity"] for m in article["mentions"]}
    names = [m for m in article["mentions"] if m["form"] == "name"]
    for mention in sorted(names, key=lambda m: m["name_end"] - m["name_start"]):
        for word in parse.words_in(Span(mention["name_start"], mention["name_end"])):
            entity_at.setdefault(word.start, mention["entity"])
    return entity_at


def read_document(document: Document, choose: pronouns.Choose) -> Referents:
    """Read a text from left to right; `choose` decides what its pronouns refer to."""
    names = find_names(document.parse)
    chains = merge_names(document.parse, names)
    return Discourse(document.parse, chains, names, document.quotes, choose).read()


def observe_pronouns(document: Document, weights: Weights | None) -> Iterator[Observation]:
    """Yield the pronouns of a text that is read with `weights`; without weights, with the right antecedents."""
    choices: list[tuple[Word, Sequence[Candidate]]] = []

    def choose(pronoun: Word, candidates: Sequence[Candidate]) -> tuple[EarlierMention, float] | None:
        choices.append((pronoun, candidates))
        if weights is not None:
            return pronouns.choose_antecedent(pronoun, candidates, weights)
        return next(((c.mention, 1.0) for c in candidates if _is_right(document, pronoun, c.mention)), None)

    read_document(document, choose)
    size = Counter(pronouns.classify_pronoun(pronoun) for pronoun, _ in choices)
    for pronoun, candidates in choices:
        family = pronouns.classify_pronoun(pronoun)
        yield Observation(
            family,
            [c.features for c in candidates],
            [_is_right(document, pronoun, c.mention) for c in candidates],
            min(1.0, MOST / size[family]),
        )


def _is_right(document: Document, pronoun: Word, mention: EarlierMention) -> bool:
    entity = document.entity_at.get(pronoun.start)
    if entity is None:
        return False
    return entity == (find_gold_entity(document, mention.chain) or document.entity_at.get(mention.head.start))


def find_gold_entity(document: Document, chain: Chain) -> str | None:
    """Return the gold entity that most names of `chain` refer to."""
    heads = (r.head.start for r in chain.mentions if r.form is Form.NAME)
    votes = Counter(document.entity_at[start] for start in heads if start in document.entity_at)
    return votes.most_common(1)[0][0] if votes else None


def train_weights(training: Sequence[Document]) -> Weights:
    """Learn the weights of all families."""
    weights: Weights | None = None
    for _ in range(1 + ROUNDS):
        observations = [o for document in training for o in observe_pronouns(document, weights)]
        weights = {family: fit_weights([o for o in observations if o.family == family]) for family in FAMILIES}
    assert weights is not None  # noqa: S101  (there is at least one round)
    return weights


def fit_weights(observations: Sequence[Observation]) -> dict[str, float]:
    """Return the weights that make the right candidates most probable, by gradient descent with Adam."""
    if not observations:
        return {}
    number: dict[str, int] = {}
    pairs = [
        (row, number.setdefault(feature, len(number)))
        for row, features in enumerate(f for o in observations for f in o.features)
        for feature in features
    ]
    rows, columns = np.array(pairs).T
    pronoun = np.repeat(np.arange(len(observations)), [len(o.right) for o in observations])
    right = np.array([r for o in observations for r in o.right], dtype=float)
    weight = np.array([o.weight for o in observations])
    answered = np.bincount(pronoun, right) > 0
    weights, speed, spread = np.zeros((3, len(number)))
    for step in range(1, STEPS + 1):
        odds = np.exp(np.clip(np.bincount(rows, weights[columns]), -30, 30))
        share = odds / (1.0 + np.bincount(pronoun, odds))[pronoun]
        total = np.bincount(pronoun, odds * right)
        target = odds * right / np.where(answered, total, 1.0)[pronoun]
        slope = np.bincount(columns, (weight[pronoun] * (share - target))[rows]) + PRIOR * weights
        slope /= len(observations)
        speed = 0.9 * speed + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope**2
        rate = 0.1 if step <= STEPS * 2 / 3 else 0.05
        weights = weights - rate * (speed / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
    return {feature: round(float(weights[i]), 2) for feature, i in number.items() if abs(weights[i]) >= LEAST}


def count_outcomes(document: Document, weights: Weights) -> Counter[str]:
    """Count the pronouns that are tied rightly, wrongly and not at all."""
    referents = read_document(
        document, lambda pronoun, candidates: pronouns.choose_antecedent(pronoun, candidates, weights)
    )
    outcomes: Counter[str] = Counter()
    for word in document.parse.words:
        entity = document.entity_at.get(word.start)
        if word.lower not in THIRD or entity is None:
            continue
        chain = referents.at.get(word.i)
        tied = chain is not None and chain.named
        if entity in document.named:
            right = chain is not None and find_gold_entity(document, chain) == entity
            outcomes["right" if tied and right else "wrong" if tied else "left alone"] += 1
    return outcomes


def cross_validate(all_documents: Sequence[Document]) -> dict[str, Counter[str]]:
    """Return the outcomes by genre, each text read with weights learned from the others."""
    by_genre: dict[str, Counter[str]] = defaultdict(Counter)
    for fold in range(FOLDS):
        weights = train_weights([d for i, d in enumerate(all_documents) if i % FOLDS != fold])
        for document in all_documents[fold::FOLDS]:
            by_genre[document.genre] += count_outcomes(document, weights)
    return dict(by_genre)


def format_table(weights: Weights) -> Iterator[str]:
    """Yield the lines of `pronouns.tsv`: family, feature, weight."""
    for family in FAMILIES:
        yield from (f"{family}\t{feature}\t{weight:.2f}" for feature, weight in sorted(weights[family].items()))


def main() -> None:
    """Learn from the files named on the command line."""
    lines = [line for name in sys.argv[1:] for line in Path(name).read_text(encoding="utf-8").splitlines()]
    all_documents = list(read_documents(map(json.loads, lines)))
    for genre, outcomes in cross_validate(all_documents).items():
        print(genre, dict(outcomes), file=sys.stderr)
    print("# family of pronouns, feature of an antecedent, weight (log odds against none of them)")
    print("\n".join(format_table(train_weights(all_documents))))


if __name__ == "__main__":
    main()
