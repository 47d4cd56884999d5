"""Opening articles from within: a path, a URL, what was read before, one of several sources; and what goes wrong."""

import asyncio

import pytest
import sample_story
from driver import WIDE, Reader
from textual.widgets import Input, OptionList

from tui.app import QuothApp
from tui.article.limits import Limits
from tui.article.model import Article, Block, BlockKind, Field, Metadata
from tui.article.options import Options
from tui.article.source_list import SourceList
from tui.dialogs.open import OpenDialog
from tui.dialogs.path_completion import common, completions
from tui.library.store import Known, Store

STORY = "Mill closes\n\n“The mill is old,” said Mayor Ada Quill of Harrow Falls. “It will close.”\n"
PAGE = (
    "<html><body><nav><a href='/'>Home page</a></nav><article><h1>Mill opens</h1>"
    + "<p>The mill at Harrow Falls opened again on Monday, Mayor Ada Quill said in the town hall.</p>" * 2
    + "<p>“It was old,” she said, “and nobody wanted it, but now it has a roof and a wheel again.”</p>"
    + "</article></body></html>"
)


@pytest.fixture
def files(tmp_path, monkeypatch):
    folder = tmp_path / "stories"
    (folder / "more").mkdir(parents=True)
    (folder / "mill.txt").write_text(STORY, encoding="utf-8")
    (folder / "mill.html").write_text(PAGE, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


async def until(pilot, condition, seconds=15):
    for _ in range(int(seconds / 0.05)):
        await pilot.pause(0.05)
        if condition():
            return
    raise AssertionError("it did not come")


async def ready(pilot):
    """The screen is complete: before that, keys do nothing."""
    await until(pilot, lambda: pilot.app.screen.is_complete)


def offered(app):
    """The rows of the screen on which another article is opened."""
    return [row.text for row in app.screen._list.rows] if isinstance(app.screen, OpenDialog) else []


def shown(app):
    article = app.screen_stack[0].state.article
    return article.text if article is not None else ""


async def test_slow_source_is_named_while_it_opens(client, files):
    app = QuothApp("mill.html", client=client)
    async with app.run_test(size=(120, 40)) as pilot:
        headline = app.screen.query_one("#headline")
        assert "mill.html" in headline.opening
        await until(pilot, lambda: "opened again on Monday" in shown(app))


async def test_path_is_completed_and_opened(app, files):
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await pilot.press("o")
        await pilot.pause()
        await pilot.press(*"mi", "tab")
        await until(pilot, lambda: app.screen.query_one(Input).value == "mill.")
        await pilot.press(*"txt", "enter")
        await until(pilot, lambda: "Mayor Ada Quill" in shown(app))
        # The article that was read before is one key away.
        await pilot.press("less_than_sign")
        await until(pilot, lambda: shown(app) == sample_story.ARTICLE.text)


async def test_folder_is_entered_and_escape_cancels(app, files):
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await pilot.press("o", *"./")
        await until(pilot, lambda: len(offered(app)) == 3)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.query_one(Input).value == "./more/")
        await pilot.press("escape")
        await pilot.pause()
        assert shown(app) == sample_story.ARTICLE.text


async def test_recent_articles_are_found_by_title(app, files):
    store = Store()
    for source, title in (("mill.txt", "Mill closes"), ("https://example.org/a", "Ferry runs")):
        text = f"{title} today."
        store.keep(Article(text, (Block(0, len(text)),), Metadata(title=Field(title)), source), Known())
    store.close()
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await pilot.press("o")
        await until(pilot, lambda: len(offered(app)) >= 2)
        await pilot.press(*"closes")
        await until(pilot, lambda: len(offered(app)) == 1)
        await pilot.press("enter")
        await until(pilot, lambda: "Mayor Ada Quill" in shown(app))


async def test_failed_open_keeps_the_article(app, files):
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await pilot.press("o", *"nowhere.txt", "enter")
        await until(pilot, lambda: any("nowhere.txt does not exist" in n.message for n in app._notifications))
        assert shown(app) == sample_story.ARTICLE.text


async def test_offline_opens_no_url(client, files):
    app = QuothApp("http://127.0.0.1:9/x", client=client, options=Options(offline=True))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: "--offline" in str(app.screen.query_one("#message").content))
        await ready(pilot)
        await pilot.press("o")
        await pilot.pause()
        assert app.screen.query_one("#choice")


async def test_source_picker(client, files):
    app = QuothApp("mill.txt", client=client, more=["mill.html", "nowhere.txt"])
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: "Mayor Ada Quill" in shown(app))
        await pilot.press("greater_than_sign")
        await until(pilot, lambda: "opened again" in shown(app))
        await pilot.press("greater_than_sign")
        await until(pilot, lambda: any("nowhere.txt" in n.message for n in app._notifications))
        await pilot.press("w")
        await until(pilot, lambda: bool(app.screen.query("#sources")))
        rows = app.screen.query_one(OptionList)
        prompts = [str(rows.get_option_at_index(i).prompt) for i in range(rows.option_count)]
        assert "Mill closes" in prompts[0]
        assert "▶ Mill opens" in prompts[1]
        assert "does not exist" in prompts[2]
        await pilot.press("k", "enter")
        await until(pilot, lambda: "It will close" in shown(app))


async def test_whole_page_and_article_alone(client, files):
    app = QuothApp("mill.html", client=client)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: "opened again" in shown(app))
        assert "Home page" not in shown(app)
        await pilot.press("a")
        await until(pilot, lambda: "Home page" in shown(app))
        await pilot.press("a")
        await until(pilot, lambda: "Home page" not in shown(app))


@pytest.fixture
def secret(files):
    """An encrypted file."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas("secret.pdf", encrypt=StandardEncryption("swordfish"))
    canvas.drawString(100, 700, "The mill closed on Monday, the mayor said.")
    canvas.save()


@pytest.mark.usefixtures("secret")
async def test_encrypted_file_asks_for_its_password(client):
    app = QuothApp("secret.pdf", client=client)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: bool(app.screen.query("#password")))
        await pilot.press(*"carp", "enter")
        await until(pilot, lambda: bool(app.screen.query("#password")) and "wrong" in str(app.screen._message))
        await pilot.press(*"swordfish", "enter")
        await until(pilot, lambda: "The mill closed on Monday" in shown(app))


@pytest.mark.usefixtures("secret")
async def test_missing_password_is_explained(client):
    app = QuothApp("secret.pdf", client=client)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: bool(app.screen.query("#password")))
        await pilot.press("escape")
        await until(pilot, lambda: "--password" in str(app.screen.query_one("#message").content))
        await pilot.press("q")
    assert app.return_code == 1


async def test_hanging_source_does_not_block_quitting(client, files):
    """A server that says nothing holds up neither the keys nor the end."""
    server = await asyncio.start_server(lambda _reader, _writer: None, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    app = QuothApp(f"http://127.0.0.1:{port}/", client=client, options=Options(private=True, limits=Limits(fetch=60)))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: "Fetching 127.0.0.1" in app.screen.query_one("#headline").opening)
        await pilot.press("question_mark")
        await until(pilot, lambda: bool(app.screen.query("#help")))
        await pilot.press("escape", "q")
    server.close()
    assert app.return_code == 0 or app.return_code is None


@pytest.mark.parametrize(("source", "status"), [("nowhere.pdf", 1), ("mill.html", 0)])
async def test_exit_status_without_an_article(client, files, source, status):
    app = QuothApp(source, client=client)
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await until(pilot, lambda: app.screen.state.failed or app.screen.state.article is not None)
        await pilot.press("q")
    assert app.return_code == status


@pytest.mark.parametrize(
    ("typed", "source"),
    [
        ("mill.txt", "mill.txt"),
        ("www.example.org", "https://www.example.org"),
        ("example.org/story", "https://example.org/story"),
        ("more/story.txt", "more/story.txt"),
        ("https://example.org", "https://example.org"),
    ],
)
def test_url_without_scheme(files, typed, source):
    from tui.dialogs.open import _meant

    assert _meant(typed) == source


async def test_file_names_are_escaped(app, files):
    (files / "[b]mill\x1b[2J.txt").write_text(STORY)
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await pilot.press("o", *"./[")
        await until(pilot, lambda: len(offered(app)) == 1)
        assert "[b]mill␛[2J.txt" in offered(app)[0]
        await pilot.press("tab", "enter")
        await until(pilot, lambda: "Mayor Ada Quill" in shown(app))


async def test_details_show_page_and_heading(client):
    text = "Report\n\nWho pays\n\nAda Brandt spoke. Ada Brandt left."
    at = text.index("Ada")
    blocks = (
        Block(0, 6, BlockKind.TITLE, 1),
        Block(8, 16, BlockKind.HEADING, 2),
        Block(at, len(text), BlockKind.PARAGRAPH, 2),
    )
    article = Article(text, blocks, source="report.pdf")
    assert (article.page_at(at), article.heading_at(at)) == (2, "Who pays")
    assert (article.page_at(0), article.heading_at(0)) == (1, None)
    from tui.analysis.model import Analysis, Entity, EntityKind, Form, Mention
    from tui.document.index import DocumentIndex
    from tui.document.selection import Selection
    from tui.rows.details import detail_rows

    entity = Entity("e1", EntityKind.PERSON, "Ada Brandt", [Mention(at, at + 10, Form.NAME, "test", 1.0)])
    rows = list(
        detail_rows(DocumentIndex(article, Analysis("", "", "", entities=[entity])), Selection("entity", "e1"), 60)
    )
    assert any("page 2 · § Who pays" in "".join(text for text, _ in line) for row in rows for line in row.lines)


# What lies below


def test_completions(files):
    (files / ".hidden").touch()
    assert [one.path for one in completions("")] == ["more/", "mill.html", "mill.txt"]
    assert [one.path for one in completions("mill.")] == ["mill.html", "mill.txt"]
    assert [one.path for one in completions(".h")] == [".hidden"]
    assert completions("no/such/folder/") == completions("\0") == []
    assert common(completions("mi"), "mi") == "mill."
    assert common([], "x") == "x"


def test_source_list_has_each_source_once():
    source_list = SourceList(["a.txt", sample_story.ARTICLE])
    assert source_list.add("b.txt").source == "b.txt"
    assert [entry.source for entry in source_list] == ["a.txt", "b.txt", "harbor.txt"]
    assert source_list.add("a.txt") is next(iter(source_list))
    assert (source_list.at, source_list.go(9), source_list.go(-1)) == (0, None, None)


async def test_reload_reports_no_changes_or_a_missing_file(client, tmp_path) -> None:
    path = tmp_path / "harbor.txt"
    path.write_text(sample_story.ARTICLE.text, encoding="utf-8")
    async with QuothApp(str(path), client=client).run_test(size=WIDE) as pilot:
        reader = Reader(pilot)
        await reader.until(lambda: reader.screen.state.index is not None)
        await reader.press("r")
        await reader.until(lambda: "Reloaded: no changes." in reader.notices)
        await reader.until(lambda: reader.screen.state.index is not None)
        path.unlink()
        await reader.press("r")
        await reader.until(lambda: any("does not exist" in notice for notice in reader.notices))
        assert reader.screen.state.article is not None, "what is read stays"
