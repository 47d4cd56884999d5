"""`quoth library` and the options of the command line that are about what is kept."""

import json
import sqlite3
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import sample_story

from tui.annotations.anchors import Ground
from tui.annotations.apply import entity_ref, quote_ref
from tui.annotations.edits import Annotate, Describe, Rename, SetSpeaker
from tui.annotations.log import NOTHING, AnnotationLog, change
from tui.article import open_sample, open_source
from tui.cli import main, terminal
from tui.library.file import backups, library_path
from tui.library.store import Known, Store


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "harbor.txt"
    path.write_text(sample_story.TEXT, encoding="utf-8")
    return path


@pytest.fixture
def worked(story: Path) -> Path:
    """A story that was read and worked on."""
    article, ground, analysis = open_source(story), Ground(sample_story.TEXT), sample_story.analysis()
    place = ground.anchor(sample_story.span("“Sand is patient,”"))
    work = AnnotationLog(
        (
            change(
                Annotate("r1", "quote", place, marked=True, status="to check", note="who\x1b[2J?", tags=("banner",))
            ),
            change(Rename(entity_ref(ground, analysis.entities[3]), "Eastmere Town")),
            change(SetSpeaker(quote_ref(ground, analysis.quotes[8]), None, "Ann Lee")),
            change(Describe(publication="The Courier")),
        )
    )
    store = Store()
    store.save_work(store.keep(article, Known()), NOTHING, work, article)
    other = replace(open_sample(), source="-")
    store.keep(other, Known())
    store.close()
    return story


def run(capsys, *arguments: object) -> tuple[int, str, str]:
    try:
        status = main([str(one) for one in arguments])
    except SystemExit as end:
        status = int(end.code or 0)
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    return status, out, err


def test_the_list_has_title_date_notes_and_can_be_searched(worked, capsys) -> None:
    status, out, _ = run(capsys, "library", "list")
    assert status == 0
    lines = out.splitlines()
    assert len(lines) == 2
    assert "Council puts off the vote on Marrow Harbor · The Courier" in lines[1]
    assert " · 3 notes · " in lines[1]
    assert lines[1].endswith("harbor.txt")
    assert run(capsys, "library", "list", "council", "courier")[1].splitlines() == [lines[1]]
    assert run(capsys, "library", "list", "nowhere")[0] == 1


def test_without_a_library_nothing_is_made(own_home, capsys) -> None:
    assert run(capsys, "library", "list") == (0, "The library is empty. Articles you read are listed here.\n", "")
    assert run(capsys, "library", "show", "1")[0] == 1
    assert run(capsys, "library", "export")[0] == 1
    status, out, _ = run(capsys, "library", "path")
    assert (status, out) == (0, f"{own_home / 'library.db'}\n")
    assert not own_home.exists()


@pytest.mark.parametrize("name", ["1", "council", "path"])
def test_one_article_is_shown_by_number_title_or_file(worked, capsys, name) -> None:
    status, out, _ = run(capsys, "library", "show", worked if name == "path" else name)
    assert status == 0
    for part in (
        "to check, bookmarked, #banner",
        "who␛[2J?",
        "Renamed: Eastmere → Eastmere Town",
        "→ Ann Lee",
        "publication: The Courier (set by you)",
    ):
        assert part in out


def test_a_name_that_is_nobodys_or_several(worked, capsys) -> None:
    status, _, err = run(capsys, "library", "show", "no such thing")
    assert status == 1
    assert "No article matches" in err
    status, _, err = run(capsys, "library", "show", "e")
    assert "More than one article matches e. Use the number: 2, 1" in err


def test_deleting(worked, capsys) -> None:
    status, _, err = run(capsys, "library", "delete", "1")
    assert status == 1
    assert "--yes" in err
    assert run(capsys, "library", "forget", "1", "--yes")[1] == "Deleted 1 article.\n", "the old name works"
    assert b"seabed" not in library_path().read_bytes()
    assert run(capsys, "library", "delete", "--all", "--yes")[1] == "Deleted 1 article.\n"
    assert run(capsys, "library", "delete")[0] == 2
    assert not backups()


def test_exporting_and_importing(worked, capsys, tmp_path, monkeypatch) -> None:
    out = tmp_path / "work.json"
    assert run(capsys, "library", "export", "1", "-o", out)[0] == 0
    assert len(json.loads(out.read_text())["articles"]) == 1
    assert len(json.loads(run(capsys, "library", "export")[1])["articles"]) == 2
    monkeypatch.setenv("QUOTH_HOME", str(tmp_path / "other"))
    status, said, _ = run(capsys, "library", "import", out)
    assert (status, said) == (0, f"{out}: imported 1 new article, 4 notes and corrections.\n")
    assert "Eastmere Town" in run(capsys, "library", "show", "1")[1]
    status, _, err = run(capsys, "library", "import", worked, tmp_path / "nowhere.json")
    assert status == 1
    assert "not written by quoth library export" in err
    assert "Could not read " in err


def test_a_library_that_cannot_be_used_is_one_line(worked, capsys) -> None:
    connection = sqlite3.connect(library_path())
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    for command in (["list"], ["show", "1"], ["export"], ["forget", "1", "--yes"]):
        status, out, err = run(capsys, "library", *command)
        assert (status, out) == (1, "")
        assert err.startswith("quoth: The library")
        assert "update quoth" in err
        assert err.count("\n") == 1


# ---------------------------------------------------------------- analyzing


@pytest.fixture
def by_hand(monkeypatch) -> None:
    from tui.analysis.analyzer import Analyzer

    def stream(self, text, blocks=None, language="en"):
        yield replace(sample_story.analysis(), text_sha256=Ground(text).text_sha256)

    monkeypatch.setattr(Analyzer, "stream", stream)


def test_what_is_analyzed_has_the_readers_corrections_and_notes(worked, capsys, by_hand) -> None:
    data = json.loads(run(capsys, "analyze", worked, "--format", "json")[1])
    names = [entity["name"] for entity in data["analysis"]["entities"]]
    assert "Eastmere Town" in names
    assert "Ann Lee" in names
    assert data["article"]["publication"] == {"value": "The Courier", "guessed": False}
    (remark,) = data["work"]["remarks"]
    assert (remark["about"], remark["status"], remark["tags"]) == ("q9", "to check", ["banner"])
    assert [one["applied"] for one in data["work"]["corrections"]] == [True, True]
    text = run(capsys, "analyze", worked)[1]
    assert "[TO CHECK, bookmarked, #banner]" in text
    assert "Corrections (2)" in text


def test_private_analyzing_does_not_look_into_the_library(worked, capsys, by_hand) -> None:
    data = json.loads(run(capsys, "analyze", worked, "--format", "json", "--private")[1])
    assert "work" not in data
    assert "Eastmere" in [entity["name"] for entity in data["analysis"]["entities"]]


def test_the_options_say_what_the_article_is(story, capsys, by_hand, own_home) -> None:
    options = ("--title", "A vote", "--date", "2024-03", "--url", "https://a.example/x", "--authors", "A B; C D")
    data = json.loads(run(capsys, "analyze", story, "--format", "json", *options)[1])
    assert data["article"]["title"] == {"value": "A vote", "guessed": False}
    assert data["article"]["date"]["value"] == "2024-03"
    assert data["article"]["authors"]["value"] == ["A B", "C D"]
    assert not own_home.exists(), "analyzing keeps nothing"


@pytest.mark.parametrize(
    "options", [["--date", "yesterday"], ["--url", "javascript:alert(1)"], ["--title", "x", "another.txt"]]
)
def test_options_that_cannot_be_are_wrong_usage(story, capsys, options) -> None:
    for command in ([], ["analyze"]):
        status, _, err = run(capsys, *command, story, *options)
        assert status == 2
        assert "--help" in err


# ---------------------------------------------------------------- reading


@pytest.fixture
def opened(monkeypatch):
    """What the screen was given, without one."""
    given = []

    class App:
        return_code = 0

        def __init__(self, article, **options) -> None:
            given.append((article, options))

        def crash(self, error) -> None:
            pass

        def run(self) -> None:
            pass

    module = type(sys)("tui.app")
    module.QuothApp = App
    monkeypatch.setitem(sys.modules, "tui.app", module)
    monkeypatch.setattr(terminal, "has_terminal", lambda: True)
    monkeypatch.setattr(terminal, "connect_keyboard", lambda: True)
    monkeypatch.setattr(terminal, "is_piped", lambda: False)
    return given


def test_without_a_source_what_was_read_last_is_opened(opened, worked) -> None:
    assert main([]) == 0
    assert opened[-1][0].text == open_sample().text
    store = Store()
    article = open_source(worked)
    store.keep(article, store.look_up(article))
    assert main([]) == 0
    assert opened[-1][0] == article
    worked.unlink()
    assert main([]) == 0
    assert opened[-1][0].text == sample_story.TEXT
    assert "cannot be read anymore" in opened[-1][0].notices[0].message
    assert main(["--private"]) == 0
    assert opened[-1][0] == open_sample()


def test_without_a_source_and_with_an_unusable_library_the_sample_is_opened(opened, own_home) -> None:
    own_home.mkdir()
    library_path().write_bytes(b"")
    assert main([]) == 0
    assert opened[-1][0] == open_sample()


def test_the_options_go_to_the_screen(opened, story) -> None:
    main([str(story), "--private", "--date", "2024-03-12"])
    assert opened[-1][1].items() >= {"private": True, "describe": Describe(date="2024-03-12")}.items()
