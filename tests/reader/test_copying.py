"""What a reader takes along, with real keys: copying in styles, exporting, the picture."""

import csv
import io

import pytest
import sample_story
from driver import NARROW, SMALL, WIDE

from tui.dialogs.choice import MenuDialog
from tui.dialogs.export import EXPORTS, FileDialog
from tui.dialogs.timeline import TimelineDialog
from tui.reader.screen import ReaderScreen


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def top(reader):
    return reader.pilot.app.screen


async def test_bookmarked_quotes_are_copied_as_a_list_with_links(reading, copied):
    async with reading(WIDE) as reader:
        await reader.press("3", "m", "j", "j", "m", "T")
        assert isinstance(top(reader), MenuDialog)
        await reader.press("M")
        await reader.until(lambda: len(copied) == 1)
        lines = copied[0].split("\n")
        assert len(lines) == 2
        assert all(line.startswith("- ") and "](https://courier.example/harbor-vote#:~:text=" in line for line in lines)
        await reader.until(lambda: any("Copied as Markdown: 2 bookmarked quotes" in said for said in reader.notices))


async def test_menu_offers_only_what_can_be_copied(reading, copied):
    async with reading(WIDE) as reader:
        await reader.press("2", "T")
        assert isinstance(top(reader), MenuDialog)
        await reader.press("M")
        assert isinstance(top(reader), MenuDialog), "nothing is marked, so that this is not offered"
        await reader.press("e")
        await reader.until(lambda: len(copied) == 1)
        assert copied[0].startswith("Ada Brandt (person)")


async def test_default_style_can_be_changed(reading, copied):
    async with reading(WIDE) as reader:
        await reader.press("3", "j", "T", "d")
        await reader.pilot.pause()
        await reader.press(*"markdown", "enter", "C")
        await reader.until(lambda: len(copied) == 1)
        assert copied[0].startswith("> “Nobody builds a quay on sand")


async def test_selected_words_are_cited_without_quote_marks(reading, copied):
    async with reading(WIDE) as reader:
        await reader.press("1", "l", "V", "l", "l", "C")
        await reader.until(lambda: len(copied) == 1)
        assert "https://courier.example/harbor-vote#:~:text=" in copied[0]
        assert "“" not in copied[0]
        assert not reader.article.is_selecting, "as after c"
        await reader.press("V", "l", "l", "T", "p")
        await reader.until(lambda: len(copied) == 2)
        assert copied[1] in sample_story.TEXT


async def test_copy_the_original_text(reading, copied):
    async with reading(WIDE) as reader:
        await reader.press("3", "j", "T", "s")
        await reader.until(
            lambda: copied == ["Nobody builds a quay on sand, … And nobody [in this hall] has seen the survey."]
        )


@pytest.mark.parametrize("label", EXPORTS)
async def test_export_in_each_format(reading, here, label):
    async with reading(WIDE) as reader:
        await reader.press("e", EXPORTS[label].action.keys)
        assert isinstance(top(reader), FileDialog)
        await reader.press("enter")
        same = "-quoth" if label == "Text" else ""  # the article itself is harbor.txt
        path = here / f"harbor{same}{EXPORTS[label].suffix}"
        await reader.until(path.exists)
        await reader.until(lambda: any(f"Exported as {label} to" in said for said in reader.notices))
        assert path.read_bytes()


async def test_export_has_annotations_and_corrections(reading, here):
    async with reading(WIDE) as reader:
        await reader.press("3", "v", "e", "c", "enter")
        path = here / "harbor-quotes.csv"
        await reader.until(path.exists)
        first = next(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
        assert first["status"] == "verified"


async def test_replacing_a_file_asks(reading, here):
    path = here / "harbor.md"
    path.write_text("mine")
    async with reading(WIDE) as reader:
        await reader.press("e", "m", "enter")
        assert isinstance(top(reader), FileDialog)
        assert path.read_text() == "mine"
        await reader.press("enter")
        await reader.until(lambda: path.read_text() != "mine")
        assert isinstance(top(reader), ReaderScreen)


@pytest.mark.parametrize(
    ("typed", "told"), [("no/such/x.md", "does not exist"), ("folder", "is a folder"), ("", "Type")]
)
async def test_invalid_file_is_reported(reading, here, typed, told):
    (here / "folder").mkdir()
    async with reading(WIDE) as reader:
        await reader.press(
            "e", "m", *["backspace"] * 12, *["slash" if sign == "/" else sign for sign in typed], "enter"
        )
        assert isinstance(top(reader), FileDialog)
        assert told in str(top(reader).query_one(".dialog--hint").render())


async def test_paths_are_completed(reading, here):
    (here / "drafts").mkdir()
    async with reading(WIDE) as reader:
        await reader.press("e", "m", *["backspace"] * 12, "d", "r", "tab")
        await reader.until(lambda: top(reader).values()["path"] == "drafts/")


@pytest.mark.parametrize("size", [WIDE, NARROW, SMALL])
async def test_timeline_goes_to_quotes(reading, size):
    async with reading(size) as reader:
        await reader.press("P")
        picture = top(reader)
        assert isinstance(picture, TimelineDialog)
        about = picture.query_one("#about-bar")
        assert "Ada Brandt" in str(about.render())
        await reader.press("j")
        assert "Joris Hale" in str(about.render())
        await reader.press("l")
        assert "believes" not in str(about.render())
        assert "the harbor will be built" in str(about.render())
        await reader.press("enter")
        assert isinstance(top(reader), ReaderScreen)
        assert reader.screen.state.selection.id == "q7"
        assert reader.article.shows([sample_story.span("the harbor will be built")])


async def test_timeline_keys_and_axis(reading):
    async with reading(WIDE) as reader:
        await reader.press("P")
        picture = top(reader)
        about, ruler = picture.query_one("#about-bar"), picture.query_one("#axis")
        await reader.press("G")
        assert "Not attributed" in str(about.render())
        await reader.press("g")
        assert "Ada Brandt" in str(about.render())
        await reader.press("space")
        assert "Not attributed" in str(about.render())
        await reader.press("b")
        assert "Ada Brandt" in str(about.render())
        for _ in range(9):
            numbers = str(ruler.render()).strip().removeprefix("the article").split()
            assert all(number == "▲" or number[1:].isdecimal() for number in numbers), numbers
            await reader.press("right_square_bracket")


async def test_timeline_reaches_every_quote(reading):
    async with reading(WIDE) as reader:
        await reader.press("P", *["left_square_bracket"] * 9)
        seen = []
        for _ in range(9):
            seen.append(str(top(reader).query_one("#about-bar").render()).split("\n")[1][:12])
            await reader.press("right_square_bracket")
        assert len(set(seen)) == 9
        await reader.press("escape")
        assert isinstance(top(reader), ReaderScreen)


async def test_a_menu_shows_its_hint_in_a_low_terminal(reading) -> None:
    async with reading((60, 14)) as reader:
        await reader.press("3", "T")
        screen = reader.pilot.app.screen
        hint, dialog = screen.query_one(".dialog--hint"), screen.query_one("#dialog")
        assert dialog.content_region.contains_region(hint.region)
        assert not dialog.show_vertical_scrollbar, "its list has one"
        await reader.press(*["down"] * 12)
        assert screen.query_one("#choices").scroll_offset.y > 0
