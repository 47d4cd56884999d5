"""The article pane under real keys and clicks, in the smallest app that has one."""

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from textual import on
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.theme import BUILTIN_THEMES

from tui.analysis.model import Act, Analysis, Entity, EntityKind, Form, Mention, Quote, QuoteKind, Tint
from tui.article.model import Article, Block, BlockKind
from tui.document.selection import Selection
from tui.search.matches import Matches
from tui.text.spans import Span
from tui.theming.themes import THEMES, variables
from tui.widgets.article_pane import ArticlePane

STYLES = Path(__file__).parents[2] / "styles" / "article.tcss"

PARAGRAPHS = (
    "Velmora waits for its ferry",
    "Mayor Oda Brennick said the town would wait. \u201cWe owe it to the people of Velmora,\u201d she said.",
    (
        "According to the Harbor Board, its chairman Tomas Reyl had warned "
        "that Lindqvist Marine \u201cwill sue\u201d over it."
    ),
    *(f"Paragraph number {n} says nothing that anybody in the town would care to remember." for n in range(40)),
    "In the end Oda Brennick kept her word, and Tomas Reyl said: \u201cSo be it.\u201d",
)
TEXT = "\n\n".join(PARAGRAPHS)


def span(words: str, nth: int = 0) -> Span:
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(words, at + 1)
    return Span(at, at + len(words))


def mention(words: str, nth: int = 0, form: str = "name") -> Mention:
    return Mention(*span(words, nth), Form(form), "test", 1.0)


def blocks_of(text: str) -> tuple[Block, ...]:
    found, at = [], 0
    for line in text.split("\n"):
        if line:
            found.append(Block(at, at + len(line), BlockKind.PARAGRAPH if found else BlockKind.TITLE))
        at += len(line) + 1
    return tuple(found)


ARTICLE = Article(TEXT, blocks_of(TEXT))
SHE = mention("she said", form="pronoun")
SHE.end = SHE.start + 3
ENTITIES = [
    Entity("e1", EntityKind.PERSON, "Oda Brennick", [mention("Oda Brennick"), SHE, mention("Oda Brennick", 1)]),
    Entity(
        "e2",
        EntityKind.PERSON,
        "Tomas Reyl",
        [mention("its chairman Tomas Reyl", form="nominal"), mention("Tomas Reyl"), mention("Tomas Reyl", 1)],
    ),
    Entity("e3", EntityKind.ORGANIZATION, "Harbor Board", [mention("Harbor Board")]),
    Entity("e4", EntityKind.ORGANIZATION, "Lindqvist Marine", [mention("Lindqvist Marine")]),
    Entity("e5", EntityKind.PLACE, "Velmora", [mention("Velmora"), mention("Velmora", 1)]),
]


def quote(
    id_: str, kind: str, content: Span, cue: Span, source: Span, speaker: str, parent: str | None = None
) -> Quote:
    return Quote(id_, QuoteKind(kind), Act.SAID, [content], [cue], [source], speaker, "test", 1.0, parent=parent)


INNER = span("that Lindqvist Marine \u201cwill sue\u201d over it")
OUTER = Span(span("its chairman").start, INNER.end)
QUOTES = [
    quote("q1", "indirect", span("the town would wait"), span("said"), span("Mayor Oda Brennick"), "e1"),
    quote("q2", "direct", span("\u201cWe owe it to the people of Velmora,\u201d"), span("said", 1), SHE.span, "e1"),
    quote("q3", "indirect", OUTER, span("According to"), span("the Harbor Board"), "e3"),
    quote("q4", "mixed", INNER, span("had warned"), span("its chairman Tomas Reyl"), "e2", parent="q3"),
    quote("q5", "direct", span("\u201cSo be it.\u201d"), span("said:"), span("Tomas Reyl", 1), "e2"),
]
ANALYSIS = Analysis("", "", "", ENTITIES, [], QUOTES)


class PaneApp(App[None]):
    CSS_PATH: ClassVar = [STYLES]

    def __init__(self, article: Article = ARTICLE, analysis: Analysis | None = ANALYSIS, place: int = 0) -> None:
        super().__init__()
        self.article, self.analysis, self.place = article, analysis, place
        self.picked: list[Selection] = []
        self.moves: list[tuple[int, list[Selection]]] = []
        self.following = True

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return variables(self.current_theme)

    def compose(self) -> ComposeResult:
        yield ArticlePane(id="article")

    def on_mount(self) -> None:
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = "quoth-dark"
        self.pane.show(self.article)
        self.pane.set_analysis(self.analysis)
        self.pane.place = self.place
        self.pane.focus()

    @property
    def pane(self) -> ArticlePane:
        return self.query_one(ArticlePane)

    @on(ArticlePane.Picked)
    def note_pick(self, event: ArticlePane.Picked) -> None:
        assert event.control is self.pane
        self.picked.append(event.selection)
        if self.following:
            self.pane.select(event.selection)

    @on(ArticlePane.CursorMoved)
    def note_move(self, event: ArticlePane.CursorMoved) -> None:
        self.moves.append((event.offset, event.under))


def rows(pane: ArticlePane) -> list[str]:
    return [pane.render_line(y).text for y in range(pane.size.height)]


def styles_of(pane: ArticlePane, words: str) -> Iterator[tuple[str, object]]:
    """The styles of what is on the screen and lies within the row that has `words`: each text with its style."""
    for y in range(pane.size.height):
        strip = pane.render_line(y)
        if words in strip.text:
            yield from ((segment.text, segment.style) for segment in strip)


def style(pane: ArticlePane, words: str):
    return next(look for text, look in styles_of(pane, words) if text == words)


def cell(pane: ArticlePane, words: str) -> tuple[int, int]:
    """The column and the row at which `words` begin on the screen."""
    for y, row in enumerate(rows(pane)):
        if words in row:
            return cell_len(row[: row.index(words)]), y
    raise AssertionError(f"{words!r} is not on the screen")


def background(pane: ArticlePane, words: str) -> object:
    return style(pane, words).bgcolor


async def drag(pilot: Pilot[None], start: tuple[int, int], end: tuple[int, int]) -> None:
    await pilot.mouse_down(ArticlePane, offset=start)
    await pilot.hover(ArticlePane, offset=end)
    await pilot.mouse_up(ArticlePane, offset=end)
    await pilot.pause()


# What is shown


async def test_the_text_is_shown_in_paragraphs_within_the_measure() -> None:
    app = PaneApp(analysis=None)
    async with app.run_test(size=(130, 40)):
        text = [row.strip() for row in rows(app.pane)]
        assert "Velmora waits for its ferry" in text
        assert text[text.index("Velmora waits for its ferry") + 1] == ""
        assert max(len(row) for row in text) <= 80


async def test_names_have_the_look_of_their_family_without_any_color() -> None:
    app = PaneApp()
    async with app.run_test(size=(100, 40)):
        looks = {
            words: tuple(
                bool(getattr(style(app.pane, words), attribute)) for attribute in ("bold", "italic", "underline")
            )
            for words in ("Oda Brennick", "Harbor Board")
        }
        looks["Velmora"] = next(
            (bool(look.bold), bool(look.italic), bool(look.underline))
            for text, look in styles_of(app.pane, "she said")
            if text == "Velmora"
        )
        assert len(set(looks.values()) | {(False, False, False)}) == 4


async def test_descriptions_and_pronouns_light_up_only_for_the_selected_entity() -> None:
    app = PaneApp()
    async with app.run_test(size=(100, 40)) as pilot:
        assert "she" not in [text for text, _ in styles_of(app.pane, "she said")]
        plain = background(app.pane, "Oda Brennick")
        app.pane.select(Selection("entity", "e1"))
        await pilot.pause()
        assert background(app.pane, "she") == background(app.pane, "Oda Brennick") != plain
        app.pane.select(None)
        assert "she" not in [text for text, _ in styles_of(app.pane, "she said")]


async def test_a_selected_quote_lights_content_cue_and_source() -> None:
    app = PaneApp()
    async with app.run_test(size=(100, 40)):
        app.pane.select(Selection("quote", "q1"))
        plain = background(app.pane, "Harbor Board")
        for words in ("the town would wait", "said", "Mayor "):
            assert background(app.pane, words) != plain


async def test_bars_stand_beside_quotes_and_only_there() -> None:
    app = PaneApp()
    async with app.run_test(size=(130, 40)):
        found = {row.strip(" \u258e\u250a")[:16]: row for row in rows(app.pane)}
        assert "\u258e" in found["Mayor Oda Brenni"]  # of an indirect and a direct quote, the direct one
        nested = found["According to the"]
        assert nested.index("\u250a") < nested.index("\u258e")
        assert not set("\u258e\u250a") & set(found["Paragraph number"])


async def test_the_bar_of_a_quote_goes_on_between_its_paragraphs() -> None:
    text = "\u201cOne.\n\nTwo.\u201d\n\nThree."
    quote = Quote("q", QuoteKind.DIRECT, Act.SAID, [Span(0, 5), Span(7, 12)], [], [], None, "test", 1.0)
    blocks = (Block(0, 5), Block(7, 12), Block(14, 20))
    app = PaneApp(Article(text, blocks), Analysis("", "", "", [], [], [quote]))
    async with app.run_test(size=(60, 12)):
        assert ["\u258e" in row for row in rows(app.pane)[:7]] == [False, True, True, True, False, False, False]


async def test_tints_color_names_before_the_analysis_is_there() -> None:
    app = PaneApp(analysis=None)
    async with app.run_test(size=(100, 40)):
        app.pane.tint([Tint(*span("Oda Brennick"), EntityKind.PERSON)])
        app.pane.tint([Tint(*span("Velmora"), EntityKind.PLACE)])  # not in text order: must work as well
        assert style(app.pane, "Oda Brennick").bold
        assert style(app.pane, "Velmora").italic
        app.pane.set_analysis(Analysis("", "", ""))
        assert "Oda Brennick" not in [text for text, _ in styles_of(app.pane, "Oda Brennick")]


async def test_showing_another_article_forgets_everything() -> None:
    app = PaneApp()
    async with app.run_test(size=(100, 20)) as pilot:
        app.pane.select(Selection("entity", "e1"))
        app.pane.set_matches(Matches.of([span("town")]))
        app.pane.go_to(span("Oda Brennick", 1))
        app.pane.show(Article("Oda Brennick in the town.", (Block(0, 25),)))
        await pilot.pause()
        assert (app.pane.cursor, app.pane.place, app.pane.scroll_y, app.pane.under_cursor()) == (0, 0, 0, [])
        assert any(text == "Oda Brennick in the town." for text, _ in styles_of(app.pane, "Oda"))


async def test_an_empty_article_can_be_walked_over() -> None:
    app = PaneApp(Article("", ()), Analysis("", "", ""))
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press("j", "space", "G", "g", "h", "l", "right_square_bracket", "enter", "ctrl+d")
        assert app.picked == []
        assert app.pane.selected_text() == ""


# Keys


async def test_keys_scroll_as_in_less_and_nothing_is_animated() -> None:
    app = PaneApp()
    async with app.run_test(size=(100, 20)) as pilot:
        pane = app.pane
        seen = []
        for key in ("j", "k", "space", "b", "ctrl+d", "ctrl+u", "pagedown", "pageup", "G", "g", "end", "home", "down"):
            await pilot.press(key)
            assert pane.scroll_y == pane.scroll_target_y
            seen.append(round(pane.scroll_y))
        last = round(pane.max_scroll_y)
        assert seen == [1, 0, 18, 0, 10, 0, 18, 0, last, 0, last, 0, 1]


async def test_highlights_are_visited_one_by_one_both_ways() -> None:
    app = PaneApp()
    async with app.run_test(size=(100, 40)) as pilot:
        words = ("Oda", "the town", "\u201cWe owe", "Velmora,", "Harbor", "its chair", "Tomas", "that Lind", "Lindq")
        expected = [span(begin).start for begin in words]
        visited = []
        for _ in expected:
            await pilot.press("l")
            visited.append(app.pane.cursor)
        assert visited == expected
        for offset in reversed(expected[:-1]):
            await pilot.press("left")
            assert app.pane.cursor == offset
        await pilot.press("left", "left")
        assert app.pane.cursor == span("Velmora").start == app.moves.pop()[0]
        assert [offset for offset, _ in app.moves] == [*expected, *reversed(expected[:-1])]


async def test_mentions_of_the_selected_entity_are_highlights_too() -> None:
    app = PaneApp()
    async with app.run_test(size=(100, 40)) as pilot:
        app.pane.select(Selection("entity", "e1"))
        app.pane.go_to(span("Velmora", 1))
        await pilot.press("l")
        assert app.pane.cursor == SHE.start


async def test_the_cursor_comes_into_view_wherever_the_next_highlight_is() -> None:
    app = PaneApp()
    async with app.run_test(size=(100, 20)) as pilot:
        while app.pane.cursor < span("Lindqvist").start:
            await pilot.press("l")
        await pilot.press("l")
        assert app.pane.cursor == span("Oda Brennick", 1).start
        assert any("In the end Oda Brennick" in row for row in rows(app.pane))


async def test_the_cursor_is_taken_along_when_the_view_leaves_it() -> None:
    app = PaneApp()
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.press("l", "space", "space")
        assert app.pane.cursor == app.pane.place  # no highlight in view
        await pilot.press("G")
        assert app.pane.cursor == QUOTES[-1].start
        await pilot.press("g")
        assert app.pane.cursor == span("Velmora").start


async def test_quotes_are_visited_in_order() -> None:
    app = PaneApp()
    async with app.run_test(size=(100, 20)) as pilot:
        starts = []
        for _ in range(5):
            await pilot.press("right_square_bracket")
            starts.append(app.pane.cursor)
        assert starts == [quote.start for quote in QUOTES]
        assert app.pane.next_quote(1) is None
        found = app.pane.next_quote(-1)
        assert found is not None
        assert found.id == "q4"


async def test_enter_picks_the_innermost_first_and_then_what_is_around_it() -> None:
    app = PaneApp()
    async with app.run_test(size=(100, 40)) as pilot:
        app.pane.go_to(span("Lindqvist Marine"))
        assert app.pane.under_cursor() == [
            Selection("entity", "e4"),
            Selection("quote", "q4"),
            Selection("quote", "q3"),
        ]
        await pilot.press("enter", "enter", "enter", "enter")
        assert [s.id for s in app.picked] == ["e4", "q4", "q3", "e4"]


async def test_enter_elsewhere_begins_with_the_innermost_again() -> None:
    app = PaneApp()
    async with app.run_test(size=(100, 40)) as pilot:
        app.pane.go_to(span("Oda Brennick"))
        await pilot.press("enter")
        app.pane.go_to(SHE.span)
        await pilot.press("enter", "enter")
        assert [s.id for s in app.picked] == ["e1", "e1", "q2"]


async def test_enter_begins_anew_when_the_selection_was_undone() -> None:
    app = PaneApp()
    async with app.run_test(size=(100, 40)) as pilot:
        app.pane.go_to(span("Lindqvist Marine"))
        await pilot.press("enter")
        app.pane.select(None)
        await pilot.press("enter")
        assert [s.id for s in app.picked] == ["e4", "e4"]


async def test_a_description_and_the_name_in_it_are_both_under_the_cursor() -> None:
    app = PaneApp()
    async with app.run_test(size=(100, 40)):
        app.pane.go_to(span("Tomas Reyl"))
        assert app.pane.under_cursor()[0] == Selection("entity", "e2")
        app.pane.go_to(span("its chairman"))
        assert app.pane.under_cursor()[:2] == [Selection("entity", "e2"), Selection("quote", "q3")] or (
            app.pane.under_cursor()[1].kind == "quote"
        )


# Going to places


async def test_going_to_a_mention_shows_it_with_lines_around_it() -> None:
    app = PaneApp()
    async with app.run_test(size=(100, 20)) as pilot:
        target = span("Paragraph number 20")
        app.pane.go_to(target)
        await pilot.pause()
        row = cell(app.pane, "Paragraph number 20")[1]
        assert 3 <= row <= 16
        assert app.pane.cursor == target.start
        before = app.pane.scroll_y
        app.pane.go_to(span("Paragraph number 21"))
        assert app.pane.scroll_y == before


async def test_the_current_mention_looks_different_from_the_others() -> None:
    app = PaneApp()
    async with app.run_test(size=(100, 40)) as pilot:
        app.pane.select(Selection("entity", "e1"))
        app.pane.go_to(span("Oda Brennick"))
        await pilot.pause()
        assert background(app.pane, "Oda Brennick") != background(app.pane, "she")


async def test_the_mention_that_was_picked_is_the_current_one() -> None:
    app = PaneApp()
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("l")
        assert app.pane.cursor == span("Oda Brennick").start
        await pilot.press("enter")
        await pilot.pause()
        lit = background(app.pane, "Oda Brennick")
        app.pane.go_to(SHE.span)
        assert background(app.pane, "she") == lit != background(app.pane, "Oda Brennick")


async def test_matches_are_lit_and_can_be_cleared() -> None:
    app = PaneApp()
    async with app.run_test(size=(100, 40)):
        app.pane.set_matches(Matches.of([span("wait", 1)]))
        assert background(app.pane, "wait") != background(app.pane, "Harbor Board")
        app.pane.set_matches(Matches.of([]))
        assert "wait" not in [text for text, _ in styles_of(app.pane, "would wait")]


async def test_place_is_the_first_text_in_view_and_can_be_set() -> None:
    app = PaneApp()
    async with app.run_test(size=(100, 20)) as pilot:
        pane = app.pane
        pane.place = span("Paragraph number 12").start
        await pilot.pause()
        assert pane.place == span("Paragraph number 12").start
        assert "Paragraph number 12" in rows(pane)[0]
        await pilot.press("j", "j")  # a blank line is the first now
        assert pane.place == span("Paragraph number 13").start


async def test_place_can_be_set_before_there_is_a_size() -> None:
    app = PaneApp(place=span("Paragraph number 12").start)
    async with app.run_test(size=(100, 20)):
        assert "Paragraph number 12" in rows(app.pane)[0]


async def test_the_place_stays_when_the_width_changes_there_and_back() -> None:
    app = PaneApp()
    async with app.run_test(size=(100, 20)) as pilot:
        app.pane.place = here = span("Paragraph number 17").start
        await pilot.pause()
        for width, height in ((48, 20), (20, 5), (200, 50), (33, 11), (100, 20)):
            await pilot.resize_terminal(width, height)
            await pilot.pause()
            assert app.pane.place == here, (width, height)
        assert "Paragraph number 17" in rows(app.pane)[0]


@pytest.mark.parametrize("size", [(20, 5), (5, 3), (2, 1), (1, 1), (300, 80)])
async def test_any_size_is_survived(size: tuple[int, int]) -> None:
    app = PaneApp()
    async with app.run_test(size=(80, 24)) as pilot:
        app.pane.select(Selection("entity", "e1"))
        await pilot.resize_terminal(*size)
        await pilot.press("l", "space", "G", "right_square_bracket", "enter", "g")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert any("Velmora waits" in row for row in rows(app.pane))


# The mouse


async def test_a_click_picks_what_is_under_it_and_once_more_what_is_around_it() -> None:
    app = PaneApp()
    async with app.run_test(size=(130, 40)) as pilot:
        x, y = cell(app.pane, "Lindqvist")
        await pilot.click(ArticlePane, offset=(x + 2, y))
        await pilot.click(ArticlePane, offset=(x + 4, y))
        await pilot.click(ArticlePane, offset=(x + 3, y))
        assert [s.id for s in app.picked] == ["e4", "q4", "q3"]
        assert app.pane.cursor == span("Lindqvist").start + 3


async def test_a_click_on_plain_text_picks_nothing() -> None:
    app = PaneApp()
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.click(ArticlePane, offset=cell(app.pane, "Paragraph number 3"))
        assert app.picked == []


async def test_a_click_on_a_bar_picks_its_quote() -> None:
    app = PaneApp()
    async with app.run_test(size=(130, 40)) as pilot:
        _, y = cell(app.pane, "According to")
        row = rows(app.pane)[y]
        await pilot.click(ArticlePane, offset=(row.index("\u258e"), y))
        await pilot.click(ArticlePane, offset=(row.index("\u250a"), y))
        assert [s.id for s in app.picked] == ["q4", "q3"]


async def test_a_double_click_selects_the_word_and_a_triple_click_the_paragraph() -> None:
    app = PaneApp()
    async with app.run_test(size=(60, 40)) as pilot:
        x, y = cell(app.pane, "Brennick said")
        await pilot.click(ArticlePane, offset=(x + 3, y), times=2)
        assert app.pane.selected_text() == "Brennick"
        assert app.screen.get_selected_text() == "Brennick"
        await pilot.pause(0.6)
        await pilot.click(ArticlePane, offset=(x + 3, y), times=3)
        assert app.pane.selected_text() == PARAGRAPHS[1]


async def test_a_drag_gives_the_exact_words_of_the_article_across_line_ends() -> None:
    app = PaneApp()
    async with app.run_test(size=(50, 40)) as pilot:
        start, end = cell(app.pane, "Oda Brennick"), cell(app.pane, "people")
        assert end[1] > start[1]
        await drag(pilot, start, (end[0] + 5, end[1]))
        wanted = TEXT[span("Oda Brennick").start : span("people").end]
        assert app.pane.selected_text() == wanted
        assert app.screen.get_selected_text() == wanted
        assert app.picked == []
        await drag(pilot, (end[0] + 5, end[1]), start)  # backwards
        assert app.pane.selected_text() == wanted


async def test_a_drag_from_margin_to_margin_takes_whole_lines() -> None:
    app = PaneApp()
    async with app.run_test(size=(70, 40)) as pilot:
        _, first = cell(app.pane, "Paragraph number 1 ")
        _, last = cell(app.pane, "Paragraph number 3 ")
        await drag(pilot, (1, first), (67, last - 1))
        assert app.pane.selected_text() == "\n\n".join(PARAGRAPHS[4:6]) + "\n\n" or (
            app.pane.selected_text().strip() == "\n\n".join(PARAGRAPHS[4:6])
        )


async def test_a_selection_with_the_mouse_survives_a_change_of_width() -> None:
    app = PaneApp()
    async with app.run_test(size=(60, 40)) as pilot:
        x, y = cell(app.pane, "Brennick said")
        await pilot.click(ArticlePane, offset=(x, y), times=2)
        await pilot.resize_terminal(44, 40)
        await pilot.pause()
        assert app.pane.selected_text() == "Brennick"


async def test_the_position_strip_shows_and_leads_to_mentions_far_away() -> None:
    app = PaneApp()
    async with app.run_test(size=(100, 20)) as pilot:
        pane = app.pane
        pane.select(Selection("entity", "e1"))
        await pilot.pause()
        column = pane.room.width - 1
        marked = [y for y in range(20) if pane.render_line(y).crop(column, column + 1).text != " "]
        assert marked == [0, 19]
        await pilot.click(ArticlePane, offset=(column, 19))
        assert pane.cursor == span("Oda Brennick", 1).start
        await pilot.click(ArticlePane, offset=(column, 10))
        assert any("Paragraph number 2" in row for row in rows(pane))


# Text of all kinds


HOSTILE = (
    "ab \n\t\u2014\u201c\u201d\u6f22\u5b57\u3002\u2764\ufe0f\u200d\u0301\U0001f600\U0001f468\U0001f469\U0001f3fd"
    "\U0001f1eb\u05d0\u05d1\u0627\u0651\u202e\x1b\x00\x9b\u00ad\ud800"
)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.text(HOSTILE, max_size=150),
    st.lists(st.tuples(st.integers(0, 150), st.integers(1, 20)), max_size=6),
    st.integers(1, 60),
)
async def test_every_line_is_as_wide_as_the_pane_whatever_the_text(
    text: str, wanted: list[tuple[int, int]], width: int
) -> None:
    mentions = [Mention(a, min(a + n, len(text)), Form.NAME, "test", 1.0) for a, n in sorted(wanted) if a < len(text)]
    analysis = Analysis("", "", "", [Entity("e", EntityKind.PERSON, "x", mentions)] if mentions else [])
    app = PaneApp(Article(text, blocks_of(text)), analysis)
    async with app.run_test(size=(width, 12)) as pilot:
        app.pane.select(Selection("entity", "e"))
        await pilot.press("l", "l", "j", "space")
        wide = app.pane.room.width
        for y in range(12):
            strip = app.pane.render_line(y)
            shown = "".join(segment.text for segment in strip)
            assert sum(cell_len(segment.text) for segment in strip) == wide
            assert not set(shown) & set(map(chr, [*range(32), *range(127, 160)]))


async def test_highlights_stay_on_their_words_among_wide_characters() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    text = f"\u6f22\u5b57 Oda {family}\u2764\ufe0f Brennick e{chr(0x301) * 5} Reyl\tend"
    names = [text.index(name) for name in ("Oda", "Brennick", "Reyl")]
    mentions = [Mention(at, text.index(" ", at) if " " in text[at:] else at + 4, Form.NAME, "", 1.0) for at in names]
    entity = Entity("e", EntityKind.PERSON, "x", mentions)
    app = PaneApp(Article(text, (Block(0, len(text)),)), Analysis("", "", "", [entity]))
    async with app.run_test(size=(60, 6)) as pilot:
        bold = [segment.text for segment in app.pane.render_line(1) if segment.style and segment.style.bold]
        assert bold == ["Oda", "Brennick", "Reyl"]
        x, y = cell(app.pane, "Brennick")
        await pilot.click(ArticlePane, offset=(x, y), times=2)
        assert app.pane.selected_text() == "Brennick"
        wide_x, _ = cell(app.pane, "\u6f22")
        await drag(pilot, (wide_x, y), (wide_x + 3, y))
        assert app.pane.selected_text() == "\u6f22\u5b57"


async def test_brackets_are_text_and_never_markup() -> None:
    text = "He [the minister] said [sic] [/b] [link=x] no."
    app = PaneApp(Article(text, (Block(0, len(text)),)), None)
    async with app.run_test(size=(80, 6)):
        assert any(text in row for row in rows(app.pane))


async def test_one_line_of_twenty_megabytes_opens_and_scrolls() -> None:
    text = "word " * 4_000_000
    app = PaneApp(Article(text, (Block(0, len(text) - 1),)), None)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("G")
        assert "word" in rows(app.pane)[-1]
        assert app.pane.place > 19_000_000


async def test_the_view_is_never_left_below_the_end_of_a_long_article() -> None:
    text = "word " * 50_000 + "\n" * 200_000 + "end"  # much emptier than its beginning lets expect
    app = PaneApp(Article(text, (Block(0, 249_999), Block(450_000, 450_003))), None)
    async with app.run_test(size=(80, 24)) as pilot:
        app.pane.scroll_to(y=1_000_000, animate=False)
        while app.pane.virtual_size.height > 4_000:
            await pilot.pause(0.05)
        await pilot.pause()
        assert "end" in rows(app.pane)[-1]


async def test_going_far_into_a_long_article_does_not_wait_for_its_lines() -> None:
    text = "\n" * 300_000 + "word " * 100_000 + "end"  # much fuller than its beginning lets expect
    app = PaneApp(Article(text, (Block(300_000, len(text)),)), None)
    async with app.run_test(size=(80, 24)) as pilot:
        app.pane.show(app.article)
        app.pane.go_to(Span(len(text) - 3, len(text)))
        await pilot.pause()
        assert any("end" in row for row in rows(app.pane))


# Looks


@pytest.mark.parametrize("theme", ["quoth-dark", "quoth-light", *BUILTIN_THEMES])
async def test_every_theme_can_be_used(theme: str) -> None:
    app = PaneApp()
    async with app.run_test(size=(100, 40)) as pilot:
        before = style(app.pane, "Harbor Board")
        app.theme = theme
        await pilot.pause()
        app.pane.select(Selection("entity", "e1"))
        app.pane.go_to(span("Oda Brennick"))
        await pilot.pause()
        looks = [style(app.pane, words) for words in ("Oda Brennick", "she", "Harbor Board")]
        assert len({str(look) for look in looks}) == 3
        if theme != "quoth-dark":
            assert style(app.pane, "Harbor Board") != before


@pytest.mark.parametrize("theme", ["quoth-dark", "ansi-dark", "ansi-light"])
async def test_selection_current_mention_and_matches_differ_without_color(
    theme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = PaneApp()
    async with app.run_test(size=(100, 40)) as pilot:
        app.theme = theme
        app.pane.select(Selection("entity", "e1"))
        app.pane.go_to(span("Oda Brennick"))
        app.pane.set_matches(Matches.of([span("people")]))
        await pilot.pause()
        seen = {}
        for strip in app.screen._compositor.render_strips():
            for text, look, _ in strip:
                if text in ("Oda Brennick", "she", "people", "Harbor Board"):
                    flags = tuple(bool(f) for f in (look.bold, look.italic, look.underline, look.reverse))
                    colors = () if theme != "quoth-dark" else (look.bgcolor,)
                    seen[text] = (*flags, *colors)
        assert len(seen) == 4
        assert len(set(seen.values())) == 4
