"""Filter lists by words and terms."""

from dataclasses import replace
from pathlib import Path

import pytest
import sample_story
from driver import WIDE, FakeClient, Reader

from tui.annotations.anchors import Anchor
from tui.annotations.log import Remark
from tui.app import QuothApp
from tui.document.index import DocumentIndex
from tui.rows.entities import entity_rows
from tui.rows.filter import Filter, completed, help_for, keeps_remark, parse_filter
from tui.rows.matching import find_matching
from tui.rows.quotes import quote_rows
from tui.widgets.tab_bar import TabBar

READING = DocumentIndex(sample_story.ARTICLE, sample_story.analysis())


def quotes(typed: str) -> set[str]:
    return {row.target.selection.id for row in quote_rows(READING, 60, typed=typed) if row.target}


def entities(typed: str) -> set[str]:
    return {row.target.selection.id for row in entity_rows(READING, 60, typed=typed) if row.target}


def test_parse_filter() -> None:
    assert parse_filter("  sand  kind:Person harbor ") == Filter("sand harbor", (("kind", "person"),))
    assert parse_filter('by:"Ada Brandt" is:') == Filter("", (("by", "ada brandt"),))
    assert parse_filter("by:“Ada Brandt") == Filter("", (("by", "ada brandt"),))
    assert parse_filter("kindly: it:self") == Filter("kindly: it:self")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("is:direct", {"q2", "q5", "q8", "q9"}),
        ("is:dir by:hale", {"q8"}),
        ("by:brandt kind:mixed", {"q3"}),
        ("kind:thought", {"q7"}),
        ("is:unchecked is:direct sand", {"q2", "q9"}),
        ("is:verified", set()),
        ("by:official", {"q6"}),
        ("is:nonsense", set()),
        ("is:", {f"q{n}" for n in range(1, 10)}),
    ],
)
def test_quotes(typed: str, found: set[str]) -> None:
    assert quotes(typed) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("kind:place", {"e4", "e5", "e9"}),
        ("kind:place mar", {"e9"}),
        ("is:unnamed", {"e8"}),
        ("is:quoted kind:person", {"e1", "e2", "e8"}),
    ],
)
def test_entities(typed: str, found: set[str]) -> None:
    assert entities(typed) == found


def test_help_for_terms() -> None:
    assert help_for("quotes", "sand is:") == (
        "direct mixed indirect verified disputed to-check unchecked changed noted bookmarked corrected"
    )
    assert help_for("quotes", "is:ver") == "verified"
    assert help_for("quotes", "is:verified") == ""
    assert help_for("quotes", "is:verified x") == ""
    assert help_for("entities", "kind:x") == "person organization place group event work other"


@pytest.mark.parametrize(
    ("listed", "typed", "whole"),
    [
        ("quotes", "is:unch", "is:unchecked"),
        ("quotes", "is:mark", "is:bookmarked"),
        ("notes", "kind:mar", "kind:bookmark"),
        ("quotes", "sand ki", "sand kind:"),
        ("quotes", "abo", "about:"),
        ("quotes", "by:bran", 'by:"Ada Brandt"'),
        ("quotes", 'about:"joris', 'about:"Joris Hale"'),
        ("quotes", 'by:"Ada Brandt"', 'by:"Ada Brandt"'),
        ("notes", "by", "by"),
        ("entities", "k", "k"),
        ("entities", "kind:x", "kind:x"),
    ],
)
def test_filter_is_completed(listed: str, typed: str, whole: str) -> None:
    assert completed(listed, typed, ["Ada Brandt", "Joris Hale"]) == whole


@pytest.mark.parametrize("typed", ["kind:bookmark", "kind:mark", "is:bookmarked", "is:marked", "is:mark"])
def test_old_words_for_bookmarks_still_work(typed: str) -> None:
    place = Anchor("", 0, 4, "Sand")
    keeps = keeps_remark(parse_filter(typed))
    assert keeps(Remark("r", "quote", place, marked=True))
    assert not keeps(Remark("r", "quote", place, note="Ask."))


def test_accents_and_quote_marks_do_not_matter() -> None:
    names = ["Müller", "O’Neill", "Straße"]
    for typed, found in (("muller", "Müller"), ("o'n", "O’Neill"), ("strasse", "Straße")):
        assert find_matching(names, typed, lambda name: (name,)) == ([found], [])


def narrowed_to(reader: Reader) -> str:
    return reader.screen.query_one("#kinds", TabBar).note


async def test_filter_by_status(reading) -> None:
    async with reading() as reader:
        await reader.press("3", "j", "v", "f", *"is:ver")
        await reader.until(lambda: len([row for row in reader.quotes.rows if row.target]) == 1)
        assert reader.quotes.rows[0].text.strip() == "verified", "what may stand there is said above what is found"
        await reader.press(*"ified", "enter")
        assert reader.focused == "quotes"


async def test_filter_is_cleared_for_another_article(client: FakeClient) -> None:
    other = replace(
        sample_story.ARTICLE,
        text=sample_story.ARTICLE.text.replace("harbor", "harbour"),
        blocks=sample_story.ARTICLE.blocks,
    )
    app = QuothApp(sample_story.ARTICLE, client=client, more=[other])
    async with app.run_test(size=WIDE) as pilot:
        reader = Reader(pilot)
        await reader.until(lambda: reader.screen.state.index is not None)
        everyone = len(reader.entities.rows)
        await reader.press("2", "f", *"ada", "enter", "3")
        assert len(reader.entities.rows) < everyone
        await reader.press("greater_than_sign")
        await reader.until(lambda: reader.screen.state.article is not sample_story.ARTICLE)
        await reader.press("2")
        await reader.until(lambda: reader.screen.state.index is not None)
        assert reader.entities.typed == ""
        assert narrowed_to(reader) == ""
        await reader.press("less_than_sign")
        await reader.until(lambda: len(reader.entities.rows) == everyone)


async def test_filter_can_be_cleared_after_a_reload(client: FakeClient, tmp_path: Path) -> None:
    path = tmp_path / "harbor.txt"
    path.write_text(sample_story.ARTICLE.text, encoding="utf-8")
    async with QuothApp(str(path), client=client).run_test(size=WIDE) as pilot:
        reader = Reader(pilot)
        await reader.until(lambda: reader.screen.state.index is not None)
        everyone = len(reader.entities.rows)
        await reader.press("2", "f", *"ada", "enter")
        before = reader.screen.state.index
        await reader.press("r")
        await reader.until(lambda: reader.screen.state.index is not None and reader.screen.state.index is not before)
        await reader.press("2")
        assert len(reader.entities.rows) < everyone
        await reader.press("escape")
        assert len(reader.entities.rows) == everyone


async def test_escape_clears_the_last_filter_first(reading) -> None:
    async with reading() as reader:
        await reader.press("2", "f", *"ada", "enter", "slash", *"sand", "enter", "2", "f", *" b", "enter")
        await reader.press("escape")
        assert narrowed_to(reader) == ""
        assert reader.screen.state.matches


async def test_filter_is_shown_once(reading) -> None:
    async with reading() as reader:
        await reader.press("2", "f", *"ada")
        assert narrowed_to(reader) == "", "it stands in the prompt"
        await reader.press("enter")
        assert narrowed_to(reader) == "“ada”"


async def test_canceled_filter_returns_to_its_pane(reading) -> None:
    async with reading() as reader:
        await reader.press("f", "escape")
        assert reader.focused == "article"
        await reader.press("3", "f", "escape")
        assert reader.focused == "quotes"
