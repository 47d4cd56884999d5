"""What is known about cues: how often a word in a frame attributes words to somebody, and what kind of act that is.

`cues.tsv` holds, for every lemma and frame (see `clauses`), the share of its occurrences that were attributions in
annotated news; `tui.training.lexicon` counts it. A line with the lemma `*` is the frame's rate for a word that was
hardly ever seen; one with the frame `*` is the factor by which the word is more often a cue than such words are. What
kind of act a cue names was written by hand.
"""

from functools import lru_cache
from importlib import resources

from tui.analysis.model import Act

Key = tuple[str, str]

BESIDE = "beside"
"""The frame of a verb that stands beside a quotation."""

_WROTE = frozenset(
    "write tweet retweet post blog email e-mail text publish print pen sign note report document letter memo tweet "
    "statement article book column op-ed essay editorial post message petition filing".split()
)
_THOUGHT = frozenset(
    "think believe feel hope fear want wish expect know doubt suspect assume consider regard see view find intend plan "
    "seek like love hate prefer support oppose favor understand realize imagine guess suppose wonder worry decide "
    "conclude learn remember forget anticipate desire need trust mean aim try consider dream envision reckon figure "
    "judge deem respect admire despise dislike blame appreciate value approve reject resent regret recall "
    "belief hope fear view opinion desire wish concern worry expectation doubt plan intention support opposition "
    "conviction feeling idea impression assumption suspicion preference "
    "confident afraid certain sure aware convinced hopeful worried concerned glad happy proud optimistic skeptical "
    "opposed willing eager unaware fearful doubtful determined".split()
)
_OTHER = frozenset("show appear seem demonstrate reveal prove signal imply reflect".split())


@lru_cache(maxsize=1)
def _rates() -> dict[Key, float]:
    table = resources.files("tui.analysis.quotes").joinpath("cues.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {(lemma, frame): float(rate) for lemma, frame, rate in rows}


def rate(lemma: str, frame: str) -> float:
    """The share, in [0, 1], of the occurrences of `lemma` in `frame` that attribute something to somebody."""
    rates = _rates()
    known = rates.get((lemma, frame))
    return known if known is not None else combined(rates.get(("*", frame), 0.0), rates.get((lemma, "*"), 1.0))


def combined(frame: float, lift: float) -> float:
    """The rate to expect of a word that was never counted in a frame: the frame's, its odds times the word's factor."""
    if not 0 < frame < 1:
        return frame
    odds = lift * frame / (1 - frame)
    return odds / (1 + odds)


@lru_cache(maxsize=4096)
def speaks(lemma: str) -> float:
    """How readily the verb `lemma` beside a quotation introduces it, in [0, 1]."""
    return rate(lemma, BESIDE)


def act(lemma: str) -> Act:
    """What somebody does by the cue `lemma`."""
    for act_, lemmas in ((Act.THOUGHT, _THOUGHT), (Act.WROTE, _WROTE), (Act.OTHER, _OTHER)):
        if lemma in lemmas:
            return act_
    return Act.SAID
