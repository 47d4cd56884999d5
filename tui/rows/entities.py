"""The rows of the entity list."""

from collections import defaultdict
from collections.abc import Iterator

from rich.cells import cell_len

from tui.analysis.model import Entity, EntityKind
from tui.document.index import DocumentIndex
from tui.document.selection import Selection
from tui.rows.dispersion import bar
from tui.rows.filter import keeps_entity, parse_filter
from tui.rows.kinds import family, sign
from tui.rows.line import Row, Run, Target, wrap
from tui.rows.matching import find_matching
from tui.rows.notes import signs_of
from tui.text.display import fit, shown

_BAR = (10, 24)
"""The minimum and maximum width of the dispersion bar, in cells."""
_NAME = 20
"""Cells that names get before there is a bar, unless most names are shorter."""
_MOST = 0.8
"""The share of names that must fit beside the bar."""
_NUMBERS = 10
"""Cells for the numbers of mentions and quotes."""


def entity_rows(index: DocumentIndex, width: int, only: str | None = None, typed: str = "") -> Iterator[Row]:
    """Yield the rows of the entities, the most salient first, then those of the unnamed speakers.

    Groups ("Russian") follow their country, or come last if it is not listed.

    Args:
        index: the article and its analysis.
        width: of a row, in cells.
        only: the family to show ("person", …), or None for all.
        typed: the filter; fuzzy matches have a heading of their own.
    """
    entities = index.once("entities by salience", lambda: _by_salience(index))
    if only is not None:
        entities = [entity for entity in entities if family(entity.kind) == only]
    wanted = parse_filter(typed)
    if wanted.terms:
        entities = list(filter(keeps_entity(index, wanted), entities))
    exact, similar = find_matching(entities, wanted.words, lambda entity: (entity.name, *entity.aliases))
    yield from _arranged(index, exact, width)
    if similar:
        yield heading("Similar", width)
        yield from (_row(index, entity, width) for entity in similar)


def _by_salience(index: DocumentIndex) -> list[Entity]:
    return sorted(index.analysis.entities, key=lambda e: (-e.salience, e.mentions[0].start if e.mentions else 0))


def heading(text: str, width: int) -> Row:
    """Return a heading as a row."""
    return Row(((), *wrap([(text, "heading")], width)))


def _arranged(index: DocumentIndex, entities: list[Entity], width: int) -> Iterator[Row]:
    named = [e for e in entities if e.named]
    listed = {e.id for e in named if e.kind != EntityKind.GROUP}
    homes = {group: home for group, home in index.group_homes.items() if home in listed}
    at_home: defaultdict[str, list[Entity]] = defaultdict(list)
    for entity in named:
        if entity.id in homes:
            at_home[homes[entity.id]].append(entity)
    for entity in named:
        if entity.kind == EntityKind.GROUP:
            continue
        yield _row(index, entity, width)
        for group in at_home.get(entity.id, ()):
            yield _row(index, group, width, under=True)
    for title, rest in (
        ("Unnamed speakers", [e for e in entities if not e.named]),
        ("Groups", [e for e in named if e.kind == EntityKind.GROUP and e.id not in homes]),
    ):
        if rest:
            yield heading(title, width)
            yield from (_row(index, entity, width) for entity in rest)


def _row(index: DocumentIndex, entity: Entity, width: int, under: bool = False) -> Row:
    return index.once(("entity", entity.id, width, under), lambda: _build_row(index, entity, width, under))


def _bar_cells(index: DocumentIndex, width: int) -> int:
    """Return the width of the dispersion bar in rows of `width` cells; 0 if names would be cut for it."""
    names = sorted(cell_len(shown(entity.name)) for entity in index.analysis.entities)
    needed = min(names[int(len(names) * _MOST)], _NAME) if names else _NAME
    room = width - 2 - _NUMBERS - 1 - needed
    return min(max(_BAR[0], width // 5), _BAR[1], room) if room >= _BAR[0] else 0


def _build_row(index: DocumentIndex, entity: Entity, width: int, under: bool) -> Row:
    said = len(index.quotes_by(entity.id))
    tail: list[Run] = [
        (f"{len(entity.mentions):>4}×", "muted"),
        (f"{said:>4}“" if said else "     ", "quotes"),
    ]
    cells = index.once(("cells of the bar", width), lambda: _bar_cells(index, width))
    if cells:
        offsets = [mention.start for mention in entity.mentions]
        tail += [(" ", ""), (bar(offsets, len(index.article.text), cells), "bar")]
    space = width - 2 - 2 * under - sum(len(text) for text, _ in tail)
    head: list[Run] = [("└ ", "muted")] if under else []
    beside = signs_of(index, "entity", entity.id)
    name = shown(entity.name)
    if beside:
        room = max(space - len(beside) - 1, 1)
        name = name if cell_len(name) <= room else fit(name, room).rstrip()
        beside = [(" ", ""), *beside, (" " * (space - cell_len(name) - len(beside) - 1), "")]
    head += [
        (f"{sign(entity.kind)} ", family(entity.kind)),
        (name if beside else fit(name, space), "muted" if under else ""),
    ]
    head += beside
    target = Target(entity.mentions[0].span if entity.mentions else None, Selection("entity", entity.id))
    return Row(((*head, *tail),), target)
