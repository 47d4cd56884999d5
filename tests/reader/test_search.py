"""Searching with real keys, as those who know less and vim would."""

import asyncio

import pytest
import sample_story
from driver import NARROW
from textual.widgets import Input

from tui.app import QuothApp
from tui.article.model import Article, Block
from tui.search.finder import Finder
from tui.search.query import Query


def note(reader) -> str:
    return reader.screen.query_one("#search-bar .prompt--note").render().plain


def field(reader) -> Input:
    return reader.screen.query_one("#search", Input)


async def test_canceled_search_restores_the_view(reading) -> None:
    async with reading((80, 14)) as reader:
        await reader.press("l", "l")
        cursor, place = reader.article.cursor, reader.article.place
        await reader.press("slash", *"patient")
        assert reader.article.shows([sample_story.span("patient")])
        assert note(reader) == "1 of 1"
        await reader.press(*["backspace"] * 3)
        assert note(reader) == "1 of 1"
        await reader.press("escape")
        assert (reader.article.cursor, reader.article.place) == (cursor, place)
        assert reader.note == ""


async def test_search_is_a_jump(reading) -> None:
    async with reading((80, 14)) as reader:
        await reader.press("l", "slash", *"patient", "enter")
        assert reader.article.cursor == sample_story.span("patient").start
        await reader.press("backspace")
        assert reader.article.cursor != sample_story.span("patient").start
        assert reader.article.place == 0


async def test_second_slash_switches_to_regex(reading) -> None:
    async with reading() as reader:
        await reader.press("slash", "slash", *r"\bs\w+d\b")
        await reader.until(lambda: note(reader) == "1 of 6")
        await reader.press("enter")
        await reader.until(lambda: reader.note != "")
        assert reader.note == r"/\bs\w+d\b/ · 1 of 6"
        await reader.press("slash", "slash", "backspace", *"sand")
        assert note(reader) == "1 of 2", "backspace in an empty field asks for words again"
        await reader.press(*["backspace"] * 5)
        assert reader.focused == "article", "and leaves it, as in less"


async def test_invalid_regex_is_reported_and_kept(reading) -> None:
    async with reading() as reader:
        await reader.press("slash", "slash", *"(sand")
        await reader.until(lambda: "Invalid regular expression" in note(reader))
        await reader.press("enter")
        assert reader.focused == "search"
        assert field(reader).value == "(sand"
        await reader.press(")", "enter")
        await reader.until(lambda: reader.focused == "article")
        assert reader.note == "/(sand)/ · 1 of 2"


async def test_slow_regex_does_not_block_keys(client, reading) -> None:
    text = "a word " * 5000
    app = QuothApp(Article(text, (Block(0, len(text)),)), client=client)
    async with reading(which=app) as reader:
        await reader.until(lambda: reader.screen.is_complete)
        gaps: list[float] = []

        async def tick() -> None:
            loop = asyncio.get_running_loop()
            while True:
                before = loop.time()
                await asyncio.sleep(0.01)
                gaps.append(loop.time() - before)

        ticking = asyncio.ensure_future(tick())
        await reader.press("slash", "slash", *r"(\w+\s?)*\d+")
        assert field(reader).value == r"(\w+\s?)*\d+"
        await reader.until(lambda: "takes too long" in note(reader))
        ticking.cancel()
        assert sorted(gaps)[-len(gaps) // 20] < 0.3, "the expression runs for a second"


async def test_earlier_searches_are_recalled_and_saved(reading) -> None:
    async with reading() as reader:
        await reader.press("slash", *"sand", "enter", "slash", "slash", *"hal.", "enter")
        await reader.until(lambda: "hal." in reader.note)
        await reader.press("slash", *"qu", "up")
        assert (field(reader).value, reader.screen.view.search_prompt.wanted.regex) == ("hal.", True)
        await reader.press("up")
        assert (field(reader).value, reader.screen.view.search_prompt.wanted.regex) == ("sand", False)
        await reader.press("up", "down", "down")
        assert field(reader).value == "qu"
        await reader.press("escape")
    app = QuothApp(sample_story.ARTICLE)
    async with reading(which=app) as reader:
        await reader.until(lambda: reader.screen.features.search.past.last is not None)
        await reader.press("slash", "up", "up")
        assert field(reader).value == "sand"


async def test_private_search_is_not_saved(reading, client) -> None:
    async with reading(which=QuothApp(sample_story.ARTICLE, client=client, private=True)) as reader:
        await reader.until(lambda: reader.screen.state.index is not None)
        await reader.press("slash", *"sand", "enter")
    async with reading(which=QuothApp(sample_story.ARTICLE, client=client)) as reader:
        await reader.until(lambda: reader.screen.state.index is not None)
        await reader.pilot.pause(0.1)
        assert reader.screen.features.search.past.last is None


async def test_next_repeats_the_last_search(reading) -> None:
    async with reading() as reader:
        await reader.press("slash", *"survey", "enter", "escape", "n")
        assert reader.note == "“survey” · 2 of 3"
        await reader.press("escape", "slash", "enter")
        assert "“survey”" in reader.note, "nothing typed: the last search, as in less"


async def test_match_across_a_line_end(reading) -> None:
    async with reading(NARROW) as reader:
        words = "for the third time, after Mayor Ada Brandt"
        await reader.press("slash", *words, "enter")
        assert reader.article._layers.matches[0] == sample_story.span(words)


@pytest.mark.parametrize("typed", ["e", "the", "Hale"])
async def test_long_text_is_searched_in_the_background(typed: str, reading, client) -> None:
    text = "\n".join([sample_story.TEXT] * 120)
    app = QuothApp(Article(text, (Block(0, len(text)),)), client=client)
    async with reading(which=app) as reader:
        await reader.until(lambda: reader.screen.is_complete)
        await reader.press("slash", *typed)
        count = len(Finder(text).find(Query(typed)))
        await reader.until(lambda: note(reader) == f"1 of {count:,}")
        await reader.press("enter")
        await reader.until(lambda: reader.note != "")
        assert reader.note == f"“{typed}” · 1 of {count:,}"


async def test_asterisk_searches_for_the_selection(reading) -> None:
    async with reading() as reader:
        await reader.press("l", "l")
        assert reader.article.words_at_cursor() == "Eastmere"
        await reader.press("asterisk")
        assert reader.note == "“Eastmere” · 2 of 2"
        reader.article.put_cursor(sample_story.span("survey").start)
        await reader.press("V", "l", "l", "asterisk")
        assert reader.note == "“survey of the” · 1 of 1"
        assert reader.article.selected_text() == ""


async def test_shell_keys_in_the_prompt(reading) -> None:
    async with reading() as reader:
        await reader.press("slash", *"sand", "enter", "slash", *"x", "ctrl+p")
        assert field(reader).value == "sand"
        await reader.press("ctrl+n", "ctrl+u")
        assert field(reader).value == ""
        await reader.press(*"sand", "ctrl+c")
        assert reader.focused == "article"
        assert reader.screen.state.search_name == ""


async def test_asterisk_in_a_list_searches_for_the_highlighted_name(reading) -> None:
    async with reading() as reader:
        await reader.press("2", "g", "asterisk")
        assert reader.screen.state.search_name == "“Ada Brandt”"
        await reader.press("escape", "3", "g", "asterisk")
        assert reader.screen.state.search_name == "“Ada Brandt”"


async def test_word_at_the_cursor_has_no_quote_marks(reading) -> None:
    async with reading() as reader:
        reader.article.put_cursor(sample_story.ARTICLE.text.index("“Nobody"))
        await reader.press("asterisk")
        assert reader.screen.state.search_name == "“Nobody”"


async def test_invalid_paragraph_number_is_reported(reading) -> None:
    async with reading() as reader:
        await reader.press("colon", *"1000%", "enter")
        note = reader.screen.query_one("#go-to-bar .prompt--note").render().plain
        assert note.startswith("Type 1 to ")
        assert note.endswith("or 0% to 100%")
