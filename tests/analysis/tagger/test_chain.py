from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.analysis.tagger.chain import find_best_labels


@given(st.integers(0, 10_000), st.lists(st.integers(1, 4), min_size=1, max_size=3))
def test_the_best_labels_are_those_that_trying_all_finds(seed, lengths):
    random = np.random.default_rng(seed)
    scores = random.normal(size=(len(lengths), max(lengths), 4)).astype(np.float32)
    step = random.normal(size=(4, 4)).astype(np.float32)
    for row, (length, (labels, likely)) in enumerate(
        zip(lengths, find_best_labels(scores, lengths, step), strict=True)
    ):
        totals = {
            way: sum(scores[row, n, x] for n, x in enumerate(way)) + sum(step[a, b] for a, b in pairwise(way))
            for way in product(range(4), repeat=length)
        }
        best = max(totals, key=totals.get)
        assert tuple(labels) == best
        share = np.exp(totals[best]) / sum(np.exp(total) for total in totals.values())
        assert likely == pytest.approx(share, rel=1e-3)
