"""Files made by the version before the modules were renamed open complete: see data/before/README.md."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tui import config
from tui.analysis.model import Analysis
from tui.annotations.anchors import Ground
from tui.annotations.apply import apply_corrections
from tui.annotations.view import place_annotations
from tui.cli import main
from tui.keys.user_keymap import keymap
from tui.library.file import library_path
from tui.library.store import Engine, Store
from tui.library.transfer import everything, parsed, written
from tui.theming.themes import chosen

BEFORE = Path(__file__).parent / "data" / "before"
EXPECTED = json.loads((BEFORE / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture
def store(own_home: Path):
    """The library of the version before, open in this one."""
    own_home.mkdir()
    shutil.copy(BEFORE / "library.db", library_path())
    store = Store()
    yield store
    store.close()


def by_source(portable: list) -> dict:
    return {one.article.source: one for one in portable}


def test_every_article_is_there(store) -> None:
    entries = [[e.id, e.source, e.title, e.publication, e.date, e.notes] for e in store.entries()]
    assert entries == EXPECTED["entries"]
    assert len(entries) == 5
    before = parsed((BEFORE / "export.json").read_text(encoding="utf-8"))
    assert list(everything(store, sorted(entry.id for entry in store.entries()))) == before
    page = by_source(before)["https://example.org/ferry"].article
    assert page.everything is not None
    assert page.notices
    assert page.edits
    assert page.breaks


def test_every_change_is_there_undone_and_given_up_ones_too(store) -> None:
    with closing(sqlite3.connect(library_path())) as connection:
        rows = connection.execute("SELECT id, deed, undone FROM change ORDER BY number").fetchall()
    assert [list(row) for row in rows] == EXPECTED["changes"]
    assert len({json.loads(edit)["do"] for _, edit, _ in rows}) == 16, "every kind of edit"
    for entry in store.entries():
        log, unreadable = store.work(entry.id)
        assert unreadable == 0
        own = {change.id for change in (*log.changes, *log.undone)}
        assert own <= {id_ for id_, _, _ in rows}
    in_force = {id_ for id_, _, undone in rows if undone is None}
    assert in_force == {change.id for e in store.entries() for change in store.work(e.id)[0].changes}
    undone = [change.id for change in store.work(1)[0].undone]
    assert undone == [id_ for id_, _, order in sorted(rows, key=lambda row: row[2] or 0) if order]


def test_cached_analyses_can_be_read_and_corrections_and_remarks_have_their_places(store) -> None:
    with closing(sqlite3.connect(library_path())) as connection:
        engines = dict(
            connection.execute("SELECT article, engine FROM analysis JOIN version USING (text_sha256)").fetchall()
        )
        (model,) = {row[0] for row in connection.execute("SELECT model FROM analysis")}
    ids = {entry.source: entry.id for entry in store.entries()}
    for expected in EXPECTED["articles"]:
        article = store.article(ids[expected["source"]])
        assert article is not None
        known = store.look_up(article, Engine(model, engines[ids[expected["source"]]]))
        assert known.analysis is not None
        corrected = apply_corrections(article.text, known.analysis, known.work.corrections)
        assert [change.id for change in corrected.unplaced] == expected["unplaced"] == []
        assert entities(corrected.analysis) == expected["entities"]
        assert quotes(corrected.analysis) == expected["quotes"]
        view = place_annotations(Ground(article.text, known.analysis.text_sha256), known.work, corrected)
        assert [
            [p.remark.id, p.remark.status, p.remark.note, list(p.remark.tags), p.remark.marked,
             list(p.span) if p.span else None, list(p.about) if p.about else None]
            for p in view.remarks
        ] == expected["remarks"]  # fmt: skip


def entities(analysis: Analysis) -> list:
    return [[e.id, str(e.kind), e.name, [list(m.span) for m in e.mentions]] for e in analysis.entities]


def quotes(analysis: Analysis) -> list:
    return [[q.id, str(q.kind), str(q.act), q.speaker, [list(s) for s in q.content]] for q in analysis.quotes]


def test_places_preferences_and_searches_are_there(store) -> None:
    article = store.article(1)
    assert article is not None
    known = store.look_up(article)
    assert (known.place, known.cursor) == (181, 190)
    assert store.preferences() == EXPECTED["preferences"]
    assert store.preferences()["searches"][1] == ["quay|sand", True]


def test_work_goes_on_where_it_was(store) -> None:
    log, _ = store.work(1)
    article = store.article(1)
    assert article is not None
    again = log.redo()
    assert store.save_work(1, log, again, article)
    assert store.work(1)[0] == again
    assert again.changes[-1].id == log.undone[-1].id


def without_new_fields(item: dict) -> dict:
    """An exported article without the metadata that the version before did not have."""
    assert item["metadata"].pop("updated") == {"value": None, "guessed": False}
    if item.get("everything"):
        text, details = item["everything"]
        item["everything"] = [text, json.dumps(without_new_fields(json.loads(details)))]
    return item


def test_the_export_of_the_version_before_can_be_imported(own_home: Path, capsys) -> None:
    assert main(["library", "import", str(BEFORE / "export.json")]) == 0
    assert "5 new articles" in capsys.readouterr().out
    store = Store()
    exported = json.loads("".join(written(everything(store, sorted(entry.id for entry in store.entries())))))
    store.close()
    before = json.loads((BEFORE / "export.json").read_text(encoding="utf-8"))
    assert [without_new_fields(article) for article in exported["articles"]] == before["articles"]


def test_the_configuration_holds_without_complaint(own_home: Path, capsys) -> None:
    own_home.mkdir()
    for name in ("config.toml", "theme"):
        shutil.copy(BEFORE / name, own_home)
    found = config.read()
    expected = EXPECTED["config"]
    assert (found.troubles, dict(found.values)) == ((), expected["values"])
    assert set(found.values) == {setting.name for setting in config.SETTINGS}
    assert (dict(found.keys), dict(found.themes)) == (expected["keys"], expected["themes"])
    assert set(found.themes["mine"]) == {"dark", *config.THEME_COLORS}
    own, refused = keymap(found.keys)
    assert refused == []
    renamed = {"picture": "timeline", "take": "copy-as", "save-work": "save-notes"}
    keys_then = {renamed.get(id_, id_): keys for id_, keys in expected["keymap"].items()}
    assert {id_: list(keys) for id_, keys in own.wanted.items()} == keys_then
    assert chosen() == "quoth-light"
    assert main(["config", "check"]) == 0
    assert capsys.readouterr().err == ""
