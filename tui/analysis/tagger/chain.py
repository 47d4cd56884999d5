"""Decoding a linear-chain CRF (Lafferty et al., 2001): the best labels of a sequence, and how likely they are."""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]


def find_best_labels(scores: "Floats", lengths: "list[int]", step: "Floats") -> list[tuple[list[int], float]]:
    """Return the best labels of each sequence of a batch (Viterbi), and their probability.

    Args:
        scores: (sequences, longest, labels); values beyond a sequence's length are ignored.
        lengths: words of each sequence, at least one.
        step: (labels, labels), the score of one label after another.
    """
    count, longest, _ = scores.shape
    best = total = scores[:, 0]
    came_from = np.zeros(scores.shape, dtype=np.int8)
    ends_best, ends_total = [best], [total]
    for n in range(1, longest):
        ways = best[:, :, None] + step
        came_from[:, n] = ways.argmax(1)
        best = ways.max(1) + scores[:, n]
        sums = total[:, :, None] + step
        top = sums.max(1)
        total = top + np.log(np.exp(sums - top[:, None]).sum(1)) + scores[:, n]
        ends_best.append(best)
        ends_total.append(total)
    results = []
    for row in range(count):
        last = lengths[row] - 1
        label = int(ends_best[last][row].argmax())
        peak = ends_total[last][row].max()
        partition = peak + np.log(np.exp(ends_total[last][row] - peak).sum())
        probability = float(np.exp(ends_best[last][row][label] - partition))
        labels = [label]
        for n in range(last, 0, -1):
            labels.append(int(came_from[row, n, labels[-1]]))
        results.append((labels[::-1], probability))
    return results
