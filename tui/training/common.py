"""Count which English words are hardly ever capitalized inside a sentence: `common.txt`.

    python -m tui.training.common GOLD.jsonl [GOLD.jsonl …] > tui/analysis/lexicon/data/common.txt

GOLD has one article a line: `{"text": …}`. The output is single words. The capital of a word that opens a sentence says
nothing; whether that word is a name is decided by how it is written elsewhere.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

LEAST = 3
"""The least number of times that a common word occurs in lower case."""

RARELY = 0.02
"""The largest share of capitalized occurrences of a common word."""

_INSIDE = re.compile(r"(?<=[a-z,;] )[A-Za-z]{3,}\b")
"""Words after a lower-case word or a comma: no sentence starts there."""

_TITLED = 0.5
"""The share of capitalized words above which a line counts as a headline."""


def count_words(texts: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
    """Count how often each word stands inside a sentence in lower case, and how often capitalized."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for text in texts:
        for line in text.splitlines():
            words = _INSIDE.findall(line)
            if sum(w[0].isupper() for w in words) > _TITLED * len(words):
                continue
            for word in words:
                if word.islower():
                    small[word] += 1
                else:
                    capital[word.lower()] += 1
    return small, capital


def select_common(texts: Iterable[str]) -> Iterator[str]:
    """Yield the common words of `texts`, in alphabetical order."""
    small, capital = count_words(texts)
    for word in sorted(small):
        if small[word] >= LEAST and capital[word] <= RARELY * small[word]:
            yield word


def main() -> None:
    """Count over the files named on the command line."""
    lines = (line for name in sys.argv[1:] for line in Path(name).read_text(encoding="utf-8").splitlines())
    print("# English words that are hardly ever capitalized inside a sentence")
    print("\n".join(select_common(json.loads(line)["text"] for line in lines)))


if __name__ == "__main__":
    main()
