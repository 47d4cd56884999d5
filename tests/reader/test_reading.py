"""The main journeys, with real keys and a real mouse on the whole program; the analysis is made by hand."""

import asyncio
from pathlib import Path

import pytest
import sample_story
from driver import NARROW, SMALL, TINY, WIDE, FakeClient, Reader
from textual.widgets import Input

from tui.app import QuothApp
from tui.dialogs.help import HelpDialog
from tui.document.selection import Selection
from tui.keys.key_table import COPYING, CORRECTIONS, NOTES, PANES, READING, SOURCES, TAKING, WORK
from tui.reader.screen import ReaderScreen
from tui.widgets.footer import Footer
from tui.widgets.header import Header

# ---------------------------------------------------------------- what is on the screen


async def test_article_and_lists_are_shown(reading) -> None:
    async with reading() as reader:
        assert reader.focused == "article"
        assert reader.seen == {"article", "entities", "details"}
        assert reader.screen.query_one(Header).render().plain.startswith(sample_story.TITLE)
        assert "Ada Brandt" in reader.entities.rows[0].text
        assert len(reader.quotes.index.analysis.quotes) == 9


@pytest.mark.parametrize(
    ("size", "seen"),
    [(WIDE, {"article", "entities", "details"}), (NARROW, {"article", "entities"}), (SMALL, {"article"})],
)
async def test_smaller_terminals_show_fewer_panes(reading, size, seen) -> None:
    async with reading(size) as reader:
        assert reader.seen == seen


@pytest.mark.parametrize("size", [WIDE, NARROW, SMALL, TINY])
async def test_every_pane_can_be_reached_at_every_size(reading, size) -> None:
    async with reading(size) as reader:
        for key, pane in zip("23541", ("entities", "quotes", "notes", "details", "article"), strict=True):
            await reader.press(key)
            assert reader.focused == pane
            assert pane in reader.seen
        for pane in ("entities", "quotes", "details", "notes", "article"):
            await reader.press("tab")
            assert reader.focused == pane
        await reader.press("shift+tab")
        assert reader.focused == "notes"


async def test_zoom_maximizes_and_restores_a_pane(reading) -> None:
    async with reading() as reader:
        await reader.press("2", "z")
        assert reader.seen == {"entities"}
        assert reader.entities.size.width > 100
        await reader.press("z")
        assert reader.seen == {"article", "entities", "details"}


async def test_resize_to_tiny_and_back(reading) -> None:
    async with reading() as reader:
        await reader.press("2", "j")
        for size in (TINY, SMALL, NARROW, (1, 1), WIDE):
            await reader.pilot.resize_terminal(*size)
            await reader.pilot.pause()
        assert reader.seen == {"article", "entities", "details"}
        assert "Joris Hale" in reader.row(reader.entities)
        assert reader.details.rows[0].text == "● Joris Hale"


# ---------------------------------------------------------------- from the lists into the text


async def test_browsing_entities_shows_them_in_article_and_details(reading) -> None:
    async with reading() as reader:
        await reader.press("2")
        assert reader.screen.state.selection == Selection("entity", "e1")
        assert reader.details.rows[0].text == "● Ada Brandt"
        await reader.press("j")
        assert reader.screen.state.selection == Selection("entity", "e2")
        assert reader.article.cursor == sample_story.span("Joris Hale").start
        assert reader.note == "Joris Hale · 1 of 3"
        assert reader.focused == "entities"


async def test_enter_goes_to_a_mention_and_backspace_back(reading) -> None:
    async with reading() as reader:
        await reader.press("2", "j", "enter")
        assert reader.focused == "article"
        assert reader.article.cursor == sample_story.span("Joris Hale").start
        await reader.press("backspace")
        assert reader.focused == "entities"
        assert reader.screen.state.selection == Selection("entity", "e2")
        await reader.press("L")
        assert reader.focused == "article"


async def test_backspace_restores_the_scroll_position_of_a_list(reading) -> None:
    async with reading((80, 9)) as reader:
        await reader.press("2", "G", "k")
        top = reader.entities.scroll_offset.y
        assert top > 0
        await reader.press("enter", "2", "g", "enter", "backspace", "backspace", "backspace")
        await reader.until(lambda: reader.entities.scroll_offset.y == top)
        assert reader.focused == "entities"


async def test_mentions_go_to_their_places(reading) -> None:
    async with reading() as reader:
        await reader.press("2", "4", "j")
        mentions = reader.screen.state.index.places(Selection("entity", "e1"))
        assert reader.article.cursor == mentions[1].start
        assert reader.note == "Ada Brandt · 2 of 5"
        await reader.press("j", "enter")
        assert reader.focused == "article"
        assert reader.article.cursor == mentions[2].start


async def test_from_the_details_to_a_quote_and_back(reading) -> None:
    async with reading() as reader:
        await reader.press("2", "4")
        while "“” Nobody" not in reader.row(reader.details):
            await reader.press("j")
        assert reader.screen.state.selection == Selection("entity", "e1"), "walking does not change what is walked over"
        await reader.press("enter")
        assert reader.screen.state.selection == Selection("quote", "q2")
        assert reader.article.cursor == sample_story.span("“Nobody builds").start
        await reader.press("backspace")
        assert reader.screen.state.selection == Selection("entity", "e1")
        assert reader.focused == "details"


async def test_quotes_go_to_their_places(reading) -> None:
    async with reading() as reader:
        await reader.press("3", "j", "j", "j", "j")
        assert reader.screen.state.selection == Selection("quote", "q5")
        assert reader.article.cursor == sample_story.span("“perfectly fine.”").start
        assert "Via       ● Joris Hale" in "\n".join(row.text for row in reader.details.rows)


async def test_no_key_is_lost_before_the_first_layout(reading) -> None:
    async with reading() as reader:
        for key in "3jj":
            reader.pilot.app.simulate_key(key)
        await reader.pilot.pause()
        await reader.until(lambda: reader.screen.state.selection == Selection("quote", "q3"))


async def test_list_ends_and_pages(reading) -> None:
    async with reading(NARROW) as reader:
        await reader.press("3", "G")
        assert "Sand is patient" in reader.row(reader.quotes)
        await reader.press("j")
        assert "Sand is patient" in reader.row(reader.quotes), "the end is the end"
        await reader.press("g", "space")
        assert reader.quotes.highlighted > 3
        await reader.press("b", "b")
        assert reader.quotes.highlighted == 0
        await reader.press("ctrl+d")
        assert reader.quotes.highlighted > 0


async def test_long_quote_can_be_scrolled_to_its_end(client: FakeClient, reading) -> None:
    client.analysis.quotes[1].content = [
        sample_story.Span(sample_story.span("The town council").start, len(sample_story.TEXT))
    ]
    async with reading((40, 12)) as reader:
        await reader.press("3", "j", "4")
        tops = set()
        for _ in range(12):
            tops.add(reader.details.scroll_offset.y)
            await reader.press("space")
        assert reader.details.scroll_offset.y == reader.details.max_scroll_y
        assert len(tops) > 3
        await reader.press("g")
        assert reader.details.scroll_offset.y == 0


# ---------------------------------------------------------------- from the text to the details


async def test_select_under_the_cursor(reading) -> None:
    async with reading() as reader:
        await reader.press("l")
        while reader.article.cursor < sample_story.span("Ada Brandt").start:
            await reader.press("l")
        await reader.press("enter")
        assert reader.screen.state.selection == Selection("entity", "e1")
        assert "Ada Brandt" in reader.row(reader.entities)
        assert reader.row(reader.details).startswith("¶1")


async def test_stepping_through_mentions_wraps_around(reading) -> None:
    async with reading() as reader:
        await reader.press("2", "j", "n")
        assert reader.note == "Joris Hale · 2 of 3"
        assert reader.row(reader.details).startswith("¶6")
        await reader.press("n", "n")
        assert reader.note == "Joris Hale · 1 of 3"
        assert reader.notices[-1] == "Back to the first mention."
        await reader.press("N")
        assert reader.note == "Joris Hale · 3 of 3"


async def test_the_quotes_of_one_entity(reading) -> None:
    async with reading() as reader:
        await reader.press("2", "j", "s")
        assert reader.focused == "quotes"
        assert len(reader.quotes.rows) == 3
        await reader.press("escape")
        assert len(reader.quotes.rows) == 9
        assert reader.focused == "entities"
        assert reader.screen.state.selection == Selection("entity", "e2")
        assert "Joris Hale" in reader.row(reader.entities)


# ---------------------------------------------------------------- searching and filtering


async def test_search_counts_steps_and_clears(reading) -> None:
    async with reading() as reader:
        await reader.press("slash", *"survey")
        assert reader.focused == "search"
        assert "1 of 3" in reader.screen.query_one("#search-bar .prompt--note").render().plain
        await reader.press("enter")
        assert reader.focused == "article"
        assert reader.article.cursor == sample_story.span("survey").start
        assert reader.note == "“survey” · 1 of 3"
        await reader.press("n")
        assert reader.article.cursor == sample_story.span("survey", 2).start
        await reader.press("escape")
        assert reader.note == "Ada Brandt · quote 2 of 9", "what keys would take now: the quote at the cursor"
        assert "Clear" not in reader.keys


async def test_search_without_matches(reading) -> None:
    async with reading() as reader:
        await reader.press("slash", *"[b]", "enter")
        assert reader.notices == ["“[b]” not found."]
        await reader.press("slash", *"sand", "escape")
        assert reader.focused == "article"
        assert reader.note == ""


async def test_letters_in_a_prompt_run_nothing(reading) -> None:
    async with reading() as reader:
        await reader.press("slash", *"qtz?")
        assert "Cancel" in reader.keys
        assert "Search" not in reader.keys
        assert "? Help" not in reader.keys
        assert reader.screen.query_one("#search", Input).value == "qtz?"
        assert reader.pilot.app.is_running


async def test_filter_and_clear(reading) -> None:
    async with reading() as reader:
        await reader.press("f", *"mar")
        assert [row.target.selection.id for row in reader.entities.rows if row.target][:2] == ["e3", "e9"]
        await reader.press("enter")
        assert reader.focused == "entities"
        await reader.press("j")
        assert reader.screen.state.selection is not None
        await reader.press("escape")
        assert reader.screen.state.selection is None, "the last thing done is undone first"
        await reader.press("escape")
        assert len(reader.entities.rows) > 8


async def test_prompt_closes_and_its_filter_stays(reading) -> None:
    async with reading() as reader:
        await reader.press("slash", *"sand", "tab")
        assert not reader.screen.query_one("#search-bar").display
        assert reader.note == "“sand” · 1 of 2"
        await reader.press("f", *"hale", "1")
        assert reader.screen.query_one("#filter", Input).value == "hale1"
        await reader.press("backspace", "tab")
        assert not reader.screen.query_one("#filter-bar").display
        assert len([row for row in reader.entities.rows if row.target]) == 1


async def test_lists_by_kind(reading) -> None:
    async with reading() as reader:
        await reader.press("2", "l")
        assert {row.text[0] for row in reader.entities.rows if row.target} == {"●"}
        await reader.press("h", "h")
        assert [row.target.selection.id for row in reader.entities.rows if row.target] == ["e6"]
        await reader.press("3", "h")
        assert "not attributed" in reader.quotes.rows[0].text


async def test_escape_clears_the_last_first(reading) -> None:
    async with reading() as reader:
        await reader.press("slash", *"sand", "enter", "2", "j", "escape")
        assert reader.screen.state.selection is None
        assert "“sand”" in reader.note
        await reader.press("escape")
        assert reader.note == ""
        assert "Clear" not in reader.keys


# ---------------------------------------------------------------- copying


async def test_copy_and_cite_a_quote(reading, copied: list[str]) -> None:
    async with reading() as reader:
        await reader.press("3", "j", "c")
        await reader.press("Y")
        await reader.until(lambda: len(copied) == 2)
        assert copied[0] == "Nobody builds a quay on sand, … And nobody [in this hall] has seen the survey."
        assert copied[1].startswith("“Nobody builds a quay on sand, … And nobody [in this hall]")
        assert "The Eastmere Courier, March 12, 2024, https://courier.example/harbor-vote#:~:text=" in copied[1]
        said = "Copied with attribution: “Nobody builds a quay on sand, … And no…”"
        await reader.until(lambda: reader.notices == [said])
        await reader.press("question_mark")
        assert reader.notices == []


async def test_filtered_quote_is_not_copied(reading, copied: list[str]) -> None:
    async with reading() as reader:
        await reader.press("3", "f", *"question", "enter")
        await reader.until(lambda: reader.screen.state.selection == Selection("quote", "q8"))
        assert "a question of when" in reader.row(reader.quotes)
        await reader.press("c")
        await reader.until(lambda: copied == ["It is a question of when"])


async def test_quote_in_view_is_copied(reading, copied: list[str]) -> None:
    async with reading((120, 12)) as reader:
        await reader.press("3", "1")
        assert reader.screen.state.selection == Selection("quote", "q1")
        await reader.press("right_square_bracket", "right_square_bracket", "c")
        await reader.until(lambda: len(copied) == 1)
        assert copied[0].startswith("Nobody builds"), "the quote under the cursor wins over the selected one"
        reader.article.scroll_end(animate=False)
        await reader.pilot.pause()
        await reader.press("c")
        assert "Nothing copied: the selected quote is not on the screen." in reader.notices
        assert len(copied) == 1


async def test_copy_under_the_cursor(reading, copied: list[str]) -> None:
    async with reading() as reader:
        assert "Copy" not in reader.keys
        await reader.press("c")
        await reader.press("right_square_bracket")
        assert "Copy" in reader.keys
        await reader.press("y")
        await reader.until(lambda: bool(copied))
        assert copied == ["the port authority had hidden a survey of the seabed"]


# ---------------------------------------------------------------- the analysis


async def test_the_article_can_be_read_while_it_is_analyzed(client: FakeClient) -> None:
    client.hold = True
    app = QuothApp(sample_story.ARTICLE, client=client)
    async with app.run_test(size=WIDE) as pilot:
        reader = Reader(pilot)
        await reader.until(lambda: "25%" in reader.screen.query_one(Header).status)
        assert reader.entities.rows[0].target is None
        assert "Analyzing" in reader.entities.rows[0].text
        await reader.press("2", "3", "4", "slash", *"sand", "enter")
        assert reader.article.cursor == sample_story.span("sand").start
        client.go.set()
        await reader.until(lambda: reader.screen.state.index is not None)
        assert reader.screen.query_one(Header).status == ""
        assert reader.article.cursor == sample_story.span("sand").start, "nothing moves under the reader"
        assert reader.screen.state.selection is None


async def test_resizing_during_the_analysis(client: FakeClient) -> None:
    client.hold = True
    app = QuothApp(sample_story.ARTICLE, client=client)
    async with app.run_test(size=WIDE) as pilot:
        reader = Reader(pilot)
        for size in (TINY, (200, 50), (1, 1), NARROW, TINY, SMALL, (2, 30)):
            await pilot.resize_terminal(*size)
            await pilot.press("j")
        await pilot.resize_terminal(*TINY)
        client.go.set()  # it comes to an end where there is hardly any room
        await reader.until(lambda: reader.screen.state.index is not None)
        await pilot.resize_terminal(*WIDE)
        await reader.until(lambda: reader.seen == {"article", "entities", "details"})
        assert "Ada Brandt" in reader.entities.rows[0].text


async def test_quitting_does_not_wait_for_the_analysis(client: FakeClient) -> None:
    client.hold = True
    app = QuothApp(sample_story.ARTICLE, client=client)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press("q")
    assert client.closed
    assert app.return_code == 0


async def test_failed_analysis_is_reported_and_repeated(client: FakeClient) -> None:
    client.fails = 1
    app = QuothApp(sample_story.ARTICLE, client=client)
    async with app.run_test(size=WIDE) as pilot:
        reader = Reader(pilot)
        await reader.until(lambda: reader.screen.state.failed)
        await pilot.pause()
        assert "stopped unexpectedly" in " ".join(row.text for row in reader.entities.rows).replace("\n", " ")
        assert "Reload" in reader.keys
        await reader.press("r")
        await reader.until(lambda: reader.screen.state.index is not None)
        assert "Ada Brandt" in reader.entities.rows[0].text
        assert "Reload" not in reader.keys


async def test_unopened_source_is_reported_and_retried(tmp_path: Path, client: FakeClient) -> None:
    path = tmp_path / "story.txt"
    app = QuothApp(str(path), client=client)
    async with app.run_test(size=SMALL) as pilot:
        reader = Reader(pilot)
        await reader.until(lambda: reader.screen.state.failed)
        await pilot.pause()
        assert "story.txt" in reader.screen.query_one("#message").render().plain
        path.write_text(sample_story.TEXT, encoding="utf-8")
        await reader.press("r")
        await reader.until(lambda: reader.screen.state.article is not None)
        await pilot.pause()
        assert reader.seen == {"article"}


async def test_reload_keeps_the_position(tmp_path: Path, client: FakeClient) -> None:
    path = tmp_path / "story.txt"
    path.write_text("Old words.", encoding="utf-8")
    app = QuothApp(path, client=client)
    async with app.run_test(size=WIDE) as pilot:
        reader = Reader(pilot)
        await reader.until(lambda: reader.screen.state.index is not None)
        path.write_text("New words.", encoding="utf-8")
        await reader.press("r")
        await reader.until(lambda: reader.screen.state.article.text == "New words.")


# ---------------------------------------------------------------- help, palette, themes, mouse


async def test_help_lists_every_action(reading) -> None:
    from tui.keys.key_table import GROUPS

    async with reading() as reader:
        await reader.press("question_mark")
        assert isinstance(reader.pilot.app.screen, HelpDialog)
        text = " ".join(one.render().plain for one in reader.pilot.app.screen.query(".help--column"))
        words = " ".join(text.split())
        for action in [action for group in GROUPS.values() for action in group]:
            assert action.sentence in words or set(action.sentence.split()) <= set(words.split())
        await reader.press("q")
        assert isinstance(reader.pilot.app.screen, ReaderScreen)
        assert reader.pilot.app.is_running


async def test_palette_starts_with_the_most_used(reading) -> None:
    from textual.command import CommandList

    async with reading() as reader:
        await reader.press("3", "ctrl+p")
        await reader.until(lambda: len(reader.pilot.app.screen.query_one(CommandList).options) > 10)
        names = [option.hit.text for option in reader.pilot.app.screen.query_one(CommandList).options]
        assert names[:5] == ["Copy quote", "Cite quote", "Search article", "Filter list", "Change theme"]
        assert names[-1] == "Last row"


async def test_help_explains_every_sign(reading) -> None:
    async with reading() as reader:
        await reader.press("question_mark")
        text = " ".join(one.render().plain for one in reader.pilot.app.screen.query(".help--column"))
        for sign in ("●", "■", "▲", "◆", "“”", "“~", "?", "▎", "┊", "5×", "3“", "¶3", "pron"):
            assert sign in text


async def test_palette_runs_actions(reading) -> None:
    async with reading() as reader:
        await reader.press("ctrl+p", *"zoom")
        await asyncio.sleep(0.3)
        await reader.press("enter")
        await reader.until(lambda: reader.seen == {"article"})


async def test_themes(reading) -> None:
    async with reading() as reader:
        assert reader.pilot.app.theme == "quoth-dark"
        await reader.press("t")
        assert reader.pilot.app.theme == "quoth-light"
        for _ in range(len(reader.pilot.app.available_themes) - 1):
            await reader.press("t")
        assert reader.pilot.app.theme == "quoth-dark"


async def test_footer_hides_keys_that_cannot_run(reading) -> None:
    async with reading() as reader:
        for word in ("Back", "Clear", "Copy", "Next", "Reload", "s Quotes"):
            assert word not in reader.keys
        await reader.press("2")
        for word in ("s Quotes", "Next", "Clear", "Show"):
            assert word in reader.keys


async def test_mouse(reading) -> None:
    async with reading() as reader:
        pilot = reader.pilot
        await pilot.click("#entities", offset=(5, 1))
        await pilot.pause()
        assert reader.screen.state.selection == Selection("entity", "e2")
        assert reader.focused == "entities"
        await pilot.click("#entities", offset=(5, 1))
        await pilot.pause()
        assert reader.focused == "article"
        await pilot.click("#list-tabs", offset=(16, 0))
        await pilot.pause()
        assert reader.focused == "quotes"
        await pilot.click("#kinds", offset=(8, 0))
        await pilot.pause()
        assert reader.quotes.kind == "direct"
        bar = reader.screen.query_one(Footer)
        await reader.until(lambda: bar._keys == bar._active_keys())  # it follows a moment later
        await pilot.click("#keys", offset=(reader.keys.index("Search"), 0))
        await pilot.pause()
        await reader.until(lambda: reader.focused == "search")


async def test_brackets_are_not_markup(reading, client: FakeClient) -> None:
    client.analysis.entities[0].name = "[b]Ada[/b] [@click=app.quit]Brandt[/]"
    async with reading() as reader:
        await reader.press("2", "4", "3", "s")
        assert "[b]Ada[/b]" in reader.details.rows[0].text or "[b]Ada[/b]" in reader.note
        assert "[in this hall]" in "\n".join(row.text for row in reader.quotes.rows) or reader.quotes.rows


async def test_help_starts_with_the_pane_and_can_be_searched(reading) -> None:
    async with reading() as reader:

        def text() -> str:
            columns = reader.pilot.app.screen.query(".help--column").results()
            return "\n".join(column.render().plain for column in columns if column.display)

        await reader.press("2", "question_mark")
        assert text().startswith("In lists and details")
        await reader.press("escape", "1", "V", "question_mark")
        assert text().startswith("While selecting text")
        await reader.press("escape", "escape", "question_mark")
        assert text().startswith("In the article")
        await reader.press("slash", *"Divider")
        assert "No matches for “divider”" in text()
        await reader.press(*["backspace"] * 7, *"details", "enter")
        assert "More room for the details." in text()
        assert "Correct" not in text()
        await reader.press("slash", "escape")
        assert "Correct" in text()
        await reader.press("G", "g", "q")
        assert reader.focused == "article"


async def test_keys_apply_only_to_the_highlighted_entity(reading) -> None:
    async with reading() as reader:
        await reader.press("2", "j", "escape")
        assert reader.entities.target is None
        await reader.press("M")
        assert len(reader.pilot.app.screen_stack) == 1, "not the entity that the article's cursor stands on"


async def test_slow_library_delays_nothing(reading, monkeypatch) -> None:
    monkeypatch.setattr("tui.reader.screen.GLANCE", 0.0001)
    async with reading() as reader:
        assert reader.entities.rows


# ---------------------------------------------------------------- keys that do nothing now


@pytest.mark.parametrize(
    ("pressed", "said"),
    [
        (("n",), "Nothing selected. Press enter to select a name, or / to search."),
        (("g", "c"), "No quote selected. Press ] for the next one."),
        (("backspace",), "No earlier position."),
        (("greater_than_sign",), "This is the only source. Press o to open another."),
        (("U",), "Nothing to undo."),
        (("d",), "d works only in the notes. Press 5 to go there, or ctrl+d for half a page down."),
        (("G", "right_square_bracket"), "No quote below."),
        (("g", "h", "h"), "No name or quote above."),
        (("g", "left_parenthesis", "left_parenthesis"), "No heading above."),
        (("6",), "1 to 5 go to a pane, : to a paragraph number or percentage."),
        (("number_sign",), "* searches for the word at the cursor, N goes to the previous match."),
        (("tilde",), "~ does nothing here. Press ? for all keys."),
        (("2", "right_square_bracket"), "] works only in the article. Press 1 to go there."),
        (("ctrl+g",), "title · all in view"),
        (("right_curly_bracket", "ctrl+g"), "¶1 of 7 · all in view"),
    ],
)
async def test_refused_key_says_why(reading, pressed, said) -> None:
    async with reading() as reader:
        await reader.press(*pressed)
        assert reader.notices == [said]


async def test_working_keys_and_typed_letters_are_not_refused(reading) -> None:
    async with reading() as reader:
        await reader.press("j", "l", "slash", *"UnRd", "escape", "x", "V", "U", "escape", "f11")
        assert not any("nothing to" in notice or "Nothing is" in notice for notice in reader.notices)


async def test_refused_key_says_not_analyzed(client: FakeClient) -> None:
    client.hold = True
    async with QuothApp(sample_story.ARTICLE, client=client).run_test(size=WIDE) as pilot:
        reader = Reader(pilot)
        await reader.until(lambda: "25%" in reader.screen.query_one(Header).status)
        await reader.press("m")
        assert reader.notices == ["This article is not analyzed yet."]
        client.go.set()


async def test_every_action_has_a_handler_and_refusals_name_keys(reading) -> None:
    actions = (*READING, *TAKING, *COPYING, *SOURCES, *WORK, *CORRECTIONS, *PANES, *NOTES)
    async with reading() as reader:
        table = reader.screen.features.commands
        assert table.ids == {action.id for action in actions}
        sentences = [sentence for id_ in table.ids if (sentence := table.why_not(id_))]
        assert len(sentences) > 5
        assert not any("{" in sentence for sentence in sentences)
