"""Count, in annotated news, how often a word in a frame is an attribution: `cues.tsv`.

    python -m tui.training.lexicon GOLD.jsonl > tui/analysis/quotes/cues.tsv

GOLD has one article a line (see `corpora`), as in PolNeAR (Newell, Margolin and Ruths, 2018). The output is words and
numbers, no text of the articles.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tui.analysis.parse import Parse
from tui.analysis.quotes.clauses import find_candidates, get_lemma
from tui.analysis.quotes.confidence import jaccard
from tui.analysis.quotes.cue_rates import BESIDE, Key, combine_rate, find_stand_in
from tui.analysis.quotes.direct import collect_words_after, collect_words_before, read_quote_marks
from tui.text.spans import Span
from tui.training.corpora import (
    RIGHT,
    collect_content_words,
    parse_articles,
    read_articles,
    select_counted,
    select_training,
)

PRIOR = 3
"""The weight of the guess from other words, in occurrences."""

RARE = 5
"""The largest number of occurrences of a rare word in a frame."""

SEEN = 2
"""The least number of occurrences of a word in a frame for a line of its own."""

LEAST = 0.03
"""The least rate, and the least difference from the guess, that is worth a line."""

LIFT = 0.2
"""The least distance of a word's factor from 1 that is worth a line."""


def count_cues(annotated: Iterable[tuple[dict[str, Any], Parse]]) -> dict[Key, list[int]]:
    """Count, for each lemma and frame outside quotations and contents, its occurrences and those that are cues."""
    counts: dict[Key, list[int]] = defaultdict(lambda: [0, 0])
    for article, parse in annotated:
        quoted_words = _collect_quoted_words(parse)
        gold = [
            (collect_content_words(parse, a["content"]), {w.i for s, e in a["cue"] for w in parse.words_in(Span(s, e))})
            for a in article["attributions"]
        ]
        inside = {i for content, _ in gold for i in content}
        for lemma, right in _find_beside_quotations(parse, gold):
            tally = counts[lemma, BESIDE]
            tally[0] += 1
            tally[1] += right
        for candidate in find_candidates(parse):
            if candidate.head.i in quoted_words or candidate.head.i in inside:
                continue
            content_words = select_counted(parse, (i for low, high in candidate.content for i in range(low, high)))
            if content_words and min(content_words) in quoted_words:
                continue  # quote marks are better evidence than any frame
            best = max(
                (jaccard(content_words, content) for content, cue in gold if candidate.head.i in cue), default=0.0
            )
            tally = counts[candidate.key]
            tally[0] += 1
            tally[1] += best >= RIGHT
    return counts


def format_table(counts: dict[Key, list[int]]) -> Iterator[str]:
    """Yield the lines of `cues.tsv`: lemma, frame, rate."""
    rare: dict[Key, list[int]] = defaultdict(lambda: [0, 0])
    for (lemma, frame), (total, right) in counts.items():
        if total <= RARE:
            tally = rare[find_stand_in(lemma), frame]
            tally[0] += total
            tally[1] += right
    alone = {key: (right + 0.1) / (total + 1) for key, (total, right) in rare.items()}
    by_lemma: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for (lemma, frame), (total, right) in counts.items():
        by_lemma[lemma][0] += right
        by_lemma[lemma][1] += total * alone.get((find_stand_in(lemma), frame), 0.0)
    lift = {lemma: (right + PRIOR) / (expected + PRIOR) for lemma, (right, expected) in by_lemma.items()}
    for (lemma, frame), rate in sorted(alone.items()):
        if rate >= LEAST:
            yield f"{lemma}\t{frame}\t{rate:.2f}"
    for lemma, factor in sorted(lift.items()):
        if abs(factor - 1) >= LIFT:
            yield f"{lemma}\t*\t{factor:.2f}"
    for (lemma, frame), (total, right) in sorted(counts.items()):
        guess = combine_rate(alone.get((find_stand_in(lemma), frame), 0.0), lift[lemma])
        smoothed = (right + PRIOR * guess) / (total + PRIOR)
        if total >= SEEN and abs(smoothed - guess) >= LEAST:
            yield f"{lemma}\t{frame}\t{smoothed:.2f}"


def _find_beside_quotations(parse: Parse, gold: list[tuple[set[int], set[int]]]) -> Iterator[tuple[str, bool]]:
    """Yield the verbs beside each quotation that reads like a sentence, and whether they introduce it."""
    speeches = read_quote_marks(parse).speeches
    for n, speech in enumerate(speeches):
        if not speech.is_sentence:
            continue
        inside = {w.i for w in speech.words}
        low = speeches[n - 1].last.i + 1 if n else 0
        high = speeches[n + 1].first.i if n + 1 < len(speeches) else len(parse.words)
        beside = [*collect_words_before(parse, speech, low)[-16:], *collect_words_after(parse, speech, high)[:14]]
        cues = {i for content, cue in gold if content & inside for i in cue}
        yield from ((get_lemma(w), w.i in cues) for w in beside if w.pos in {"VERB", "AUX"})


def _collect_quoted_words(parse: Parse) -> set[int]:
    return {w.i for q in parse.quotations for piece in q.pieces for w in parse.words_in(piece)}


def main() -> None:
    """Count over the file named on the command line."""
    counts = count_cues(parse_articles(select_training(read_articles(Path(sys.argv[1])))))
    print("# lemma, frame, share of its occurrences that are attributions")
    print("\n".join(format_table(counts)))


if __name__ == "__main__":
    main()
