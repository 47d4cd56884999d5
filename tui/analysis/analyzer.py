"""Turn a text into an `Analysis`: the entry point of the engine."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol

from tui.analysis import pipeline
from tui.analysis.languages import find_pipeline, is_english
from tui.analysis.model import Analysis, Progress, Tint
from tui.analysis.parse import Parse
from tui.analysis.tagger.tagger import Tagger
from tui.analysis.version import WEIGHTS, get_engine_id, has_tagger

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

SKIPPED_KINDS = frozenset({"boilerplate", "byline", "pullquote"})
"""Kinds of blocks that are shown but not analyzed."""


class AnyBlock(Protocol):
    """A block of an article as the engine sees it: its offsets (code points) and its kind."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102
    @property
    def kind(self) -> str: ...  # noqa: D102


class Analyzer:
    """Find the entities, mentions and quotes of texts. Models are loaded with the first text.

    Args:
        model: the name of a spaCy pipeline for English; None for the one that comes with quoth.
        tagger: "default" for the learned tagger if its weights are installed, None to use rules only.
    """

    def __init__(self, model: str | None = None, tagger: str | None = "default") -> None:
        self.model = model or pipeline.DEFAULT_MODEL
        self.tagger = tagger
        self._nlp: Language | None = None
        self._others: dict[str, Language] = {}
        self._tagger = Tagger() if tagger is not None and has_tagger() else None

    def load(self) -> None:
        """Load the models now rather than with the first text.

        Raises:
            ModelError: the pipeline cannot be used.
        """
        self._load_english()
        if self._tagger is not None:
            self._tagger.load()

    def analyze(self, text: str, blocks: Sequence[AnyBlock] | None = None, language: str = "en") -> Analysis:
        """Analyze `text`.

        Args:
            text: the text of an article.
            blocks: the parts to read, in text order; None for every line that is not empty.
            language: BCP 47 tag of the text.

        Raises:
            ModelError: the pipeline cannot be used.
        """
        *_, last = self.stream(text, blocks, language)
        assert isinstance(last, Analysis)  # noqa: S101  (stream always ends with the Analysis)
        return last

    def stream(
        self, text: str, blocks: Sequence[AnyBlock] | None = None, language: str = "en"
    ) -> Iterator[Progress | Analysis]:
        """Analyze `text` as `analyze` does, and report progress.

        Yields:
            One `Progress` for each part that was parsed, then the `Analysis`.

        Raises:
            ModelError: the pipeline cannot be used.
        """
        nlp = self._load_pipeline(language)
        parse = Parse(text)
        pieces = [
            (piece, kind)
            for start, end, kind in _list_blocks(text, blocks)
            for piece in pipeline.split_pieces(text, start, end)
        ]
        docs = pipeline.parse_pieces(nlp, (piece for piece, _ in pieces))
        for done, ((doc, offset), (_, kind)) in enumerate(zip(docs, pieces, strict=True), start=1):
            parse.add(doc, offset, kind)
            yield Progress(done, len(pieces), _make_tints(doc, offset))
        yield self._build_analysis(parse, language)

    def analyze_many(self, texts: Iterable[str], processes: int = 1) -> Iterator[Analysis]:
        """Analyze `texts` in order on `processes` cores, holding at most a few texts for each core in memory."""
        if processes <= 1:
            yield from map(self.analyze, texts)
            return
        from tui.analysis.parallel import analyze_in_order

        yield from analyze_in_order(texts, processes, partial(Analyzer, self.model, self.tagger))

    def _load_english(self) -> "Language":
        if self._nlp is None:
            self._nlp = pipeline.load(self.model)
        return self._nlp

    def _load_pipeline(self, language: str) -> "Language":
        if is_english(language):
            return self._load_english()
        name = find_pipeline(language) or ""
        if name not in self._others:
            self._others[name] = pipeline.load(name) if name else pipeline.make_blank()
        return self._others[name]

    def _find_model_name(self, language: str) -> str:
        """Return the name of the pipeline that reads `language`; empty if there is none."""
        return self.model if is_english(language) else find_pipeline(language) or ""

    def _build_analysis(self, parse: Parse, language: str) -> Analysis:
        # Imported here so that starting the analysis process does not load the lexicons.
        from tui.analysis.entities.foreign import gather_entities
        from tui.analysis.entities.resolve import resolve_entities
        from tui.analysis.quotes.attribution import attribute_quotes
        from tui.analysis.quotes.find import find_marked_quotes, find_quotes

        if is_english(language):
            drafts = find_quotes(parse, self._tagger)
            entities, relations = resolve_entities(parse, drafts)
        else:
            # The rules and the tagger know only English; in other languages, names and words in quote marks are found.
            drafts, entities, relations = find_marked_quotes(parse), gather_entities(parse), []
        return Analysis(
            text_sha256=hashlib.sha256(parse.text.encode("utf-8", "surrogatepass")).hexdigest(),
            engine=get_engine_id(WEIGHTS if self._tagger else None),
            model=self._find_model_name(language),
            entities=entities,
            relations=relations,
            quotes=attribute_quotes(parse, drafts, entities),
        )


def _list_blocks(text: str, blocks: Sequence[AnyBlock] | None) -> list[tuple[int, int, str]]:
    """Return start, end and kind of the parts of `text` to read."""
    if blocks is not None:
        return [(b.start, b.end, str(b.kind)) for b in blocks if str(b.kind) not in SKIPPED_KINDS]
    return [(start, end, "paragraph") for start, end in pipeline.find_lines(text)]


def _make_tints(doc: "Doc", offset: int) -> tuple[Tint, ...]:
    return tuple(
        Tint(offset + e.start_char, offset + e.end_char, pipeline.LABELS[e.label_])
        for e in doc.ents
        if e.label_ in pipeline.LABELS
    )
