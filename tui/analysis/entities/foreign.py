"""Entities in languages without rules: the names that the spaCy pipeline finds, grouped by spelling."""

from collections import Counter
from collections.abc import Iterator

from tui.analysis.entities.spelling import fold
from tui.analysis.model import Entity, EntityKind, Form, Mention
from tui.analysis.parse import Parse
from tui.analysis.pipeline import LABELS
from tui.text.spans import Span

_WHY = "found by the spaCy pipeline for this language"
_CONFIDENCE = 0.7
_EDGES = " «»“”\"'’‘.,;:()[]"


def gather_entities(parse: Parse) -> list[Entity]:
    """Return the entities of `parse`, most mentioned first.

    Names that are spelled alike are one entity; so is a person's last word alone, where only one person has it.
    """
    by_spelling: dict[str, list[tuple[Span, EntityKind]]] = {}
    for span, kind in _find_names(parse):
        by_spelling.setdefault(fold(parse.text[span.start : span.end]), []).append((span, kind))
    kinds = {
        key: Counter(kind for _, kind in occurrences).most_common(1)[0][0] for key, occurrences in by_spelling.items()
    }
    full_names = _find_full_names(kinds)
    by_name: dict[str, list[Span]] = {}
    for key, occurrences in by_spelling.items():
        by_name.setdefault(full_names.get(key, key), []).extend(span for span, _ in occurrences)
    entities = [_make_entity(parse, kinds[key], sorted(spans)) for key, spans in by_name.items()]
    entities.sort(key=lambda entity: (-entity.salience, entity.mentions[0].start))
    for number, entity in enumerate(entities, start=1):
        entity.id = f"e{number}"
    return entities


def _find_names(parse: Parse) -> Iterator[tuple[Span, EntityKind]]:
    for bounds, label in parse.names:
        kind = LABELS.get(label)
        if kind is None:
            continue
        start, end = parse.span(parse.words[bounds.start : bounds.stop])
        text = parse.text[start:end]
        start += len(text) - len(text.lstrip(_EDGES))
        end -= len(text) - len(text.rstrip(_EDGES))
        if end > start and any(map(str.isalnum, parse.text[start:end])) and "\n" not in text:
            yield Span(start, end), kind


def _find_full_names(kinds: dict[str, EntityKind]) -> dict[str, str]:
    """Map each one-word name of a person to the only full name that ends with it."""
    people = [key for key, kind in kinds.items() if kind is EntityKind.PERSON and " " in key]
    full_names = {}
    for key, kind in kinds.items():
        ends = [name for name in people if name.rpartition(" ")[2] == key]
        if " " not in key and len(ends) == 1 and kind is EntityKind.PERSON:
            full_names[key] = ends[0]
    return full_names


def _make_entity(parse: Parse, kind: EntityKind, spans: list[Span]) -> Entity:
    spellings = [" ".join(parse.text[start:end].split()) for start, end in spans]
    name = max(spellings, key=len)
    aliases = [alias for alias, _ in Counter(spellings).most_common() if alias != name]
    length = max(len(parse.text), 1)
    early = 1 - spans[0].start / length
    return Entity(
        id="",
        kind=kind,
        name=name,
        mentions=[Mention(start, end, Form.NAME, _WHY, _CONFIDENCE) for start, end in spans],
        salience=round(min(len(spans) / 10, 0.8) + 0.2 * early, 3),
        aliases=aliases,
    )
