"""Fit the confidence of proposed quotes on news that nothing was trained on: `settings.json`.

    python -m tui.training.fit_confidence GOLD.jsonl WEIGHTS_FOLDER

GOLD is the file that the tagger was trained on; the articles that were held out are used (see `corpora`). There are two
logistic regressions, one for the tagger's proposals and one for the rules', fitted by Newton's method with a ridge
penalty. The least confidence of a quote is chosen on the same articles by cross-validation, for the best F1.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from tui.analysis.parse import Parse
from tui.analysis.quotes.confidence import Proposal, choose_quotes, jaccard
from tui.analysis.quotes.direct import read_quote_marks
from tui.analysis.quotes.find import collect_proposals
from tui.analysis.tagger.tagger import Tagger
from tui.training.corpora import RIGHT, Article, collect_content_words, parse_articles, read_articles, select_held_out

FOLDS = 5
RIDGE = 1.0
TIE = 0.003
"""The largest difference in F1 that means nothing."""

Weights = dict[str, list[float]]
Judged = tuple[list[Proposal], list[bool], int]
"""The proposals of an article, whether each is right, and how many quotes are annotated."""


def judge_proposals(article: Article, parse: Parse, proposals: list[Proposal]) -> Judged:
    """Compare proposals with the annotation: right are the same words with a source that shares a word."""
    annotated = [a for a in article["attributions"] if a["content"]]
    gold = [(collect_content_words(parse, a["content"]), collect_content_words(parse, a["source"])) for a in annotated]
    right = []
    for proposal in proposals:
        words, source = (
            collect_content_words(parse, proposal.quote.content),
            collect_content_words(parse, proposal.quote.source),
        )
        right.append(
            any(
                jaccard(words, content) >= RIGHT and (bool(source & who) or not (source or who))
                for content, who in gold
            )
        )
    return proposals, right, len(gold)


def fit_weights(articles: Sequence[Judged]) -> Weights:
    """Return the weights of `confidence.estimate_confidence`."""
    weights = {}
    for by in ("tagger", "rules"):
        rows = [
            (p.features, ok)
            for proposals, right, _ in articles
            for p, ok in zip(proposals, right, strict=True)
            if p.by == by
        ]
        x, y = np.array([r[0] for r in rows]), np.array([float(r[1]) for r in rows])
        w = np.zeros(x.shape[1])
        penalty = RIDGE * np.eye(x.shape[1])
        for _ in range(30):
            p = 1 / (1 + np.exp(-x @ w))
            w -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + penalty, x.T @ (p - y) + RIDGE * w)
        weights[by] = [round(float(v), 4) for v in w]
    return weights


def find_threshold(articles: Sequence[Judged]) -> tuple[float, float]:
    """Return the least confidence with the best F1, and that F1; each article is judged by weights fitted on others.

    Of thresholds that are about as good the highest is taken: one quote too many annoys more than one too few.
    """
    weights = [fit_weights([a for n, a in enumerate(articles) if n % FOLDS != fold]) for fold in range(FOLDS)]
    scores = []
    for least in np.arange(0.2, 0.5, 0.02):
        hits = sum(_count_hits(a, weights[n % FOLDS], float(least))[0] for n, a in enumerate(articles))
        proposed = sum(_count_hits(a, weights[n % FOLDS], float(least))[1] for n, a in enumerate(articles))
        annotated = sum(gold for _, _, gold in articles)
        scores.append((2 * hits / (proposed + annotated), round(float(least), 2)))
    best = max(scores)[0]
    return max((least, f1) for f1, least in scores if f1 >= best - TIE)


def _count_hits(article: Judged, weights: Mapping[str, Sequence[float]], least: float) -> tuple[int, int]:
    proposals, right, _ = article
    chosen = choose_quotes(proposals, weights, least)
    good = {id(p.quote) for p, ok in zip(proposals, right, strict=True) if ok}
    return sum(id(quote) in good for quote in chosen), len(chosen)


def main() -> None:
    """Fit on the held-out part of the file named first, and update the weights folder named second."""
    gold, folder = Path(sys.argv[1]), Path(sys.argv[2])
    tagger = Tagger(folder)
    articles = [
        judge_proposals(article, parse, collect_proposals(parse, tagger, read_quote_marks(parse)))
        for article, parse in parse_articles(select_held_out(read_articles(gold)))
    ]
    least, f1 = find_threshold(articles)
    settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
    settings["trust"], settings["accept"] = fit_weights(articles), least
    (folder / "settings.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    print(f"threshold {least}, F1 {100 * f1:.1f} by {FOLDS}-fold cross-validation over {len(articles)} articles")


if __name__ == "__main__":
    main()
