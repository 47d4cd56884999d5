"""Rates of cues: how often a word in a frame attributes words to somebody, and the kind of act it names.

`acts.txt` lists cues by hand, with the kind of act that each names. `cues.tsv` holds, for every lemma and frame (see
`clauses`), the share of its occurrences that were attributions in annotated news; `tui.training.lexicon` counts it. Its
lines for `+` and `*` are the rates of rare words, listed in `acts.txt` or not; a line with the frame `*` is the factor
by which a word is more often a cue than those are.
"""

from functools import lru_cache
from importlib import resources

from tui.analysis.model import Act

Key = tuple[str, str]

BESIDE = "beside"
"""The frame of a verb beside a quotation."""

LISTED, UNLISTED = "+", "*"
"""The lemmas that stand for all words in `acts.txt`, and for all others."""


@lru_cache(maxsize=1)
def _load_rates() -> dict[Key, float]:
    rows = (line.split("\t") for line in _read_lines("cues.tsv"))
    return {(lemma, frame): float(rate) for lemma, frame, rate in rows}


@lru_cache(maxsize=1)
def _load_acts() -> dict[str, Act]:
    acts: dict[str, Act] = {}
    current = Act.OTHER
    for line in _read_lines("acts.txt"):
        if line in set(Act):
            current = Act(line)
        else:
            for lemma in line.split():
                acts.setdefault(lemma, current)
    return acts


def _read_lines(name: str) -> list[str]:
    table = resources.files("tui.analysis.quotes").joinpath(name).read_text(encoding="utf-8")
    return [line for line in table.splitlines() if line and not line.startswith("#")]


def get_rate(lemma: str, frame: str) -> float:
    """Return the share, in [0, 1], of the occurrences of `lemma` in `frame` that are attributions."""
    rates = _load_rates()
    counted_rate = rates.get((lemma, frame))
    if counted_rate is not None:
        return counted_rate
    return combine_rate(rates.get((find_stand_in(lemma), frame), 0.0), rates.get((lemma, "*"), 1.0))


def find_stand_in(lemma: str) -> str:
    """Return the lemma whose rates are used for `lemma` where it was not counted itself."""
    return LISTED if _load_acts().get(lemma.split(maxsplit=1)[0], Act.OTHER) is not Act.OTHER else UNLISTED


def combine_rate(frame: float, lift: float) -> float:
    """Return the rate to expect of a word that was not counted in a frame: the frame's odds times the word's factor."""
    if not 0 < frame < 1:
        return frame
    odds = lift * frame / (1 - frame)
    return odds / (1 + odds)


@lru_cache(maxsize=4096)
def get_speech_rate(lemma: str) -> float:
    """Return the share, in [0, 1], of the occurrences of the verb `lemma` beside a quotation that introduce it."""
    return get_rate(lemma, BESIDE)


def find_act(lemma: str) -> Act:
    """Return the kind of act that the cue `lemma` names."""
    acts = _load_acts()
    return acts.get(lemma) or acts.get(lemma.split(maxsplit=1)[0], Act.SAID)
