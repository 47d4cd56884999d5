"""Run the trained networks: find cues, and the source and content of each."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.analysis.parse import Parse, Word
from tui.analysis.quote_marks import Quotation
from tui.analysis.tagger import features
from tui.analysis.tagger.wordpiece import WordPiece
from tui.analysis.version import WEIGHTS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

NETWORKS = ("reader.onnx", "linker.onnx")

SOURCE, CUE, CONTENT = 1, 2, 3
"""The labels of the linker; 0 is none of them."""

_BLOCK = 8
"""Windows whose cues are linked together: enough for batches of similar length, few enough for memory."""

_MOST_CUES = 48
"""Cues of a window that are linked, the most likely ones. Windows of news articles have at most 14; a made-up text can
have one in every word, at 4 ms each."""

_BATCH = 16
"""Cues that are linked in one run."""


@dataclass(frozen=True, slots=True, eq=False)
class Link:
    """A cue with its source and content: words of one paragraph, each list in text order; `source` can be empty.

    `cue_odds` is the probability that `head` heads a cue, `link_odds` that exactly these words belong to it.
    """

    head: Word
    cue: list[Word]
    source: list[Word]
    content: list[Word]
    cue_odds: float
    link_odds: float


class Tagger:
    """The networks; they are loaded with the first article.

    Args:
        folder: the folder with the weights.
    """

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self._folder = folder

    @cached_property
    def settings(self) -> dict[str, Any]:
        """The settings of the networks: their hash, the CRF's transitions, and the weights of the confidence."""
        loaded: dict[str, Any] = json.loads((self._folder / "settings.json").read_text(encoding="utf-8"))
        return loaded

    @cached_property
    def _wordpiece(self) -> WordPiece:
        return WordPiece((self._folder / "vocabulary.txt").read_text(encoding="utf-8").splitlines())

    @cached_property
    def _encoder(self) -> Any:  # noqa: ANN401  (onnxruntime has no types)
        return _open_session(self._folder / "reader.onnx")

    @cached_property
    def _linker(self) -> Any:  # noqa: ANN401
        return _open_session(self._folder / "linker.onnx")

    def load(self) -> None:
        """Load the networks now rather than with the first article."""
        _ = self._encoder, self._linker, self._wordpiece, self.settings

    def find_links(self, parse: Parse, quotations: Sequence[Quotation], threshold: float) -> list[Link]:
        """Find the cues of `parse` with odds of `threshold` or more, in text order.

        Args:
            parse: the article.
            quotations: its quotations.
            threshold: a probability, above 0.
        """
        state, inside = features.mark_quotations(parse, quotations)
        word_features = features.extract_word_features(parse, state)
        # Nobody is quoted where there are only marks; rows of them would cost more than any prose.
        windows = (one for one in features.cut_windows(parse, self._wordpiece) if _has_letters(parse, one.words))
        links: list[Link] = []
        while block := list(islice(windows, _BLOCK)):
            views = [v for window in block for v in self._make_views(parse, window, word_features, inside, threshold)]
            links += self._link(parse, views)
        return sorted(links, key=lambda link: link.head.i)

    def _make_views(
        self,
        parse: Parse,
        window: features.Window,
        word_features: Sequence[tuple[int, ...]],
        inside: Sequence[int],
        threshold: float,
    ) -> Iterator["_View"]:
        import numpy as np

        blank = (0,) * len(features.WORD_SIZES)
        inputs = np.array([[word_features[i] if i >= 0 else blank for i in window.owner]], dtype=np.int32)
        states, odds = self._encoder.run(None, {"pieces": np.array([window.pieces]), "inputs": inputs})
        states, odds = states[0][window.first], 1 / (1 + np.exp(-odds[0][window.first, 0]))
        likely = np.flatnonzero(odds >= threshold)
        if len(likely) > _MOST_CUES:
            likely = np.sort(likely[np.argsort(-odds[likely], kind="stable")[:_MOST_CUES]])
        for n in likely:
            head = parse.words[window.words.start + int(n)]
            words = features.find_view(parse, head, window.words)
            cue_features = features.extract_cue_features(parse, head, words, inside)
            low = words.start - window.words.start
            yield _View(head, words, states[low : low + len(words)], states[n], cue_features, float(odds[n]))

    def _link(self, parse: Parse, views: list["_View"]) -> Iterator[Link]:
        import numpy as np

        from tui.analysis.tagger.chain import find_best_labels

        step = np.array(self.settings["step"], dtype=np.float32)
        views.sort(key=lambda v: len(v.words))
        for at in range(0, len(views), _BATCH):
            batch = views[at : at + _BATCH]
            lengths = [len(v.words) for v in batch]
            states = np.zeros((len(batch), max(lengths), batch[0].cue.shape[0]), dtype=np.float32)
            inputs = np.zeros((len(batch), max(lengths), len(features.CUE_SIZES)), dtype=np.int32)
            mask = np.zeros((len(batch), max(lengths)), dtype=np.float32)
            for n, view in enumerate(batch):
                states[n, : lengths[n]], inputs[n, : lengths[n]], mask[n, : lengths[n]] = view.states, view.inputs, 1
            cues = np.stack([v.cue for v in batch])
            (scores,) = self._linker.run(None, {"states": states, "cue": cues, "inputs": inputs, "mask": mask})
            for view, (labels, probability) in zip(batch, find_best_labels(scores, lengths, step), strict=True):
                source, cue, content = (
                    [parse.words[i] for i, label in zip(view.words, labels, strict=True) if label == role]
                    for role in (SOURCE, CUE, CONTENT)
                )
                yield Link(view.head, cue, source, content, view.odds, probability)


@dataclass(frozen=True, slots=True, eq=False)
class _View:
    """The words around a cue as input of the linker."""

    head: Word
    words: range
    states: "Floats"
    cue: "Floats"
    inputs: list[tuple[int, ...]]
    odds: float


def hash_networks(folder: Path) -> str:
    """Return the SHA-256 (hex) of the networks in a folder of weights, one after the other."""
    return hashlib.sha256(b"".join((folder / name).read_bytes() for name in NETWORKS)).hexdigest()


def _has_letters(parse: Parse, words: range) -> bool:
    return any(char.isalpha() for i in words for char in parse.words[i].text)


def _open_session(file: Path) -> Any:  # noqa: ANN401
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # an arena would grow with the longest article
    options.enable_mem_pattern = False
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])
