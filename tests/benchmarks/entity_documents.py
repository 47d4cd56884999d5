"""How well entities are found, document by document: the mean, the worst quarter, and how sure both are.

    python tests/benchmarks/entity_documents.py SCORERS GOLD.jsonl [GOLD.jsonl …]

SCORERS is the folder of `score_entities.py`, GOLD what it reads. Pronouns in each document are resolved with weights
that were learned without it (in folds over all documents of GOLD that may teach, that is, all but news). For each genre
and each setting: the mean CoNLL F1 of the documents, that of the worst quarter of them, and the 95 % interval of both
over bootstrap samples of documents.
"""

import json
import random
import sys
from collections import defaultdict
from functools import partial
from pathlib import Path
from statistics import mean
from typing import Any

from tui.analysis import Analyzer
from tui.analysis.entities import pronouns
from tui.training.pronouns import Document, read_documents, train_weights

FOLDS = 8
SAMPLES = 2000
GENRES = ("news", "interview", "bio")
NEWS = "news"


def worst_quarter(scores: list[float]) -> float:
    """The mean of the lowest quarter of `scores`."""
    return mean(sorted(scores)[: max(1, len(scores) // 4)])


def interval(scores: list[float], measure: Any) -> tuple[float, float]:
    """The middle 95 % of `measure` over bootstrap samples of `scores`."""
    chance = random.Random(1)
    found = sorted(measure(chance.choices(scores, k=len(scores))) for _ in range(SAMPLES))
    return found[SAMPLES // 40], found[-SAMPLES // 40 - 1]


def predicted(analyzer: Analyzer, article: dict[str, Any]) -> dict[str, Any]:
    """The entities of an article as the scorer reads them."""
    entities = analyzer.analyze(article["text"]).entities
    kinds = {"organization": "ORG", "group": "NORP", "work": "WORK_OF_ART"}
    return {
        "id": article["id"],
        "entities": [
            {
                "id": e.id,
                "type": kinds.get(e.kind, str(e.kind).upper()),
                "mentions": [[m.start, m.end, str(m.form)] for m in e.mentions],
            }
            for e in entities
            if e.named
        ],
    }


def main() -> None:
    """Measure the files named on the command line."""
    sys.path.insert(0, sys.argv[1])
    from score_entities import evaluate

    articles = [json.loads(line) for name in sys.argv[2:] for line in Path(name).read_text("utf-8").splitlines()]
    teaching = [article for article in articles if article.get("genre", NEWS) != NEWS]
    lessons: dict[str, Document] = dict(zip((a["id"] for a in teaching), read_documents(teaching), strict=True))
    fold_of = {id_: n % FOLDS for n, id_ in enumerate(lessons)}
    learned = [train_weights([d for id_, d in lessons.items() if fold_of[id_] != fold]) for fold in range(FOLDS)]
    everything = train_weights(list(lessons.values()))
    analyzer = Analyzer()
    scores: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for article in articles:
        genre = article.get("genre", NEWS)
        if genre not in GENRES:
            continue
        fold = fold_of.get(article["id"])
        pronouns.load_weights = partial(dict, everything if fold is None else learned[fold])  # type: ignore[assignment]
        result = evaluate({article["id"]: article}, {article["id"]: predicted(analyzer, article)})
        for setting, found in result["clusters"].items():
            scores[genre][setting].append(100 * found["CoNLL"])
    print(f"{'genre':10} {'setting':26} {'n':>3}  {'mean':>5}  {'95 %':>12}  {'worst ¼':>7}  {'95 %':>12}")
    for genre, settings in scores.items():
        for setting, values in settings.items():
            low, high = interval(values, mean)
            least, most = interval(values, worst_quarter)
            print(
                f"{genre:10} {setting:26} {len(values):3}  {mean(values):5.1f}  {low:5.1f}–{high:5.1f}  "
                f"{worst_quarter(values):7.1f}  {least:5.1f}–{most:5.1f}"
            )


if __name__ == "__main__":
    main()
