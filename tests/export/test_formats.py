"""What leaves: the text for people, the JSON for programs, a file written whole or not at all."""

import json

import pytest

from tui.analysis.model import Act, Analysis, Entity, EntityKind, Form, Mention, Quote, QuoteKind
from tui.article.model import Article, Authors, Block, Field, Metadata, Notice
from tui.dialogs.export import EXPORTS
from tui.export.formats import FORMATS, format_for, named
from tui.export.options import Layout
from tui.system.atomic_write import save
from tui.text.spans import Span

TEXT = (
    "“The mill is old,” said Mayor Ada Quill. She said that it would close. "
    "According to the mayor, a clerk said nobody asked. “Nobody [sic] did!”"
)


def at(words, start=0):
    begin = TEXT.index(words, start)
    return Span(begin, begin + len(words))


def quote(id_, kind, content, cue, source, *, speaker, parent=None, confidence=0.9):
    return Quote(id_, kind, Act.SAID, content, cue, source, speaker, "test", confidence, parent=parent)


@pytest.fixture
def article():
    metadata = Metadata(
        Field("Mill closes", True), Authors(("Ben Marsh",), True), Field("Courier"), Field("2024-03-05")
    )
    return Article(TEXT, (Block(0, len(TEXT)),), metadata, "mill.txt", (Notice("One word was odd."),))


@pytest.fixture
def analysis():
    def mention(words, form):
        span = at(words)
        return Mention(span.start, span.end, form, "test", 0.9)

    ada = Entity(
        "e1", EntityKind.PERSON, "Ada Quill", [mention("Ada Quill", Form.NAME), mention("She", Form.PRONOUN)],
        salience=0.9, aliases=["the mayor"],
    )  # fmt: skip
    clerk = Entity("e2", EntityKind.PERSON, "a clerk", [mention("a clerk", Form.NOMINAL)], named=False)
    direct, indirect = QuoteKind.DIRECT, QuoteKind.INDIRECT
    closes, reported = at("that it would close"), at("a clerk said nobody asked")
    quotes = [
        quote("q1", direct, [at("“The mill is old,”")], [at("said")], [at("Mayor Ada Quill")], speaker="e1"),
        quote("q2", indirect, [closes], [at("said", 40)], [at("She")], speaker="e1", confidence=0.3),
        quote("q3", indirect, [reported], [at("According to")], [at("the mayor")], speaker="e1"),
        quote("q4", indirect, [at("nobody asked")], [at("said", 80)], [at("a clerk")], speaker="e2", parent="q3"),
        quote("q5", direct, [at("“Nobody [sic] did!”")], [], [], speaker=None),
    ]
    return Analysis("0" * 64, "0", "none", [ada, clerk], [], quotes)


def written(name, analyzed, single=True, width=80):
    return "".join(named(name).write(analyzed, Layout(single, width)))


def test_formats_are_found_by_name_and_by_suffix():
    names = "text json jsonl csv markdown html webannotation csl-json bibtex svg".split()
    assert [format_.name for format_ in FORMATS] == names
    assert format_for("refs.csl.json") is named("csl-json")
    assert named("JSON") is format_for("out.json")
    assert format_for("Out.TXT") is named("text")
    assert format_for("out.ndjson") is named("jsonl")
    assert named("docx") is format_for("out.docx") is format_for("out") is None


def test_text_shows_people_and_quotes_in_order(article, analysis):
    assert (
        written("text", [(article, analysis)])
        == """\
Mill closes
by Ben Marsh | Courier | 2024-03-05
Note: One word was odd.

People (1)
  Ada Quill: 2 mentions, 3 quotes; also the mayor

Unnamed speakers (1)
  a clerk: 1 mention, 1 quote

Quotes (5, 1 not attributed)

  1. Ada Quill (direct, paragraph 1)
     “The mill is old,”

  2. Ada Quill (paraphrase, attribution uncertain, paragraph 1)
     it would close

  3. Ada Quill (paraphrase, paragraph 1)
     a clerk said nobody asked

  4. a clerk, unnamed (paraphrase, via Ada Quill, paragraph 1)
     nobody asked

  5. Not attributed (direct, paragraph 1)
     “Nobody [sic] did!”
"""
    )


def test_text_tells_words_for_a_speaker_from_no_words_at_all(article, analysis):
    analysis.quotes[3].speaker = None
    text = written("text", [(article, analysis)])
    assert "Quotes (5, 1 not attributed)" in text
    assert "4. a clerk (paraphrase, via Ada Quill, speaker not identified, paragraph 1)" in text


def test_nobody_is_quoted_through_themselves(article, analysis):
    analysis.quotes[3].speaker = "e1"
    assert "via" not in written("text", [(article, analysis)])


def test_text_adds_no_quote_mark(article, analysis):
    marks = '“”"‘«»'
    text = written("text", [(article, analysis)])
    assert sum(map(text.count, marks)) == sum(map(TEXT.count, marks))


def test_text_wraps_to_the_width(article, analysis):
    narrow = written("text", [(article, analysis)], width=24)
    assert all(len(line) <= 24 for line in narrow.splitlines() if " " in line.strip())


def test_an_article_without_quotes_or_title_has_its_name_and_says_none():
    text = written("text", [(Article("No.", (Block(0, 3),), source="no.txt"), Analysis("0", "0", "none"))])
    assert text == "no.txt\n\nQuotes (0)\n"


def test_json_is_an_object_for_one_and_an_array_for_several(article, analysis):
    one = json.loads(written("json", [(article, analysis)]))
    assert one["article"]["text"] == TEXT
    assert one["article"]["authors"] == {"value": ["Ben Marsh"], "guessed": True}
    assert Analysis.from_dict(one["analysis"]) == analysis
    assert json.loads(written("json", [(article, analysis)], single=False)) == [one]
    assert json.loads(written("json", [(article, analysis)] * 2, single=False)) == [one, one]
    assert json.loads(written("json", [], single=False)) == []


def test_json_lines_is_one_article_a_line(article, analysis):
    lines = written("jsonl", [(article, analysis)] * 2, single=False).split("\n")
    assert lines[2:] == [""]
    assert json.loads(lines[0]) == json.loads(lines[1]) == json.loads(written("json", [(article, analysis)]))


def test_a_file_name_that_is_no_text_does_not_break_the_json(article, analysis):
    odd = Article(article.text, article.blocks, source="caf\udce9.txt")
    assert json.loads(written("json", [(odd, analysis)]))["article"]["source"] == "caf?.txt"


def failing():
    yield "half"
    raise RuntimeError


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    path = tmp_path / "out.txt"
    save(path, ["one", "two"])
    assert path.read_text() == "onetwo"
    path.chmod(0o640)
    with pytest.raises(RuntimeError):
        save(path, failing())
    assert path.read_text() == "onetwo"
    save(path, ["three"])
    assert path.read_text() == "three"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_is_written_through(tmp_path):
    link, target = tmp_path / "link", tmp_path / "target"
    target.write_text("older")
    link.symlink_to(target)
    save(link, ["newer"])
    assert link.is_symlink()
    assert target.read_text() == "newer"


def test_the_menu_offers_every_format_with_a_key_of_its_own():
    keys = [item.key for format_ in FORMATS for item in format_.menu]
    assert all(format_.menu for format_ in FORMATS)
    assert sorted(keys) == sorted(set(keys))
    assert [export.action.keys for export in EXPORTS.values()] == list("hmwcntsjlarb")


def test_a_format_of_bytes_is_saved_as_it_is(tmp_path):
    save(tmp_path / "out.bin", iter([b"PK\x03\x04", b"\r\n\xff"]))
    assert (tmp_path / "out.bin").read_bytes() == b"PK\x03\x04\r\n\xff"
