"""Going about in an article, selecting words, and arranging the screen, with real keys and a real mouse."""

import itertools
from dataclasses import replace

import sample_story
from driver import NARROW, WIDE, Reader
from textual.geometry import Region
from textual.widgets import Input, OptionList

from tui.app import QuothApp
from tui.article.model import Article, Block, BlockKind
from tui.config import Config
from tui.dialogs.choice import ChoiceDialog
from tui.document.selection import Selection
from tui.keys.user_keymap import keymap
from tui.text.spans import Span
from tui.widgets.article_pane import ArticlePane
from tui.widgets.header import Header
from tui.widgets.row_list import RowList
from tui.widgets.word_stepping import WordSelection, start_selection, word_at


def chaptered(chapters: int = 12, paragraphs: int = 6) -> Article:
    """A long article with headings."""
    blocks, lines, at = [], [], 0
    for chapter in range(1, chapters + 1):
        for number in range(paragraphs + 1):
            line = f"Chapter {chapter}" if number == 0 else f"Paragraph {number} of chapter {chapter}. " * 9
            blocks.append(Block(at, at + len(line), BlockKind.HEADING if number == 0 else BlockKind.PARAGRAPH))
            lines.append(line)
            at += len(line) + 1
    return Article("\n".join(lines), tuple(blocks))


def starts(reader) -> list[int]:
    return [block.start for block in reader.screen.state.article.blocks]


# ---------------------------------------------------------------- going about


async def test_stepping_by_paragraphs_is_one_jump(reading) -> None:
    async with reading() as reader:
        for at in (1, 2, 3):
            await reader.press("right_curly_bracket")
            assert reader.article.cursor == starts(reader)[at]
        await reader.press("left_curly_bracket")
        assert reader.article.cursor == starts(reader)[2]
        await reader.press("backspace")
        assert reader.article.cursor == 0, "a walk is one jump"


async def test_stepping_from_another_place_is_another_jump(reading, client) -> None:
    async with reading(NARROW, which=QuothApp(chaptered(), client=client)) as reader:
        await reader.until(lambda: reader.screen.is_complete)
        await reader.press("right_curly_bracket", "space", "space", "space", "space")
        place = reader.article.place
        await reader.press("right_parenthesis", "right_parenthesis", "backspace")
        assert reader.article.place == place
        await reader.press("backspace")
        assert reader.article.place == 0
        await reader.press("left_curly_bracket", "left_curly_bracket")
        assert "Back" not in reader.keys, "what leads nowhere is no jump"


async def test_next_first_mention(reading) -> None:
    async with reading() as reader:
        met = sorted(min(m.start for m in entity.mentions) for entity in sample_story.analysis().entities)
        reader.article.put_cursor(0)
        for start in [start for start in met if start > 0][:3]:
            await reader.press("full_stop")
            assert reader.article.cursor == start
        await reader.press("comma")
        assert reader.article.cursor == [start for start in met if start > 0][1]


async def test_headings_and_the_outline(reading, client) -> None:
    article = chaptered()
    async with reading(NARROW, which=QuothApp(article, client=client)) as reader:
        await reader.until(lambda: reader.screen.is_complete)
        await reader.press("right_parenthesis", "right_parenthesis")
        assert article.text[reader.article.cursor :].startswith("Chapter 3")
        await reader.press("O")
        screen = reader.pilot.app.screen
        assert isinstance(screen, ChoiceDialog)
        assert screen._list.rows[screen._list.highlighted].text.strip() == "¶13    Chapter 3".strip()
        assert len(screen._list.rows) == 12
        await reader.press("down", "enter")
        assert article.text[reader.article.cursor :].startswith("Chapter 4")
        assert reader.article.shows([Span(reader.article.cursor, reader.article.cursor + 9)])
        await reader.press("O", *"5 of chapter 11", "enter")
        assert article.text[reader.article.cursor :].startswith("Paragraph 5 of chapter 11")
        await reader.press("backspace")
        assert article.text[reader.article.cursor :].startswith("Chapter 4")


async def test_outline_without_headings_has_paragraphs(reading) -> None:
    async with reading() as reader:
        await reader.press("O")
        rows = reader.pilot.app.screen._list.rows
        assert [row.text.split()[0] for row in rows[1:4]] == ["¶1", "¶2", "¶3"]
        await reader.press("escape")
        assert reader.focused == "article"


async def test_go_to_paragraph_number_or_percentage(reading) -> None:
    async with reading() as reader:
        await reader.press("colon", *"4", "enter")
        assert reader.article.cursor == starts(reader)[4]
        assert reader.focused == "article"
        await reader.press("colon", *"50%", "enter")
        assert abs(reader.article.cursor - len(sample_story.TEXT) // 2) <= 1
        await reader.press("backspace", "backspace")
        assert reader.article.cursor == 0
        await reader.press("colon", *"99", "enter")
        assert reader.article.cursor == starts(reader)[7]
        assert reader.notices == ["The last paragraph is 7."]
        await reader.press("colon", *"x", "enter")
        assert reader.screen.query_one("#go-to", Input).value == "x", "what is no number stays to be mended"
        await reader.press("escape")
        assert reader.focused == "article"


async def test_beginning_and_end_are_jumps(reading, client) -> None:
    async with reading(NARROW, which=QuothApp(chaptered(), client=client)) as reader:
        await reader.until(lambda: reader.screen.is_complete)
        await reader.press("space", "G")
        place = reader.article.place
        await reader.press("backspace")
        assert 0 < reader.article.place < place


# ---------------------------------------------------------------- selecting words

STORY = "One two. “Three four!” Five six\nSeven eight. Nine"


def words(selection: WordSelection) -> str:
    return STORY[selection.span.start : selection.span.end]


def test_extend_by_sentences_and_paragraphs() -> None:
    one = start_selection(STORY, word_at(STORY, 0))
    assert words(one.by_sentence(STORY, 1)) == "One two."
    assert words(one.by_sentence(STORY, 1).by_sentence(STORY, 1)) == "One two. “Three four!”"
    assert words(one.by_paragraph(STORY, 1)) == "One two. “Three four!” Five six"
    two = one.by_paragraph(STORY, 1).by_paragraph(STORY, 1)
    assert words(two) == STORY
    assert words(two.by_paragraph(STORY, 1)) == STORY
    nine = start_selection(STORY, word_at(STORY, STORY.index("Nine")))
    assert words(nine.by_sentence(STORY, -1)) == "Seven eight. Nine"
    assert words(nine.by_paragraph(STORY, -1)) == "Seven eight. Nine"
    assert words(nine.by_paragraph(STORY, -1).by_paragraph(STORY, -1)) == STORY
    assert words(nine.by_sentence(STORY, -1).by_sentence(STORY, -1)) == "Five six\nSeven eight. Nine"


async def test_copy_a_selected_sentence(reading, copied: list[str]) -> None:
    async with reading(NARROW) as reader:
        reader.article.put_cursor(sample_story.span("The Port").start)
        await reader.press("V", "right_parenthesis", "right_parenthesis", "c")
        (words,) = copied
        assert words.startswith("The Port Authority of Marrow rejected the charge. Its director")
        assert words.endswith("called it “perfectly fine.”")


# ---------------------------------------------------------------- comfort


async def test_line_length_is_restored(reading) -> None:
    async with reading((200, 50)) as reader:
        assert reader.article.line_width == 80
        await reader.press("minus", "minus", "minus")
        assert reader.article.line_width == 68
        assert reader.notices == ["Lines of up to 68 characters."]
        await reader.press("plus", "shift+left", "shift+up")
        sizes = reader.article.size.width, reader.details.size.height
    async with reading((200, 50), which=QuothApp(sample_story.ARTICLE)) as reader:
        await reader.until(lambda: reader.article.line_width == 72)
        await reader.pilot.pause(0.1)
        assert (reader.article.size.width, reader.details.size.height) == sizes
        await reader.press("underscore")
        assert reader.article.line_width == 80


async def test_no_room_for_longer_lines_in_a_narrow_pane(reading) -> None:
    async with reading(NARROW) as reader:
        before = reader.article.line_width
        await reader.press("plus")
        assert reader.article.line_width == before
        assert "No room" in reader.notices[0]
        await reader.press("minus")
        assert reader.article.line_width == before - 4


async def test_dividers_are_moved_by_key_and_by_mouse(reading) -> None:
    async with reading(WIDE) as reader:
        width, height = reader.article.size.width, reader.details.size.height
        await reader.press("shift+right", "shift+right")
        assert reader.article.size.width > width
        await reader.press("shift+up")
        assert reader.details.size.height > height
        x = reader.screen.query_one("#aside").region.x
        pilot = reader.pilot
        await pilot.mouse_down(offset=(x, 10))
        await pilot.hover(offset=(50, 10))
        await pilot.mouse_up(offset=(50, 10))
        await pilot.pause()
        assert abs(reader.screen.query_one("#aside").region.x - 50) <= 1
        y = reader.screen.query_one("#below").region.y
        await pilot.mouse_down(offset=(110, y))
        await pilot.hover(offset=(110, 30))
        await pilot.mouse_up(offset=(110, 30))
        await pilot.pause()
        assert abs(reader.screen.query_one("#below").region.y - 30) <= 1
        assert reader.article.selected_text() == ""
        await reader.press("z", "shift+left")
        assert reader.notices == ["There is no divider at this size."]


async def test_highlight_only_the_selected_speaker(reading) -> None:
    async with reading() as reader:

        def dimmed(words: str) -> bool:
            span = sample_story.span(words)
            return bool(reader.article._layers.dimmed(*span))

        await reader.press("2", "j", "D")
        assert reader.screen.state.selection == Selection("entity", "e2")
        assert dimmed("The town council")
        assert not dimmed("It is a question of when")
        assert dimmed("Nobody builds")
        await reader.press("2", "g")
        assert not dimmed("Nobody builds"), "it follows the selection"
        await reader.press("Q")
        assert not dimmed("It is a question of when")
        assert dimmed("The town council")
        await reader.press("Q")
        assert not dimmed("The town council")
        await reader.press("2", "G", "k", "D")
        assert not dimmed("The town council")
        assert reader.notices == ["Eastmere Courier is not quoted."]
        await reader.press("g", "D", "escape")
        assert not dimmed("The town council")


async def test_search_matches_are_not_dimmed(reading) -> None:
    async with reading() as reader:
        await reader.press("Q", "slash", *"council", "enter")
        line = reader.article._layout.lines[reader.article._layout.lines.line_at(sample_story.span("council").start)]
        looks = {names for _, names in reader.article._layers.pieces(line, None, None)}
        assert any("match" in names and "dimmed" in names for names in looks)


# ---------------------------------------------------------------- the first time


def hint(reader) -> str:
    found = list(reader.screen.query("#hint"))
    return found[0].render().plain if found else ""


async def test_hint_is_shown_once(first_time, client, reading) -> None:
    async with reading() as reader:
        await reader.until(lambda: hint(reader) != "")
        assert "? all keys" in hint(reader)
        assert "esc Clear" in reader.keys
        await reader.press("escape")
        assert hint(reader) == ""
    async with reading(which=QuothApp(sample_story.ARTICLE, client=client)) as reader:
        await reader.until(lambda: reader.screen.state.index is not None)
        await reader.pilot.pause(0.1)
        assert hint(reader) == ""


async def test_hint_goes_away(first_time, reading) -> None:
    async with reading() as reader:
        await reader.until(lambda: hint(reader) != "")
        await reader.press(*["j"] * 25)
        assert hint(reader) == ""


async def test_no_hint_in_private_mode(first_time, client, reading) -> None:
    async with reading(which=QuothApp(sample_story.ARTICLE, client=client, private=True)) as reader:
        await reader.until(lambda: reader.screen.state.index is not None)
        await reader.pilot.pause(0.1)
        assert hint(reader) == ""


# ---------------------------------------------------------------- what fingers know from less and vim


async def test_colon_q_quits(reading) -> None:
    async with reading() as reader:
        await reader.press("colon", "q", "enter")
        await reader.until(lambda: not reader.pilot.app.is_running)


async def test_copying_ends_the_selection(reading, copied: list[str]) -> None:
    async with reading() as reader:
        await reader.press("V", "l", "y")
        assert copied == [" ".join(sample_story.TEXT.split()[:2])]
        assert not reader.article.is_selecting


async def test_active_filter_is_shown_in_a_narrow_list(reading) -> None:
    async with reading(NARROW) as reader:
        await reader.press("3", "f", *"is:direct", "enter")
        assert "“is:direct”" in reader.screen.query_one("#kinds").render().plain


async def test_no_palette_in_a_tiny_terminal(reading) -> None:
    async with reading() as reader:
        await reader.press("ctrl+p")
        assert len(reader.pilot.app.screen_stack) == 2
        await reader.pilot.resize_terminal(1, 1)
        await reader.pilot.pause()
        await reader.press("pageup", "pagedown", "ctrl+p")
        assert len(reader.pilot.app.screen_stack) == 1


async def test_cursor_goes_to_beginning_and_end(reading) -> None:
    async with reading() as reader:
        await reader.press("l", "l", "l", "g")
        assert reader.article.cursor == sample_story.span("Marrow Harbor").start
        await reader.press("G")
        assert reader.article.cursor == sample_story.span("“Sand is patient,”").start


async def test_position_strip_follows_every_key(reading) -> None:
    """Only lines that changed are shown anew: the mark in the strip is one of those."""
    async with reading((80, 24)) as reader:
        await reader.press("2", "down", "enter", "1")
        pane = reader.article
        for key in ("n", "n", "N", "n", "n"):
            await reader.press(key)
            shown = pane.render_lines(pane.size.region)
            column = pane.room.width - 1
            for y, strip in enumerate(shown):
                wanted = pane._painter.strip_cell(y)
                cell = next(iter(strip.crop(column, column + 1)))
                assert cell.text == wanted.text, (key, y)
                assert not cell.text.strip() or cell.style.color == wanted.style.color, (key, y)


async def test_every_press_moves_the_divider(reading) -> None:
    async with reading((100, 30)) as reader:
        tops = []
        for _ in range(4):
            tops.append(reader.details.region.y)
            await reader.press("shift+up")
        assert all(above < below for below, above in itertools.pairwise(tops))


async def test_unopened_sources_are_reported(client) -> None:
    app = QuothApp(
        sample_story.ARTICLE, client=client, troubles=["nofile.txt does not exist; check its name and folder."]
    )
    async with app.run_test(size=WIDE) as pilot:
        reader = Reader(pilot)
        await reader.until(lambda: reader.notices == ["nofile.txt does not exist; check its name and folder."])


async def test_panes_are_painted_for_their_actual_size(reading, monkeypatch) -> None:
    """Textual leaves the event out if something asked for a region between a change and its layout."""
    async with reading((200, 50)) as reader:
        monkeypatch.setattr(ArticlePane, "on_resize", lambda _: None)
        await reader.press("z")
        assert reader.article.outer_size.width == 200
        assert "Nobody builds" in reader.pilot.app.export_screenshot().replace("&#160;", " ")
        assert reader.article._layout.wrapped_for == reader.article.outer_size
        await reader.press("z", "2", "z")
        assert reader.entities._built_for == reader.entities.room.width - 2


async def test_details_keep_their_heading_in_view(reading) -> None:
    async with reading(NARROW) as reader:
        await reader.press("2", "4")
        assert "Ada Brandt" in painted(reader.details, 0)
        await reader.press("space")
        assert reader.details.scroll_offset.y > 1
        assert "Ada Brandt" in painted(reader.details, 0)
        for key in ("j", "k", "k", "k", "G", "k", "space", "b"):
            await reader.press(key)
            marked = reader.details.highlighted
            line = reader.details._layout.tops[marked] - reader.details.scroll_offset.y
            assert line >= (1 if reader.details.scroll_offset.y else 0), f"{key}: the heading covers what is marked"


def painted(rows: RowList, line: int) -> str:
    return rows.render_lines(Region(0, 0, rows.size.width, rows.size.height))[line].text


async def test_divider_at_its_limit_is_reported(reading) -> None:
    async with reading(WIDE) as reader:
        await reader.press(*["shift+left"] * 15)
        assert reader.notices == ["The divider is at its limit."]


async def test_some_keys_work_in_dialogs(reading, monkeypatch) -> None:
    suspended = []
    monkeypatch.setattr(QuothApp, "action_suspend_process", lambda app: suspended.append(app.screen))
    async with reading(WIDE) as reader:
        for key in ("question_mark", "O", "P", "A", "ctrl+p"):
            await reader.press(key)
            await reader.pilot.pause()
            await reader.press("ctrl+z")
            await reader.press("escape")
        assert len({type(screen) for screen in suspended}) == 5
        await reader.press("l", "i", "n", "o", "ctrl+z")  # it takes back what was written
        assert len(suspended) == 5


async def test_letter_that_suspends_can_be_typed(reading, client, monkeypatch) -> None:
    suspended = []
    monkeypatch.setattr(QuothApp, "action_suspend_process", lambda _: suspended.append(True))
    own = QuothApp(sample_story.ARTICLE, client=client, keymap=keymap({"suspend": "Z"})[0])
    async with reading(WIDE, own) as reader:
        await reader.until(lambda: reader.screen.state.index is not None)
        await reader.press("slash", "Z")
        assert not suspended
        await reader.press("escape", "Z")
        assert suspended


async def test_theme_is_restored(reading, client) -> None:
    async with reading(WIDE) as reader:
        await reader.press("t")
        assert reader.notices == ["Theme: quoth-light"]
    assert QuothApp(sample_story.ARTICLE, client=client).theme == "quoth-light"
    set_otherwise = Config({"theme": "quoth-dark"})
    async with reading(WIDE, QuothApp(sample_story.ARTICLE, client=client, config=set_otherwise)) as reader:
        assert reader.pilot.app.theme == "quoth-dark"
        await reader.press("t")
        assert reader.notices == ["Theme: quoth-light (this session only; your settings file sets another theme)"]
    assert QuothApp(sample_story.ARTICLE, client=client, private=True).theme == "quoth-dark"


async def test_header_counts_sources(client) -> None:
    other = replace(sample_story.ARTICLE, source="other.txt")
    async with QuothApp(sample_story.ARTICLE, client=client, more=[other]).run_test(size=WIDE) as pilot:
        reader = Reader(pilot)
        await reader.until(lambda: reader.screen.state.index is not None)
        assert " · 1 of 2 · " in reader.screen.query_one(Header).render().plain
        await reader.press("greater_than_sign")
        assert " · 2 of 2 · " in reader.screen.query_one(Header).render().plain


async def test_keys_apply_to_the_quote_stepped_to(reading, copied: list[str]) -> None:
    async with reading(WIDE) as reader:
        await reader.press("l", "enter", "g", "right_square_bracket", "right_square_bracket")
        assert reader.note == "Ada Brandt · quote 2 of 9"
        await reader.press("v")
        assert reader.notices[0].startswith("Verified: “Nobody builds")
        await reader.press("enter")
        assert reader.screen.state.selection == Selection("quote", "q2")
        await reader.press("escape", "g", "right_square_bracket", "right_square_bracket", "s")
        assert {row.target.selection.id for row in reader.quotes.rows if row.target} == {"q1", "q2", "q3", "q5"}


async def test_list_of_quotes_starts_at_the_quote_in_view(reading) -> None:
    async with reading(WIDE) as reader:
        await reader.press("2", "j", "enter", "g", *["right_square_bracket"] * 3, "3")
        assert "the delay would cost" in reader.row(reader.quotes)


async def test_key_removes_an_old_message(reading, monkeypatch) -> None:
    monkeypatch.setattr("tui.app_base._READ", 0)
    async with reading(WIDE) as reader:
        await reader.press("backspace")
        assert reader.notices == ["No earlier position."]
        await reader.press("j")
        assert reader.notices == []


async def test_other_keys_are_refused_while_selecting(reading) -> None:
    async with reading(WIDE) as reader:
        await reader.press("right_curly_bracket", "V", "dollar_sign")
        line = reader.article.selected_text()
        assert len(line) > 20
        assert "\n" not in line
        await reader.press("e", "P", "O")
        assert reader.notices == ["Selecting: enter to confirm, esc to cancel."]
        assert reader.article.is_selecting
        await reader.press("0", "G")
        assert reader.article.selected_text().endswith("read.")


async def test_reset_restores_the_sizes_of_the_settings(client) -> None:
    config = Config({"width": 50})
    async with QuothApp(sample_story.ARTICLE, client=client, config=config).run_test(size=(200, 40)) as pilot:
        reader = Reader(pilot)
        await reader.until(lambda: reader.screen.state.index is not None)
        assert reader.article.line_width == 50
        await reader.press("minus", "underscore")
        assert reader.article.line_width == 50


async def test_capitals_without_matches_are_explained(reading) -> None:
    async with reading(WIDE) as reader:
        await reader.press("slash", *"BRANDT", "enter")
        assert reader.notices == ["“BRANDT” not found, but “brandt” is. Capital letters make a search case-sensitive."]


async def test_empty_search_repeats_the_last(reading) -> None:
    async with reading(WIDE) as reader:
        await reader.press("slash", *"survey", "enter", "slash", "enter")
        assert reader.note == "“survey” · 2 of 3"


async def test_tab_completes_a_filter(reading) -> None:
    async with reading(WIDE) as reader:
        await reader.press("3", "f", *"is:unch", "tab")
        assert reader.pilot.app.focused.value == "is:unchecked"
        await reader.press("ctrl+u", *"about:brandt", "enter")
        assert all("Joris" in row.text or "Brandt" in row.text for row in reader.quotes.rows if row.target)


async def test_search_keeps_the_quote_stepped_to(reading) -> None:
    async with reading(WIDE) as reader:
        await reader.press("slash", *"survey", "enter", "right_square_bracket")
        assert "· quote " in reader.note
        await reader.press("n")
        assert reader.note.startswith("“survey” · ")


async def test_tab_in_the_filter_stays_in_a_term(reading) -> None:
    async with reading(WIDE) as reader:
        await reader.press("3", "f", *"by:zzz", "tab", "x")
        assert reader.pilot.app.focused.value == "by:zzzx"


async def test_early_enter_is_an_enter(reading) -> None:
    async with reading(WIDE) as reader:
        await reader.press("slash", *"survey", "ctrl+j")
        assert reader.focused == "article"
        assert reader.note == "“survey” · 1 of 3"


async def test_list_of_sources_pages_in_a_tiny_terminal(client) -> None:
    more = [replace(sample_story.ARTICLE, source=f"{number}.txt") for number in range(30)]
    async with QuothApp(sample_story.ARTICLE, client=client, more=more).run_test(size=WIDE) as pilot:
        reader = Reader(pilot)
        await reader.until(lambda: reader.screen.state.index is not None)
        await reader.press("w", "G", "b", "space", "pageup", "g")
        sources = pilot.app.screen.query_one(OptionList)
        assert sources.highlighted == 0
        await reader.press("ctrl+d")
        assert sources.highlighted > 5
        await pilot.resize_terminal(2, 2)
        await reader.press("b", "space", "pagedown", "pageup")
        assert pilot.app.is_running
