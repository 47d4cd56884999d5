"""Whether the time that something takes grows with the length of its input, and not with the square of it."""

import time

UNITS = [
    "a", " ", "\t", "\xa0", "\n", " \n", '"', "“", "'", "’", "said ", "(", "[", "<", "> ", ">", "A. ", "U.S. ",
    "“a ‘b ", "'a ", ". ", "a. ", " | ", " – ", ", ", "a, ", "-", "#", "*", "1", "A", "Ab ", "A: a\n", "by Ab ", "&#",
    "\\", "![", "\u200b", "a\u0301", "\x1b", "<!-- -->", "<!--", "<p>", "<script>", "a-\n", "2024 ",
]  # fmt: skip
"""What is cheap once and dear many times over: it opens something, or may be the beginning of something."""
_RATIO = 9.0
"""Four times the input may take so many times as long: 4 is even, 16 is a square."""
_SLACK = 0.25
"""CPU seconds that are not worth a second look."""
_TRIES = 8


def repeated(unit, length):
    """`unit` over and over, at least `length` characters."""
    return unit * -(-length // len(unit))


def grows_evenly(run, length):
    """Whether `run(n)` takes CPU time in proportion to n, for `length`, twice and four times that.

    The best of several tries counts: whatever else the machine does can only add to a time.
    """
    best = [float("inf")] * 3
    for _ in range(_TRIES):
        for i, factor in reversed(list(enumerate((1, 2, 4)))):
            begun = time.process_time()
            run(length * factor)
            best[i] = min(best[i], time.process_time() - begun)
            if best[2] <= _SLACK:
                return True
        if best[2] <= _SLACK + _RATIO * best[0]:
            return True
    return False
