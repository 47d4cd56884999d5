"""The manual tells the truth: its tables, keys, commands, links and examples are those of the program."""

import re
import tomllib
from contextlib import contextmanager
from dataclasses import replace

import pytest
from written_text import EVERY_PAGE, KNOWN_KEYS, PAGES, README, ROOT, commands, fences, keys, links

from tui.analysis import Analyzer
from tui.article import open_source
from tui.article.formats.registry import KINDS
from tui.article.model import Authors, Field, Metadata
from tui.cli.parsers import build_parsers
from tui.export.formats import FORMATS
from tui.export.options import Layout
from tui.export.snippets import Style, quotes_as
from tui.keys.user_keymap import keymap
from tui.manual.layout import find_words, lay_out, line_text
from tui.manual.pages import SUBJECTS, fill_tables, page_summary, page_title, read_page
from tui.manual.passages import find_passages, split_passages
from tui.manual.tables import TABLES

every_page = pytest.mark.parametrize("name", EVERY_PAGE)
every_subject = pytest.mark.parametrize("subject", SUBJECTS)

PARSERS = build_parsers()


def text_of(name):
    return EVERY_PAGE[name].read_text(encoding="utf-8")


# The pages


def test_every_page_has_a_subject_and_every_subject_a_page():
    assert {path.stem for path in PAGES["keys"].parent.glob("*.md")} == set(SUBJECTS)


@pytest.mark.skipif(not (ROOT / "pyproject.toml").is_file(), reason="not in a checkout")
def test_every_page_is_packaged():
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"][
        "wheel"
    ]
    assert wheel["packages"] == ["tui"], "all files in it are taken, whatever their suffix"
    assert not {"exclude", "include", "only-include"} & set(wheel)
    ignored = [line.strip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").split()]
    assert not [page for page in PAGES.values() for pattern in ignored if page.match(pattern)]


@every_subject
def test_a_page_begins_with_its_title_and_what_it_is_about(subject):
    title, blank, summary, after = text_of(subject).split("\n")[:4]
    assert title == f"# {page_title(subject)}"
    assert (blank, after) == ("", "")
    assert summary == page_summary(subject)
    assert summary.endswith(".")
    assert len(summary) <= 120


@every_subject
def test_the_tables_are_those_of_the_program(subject):
    text = text_of(subject)
    assert set(re.findall(r"<!-- table: (\S+) -->", text)) <= set(TABLES)
    assert text.count("<!-- table:") == text.count("<!-- end -->")
    assert fill_tables(text, marked=True) == text, "rewrite it: poe manual"


def test_every_table_is_on_a_page():
    assert set(re.findall(r"<!-- table: (\S+) -->", "".join(map(text_of, SUBJECTS)))) == set(TABLES)


def test_a_page_is_shown_with_the_keys_of_the_user():
    page = read_page("keys", keymap({"zoom": "Z", "theme": []})[0])
    assert "| `Z` |" in page
    assert "| – |" in page
    assert "You have changed some keys." in page
    assert "<!--" not in page
    assert "You have changed" not in read_page("keys")


def test_links_are_written_as_asked():
    assert "[library]" not in read_page("corrections")
    assert "quoth help library" in read_page("corrections", None, lambda label, subject: f"quoth help {subject}")


# What they name


@every_page
def test_every_command_can_be_given(name):
    for words in commands(text_of(name)):
        command = words[0] if words and words[0] in PARSERS else ""
        with suppress_exit() as ended:
            PARSERS[command].parse_args(words[1:] if command else words)
        assert ended in ([], [0]), f"quoth {' '.join(words)}"


@contextmanager
def suppress_exit():
    """Gives a list that holds the exit status, if there was an exit."""
    statuses = []
    try:
        yield statuses
    except SystemExit as end:  # --help and --version end with 0
        statuses.append(end.code)


def test_commands_are_found():
    found = [" ".join(words) for name in EVERY_PAGE for words in commands(text_of(name))]
    assert len(found) > 60
    assert {"demo", "letter.txt --private", "analyze *.txt -o quotes.jsonl", "--clipboard", "-"} <= set(found)


@every_page
def test_every_key_exists(name):
    assert set(keys(text_of(name))) - {"“", "→", "←", "~", "-"} <= KNOWN_KEYS


@every_page
def test_every_link_leads_somewhere(name):
    for link in links(text_of(name)):
        assert (EVERY_PAGE[name].parent / link).exists(), link


def test_every_command_is_on_the_first_page():
    for command in PARSERS:
        assert f"`quoth {command}" in text_of("start")


def test_every_page_is_linked_from_the_readme():
    assert {f"tui/manual/{subject}.md" for subject in SUBJECTS} <= set(links(README.read_text(encoding="utf-8")))


def test_every_kind_of_source_is_described():
    names = {
        "pdf": "PDF", "docx": "DOCX", "odt": "ODT", "rtf": "RTF", "epub": "EPUB", "email": "Email",
        "subtitles": "Subtitles", "html": "Web pages", "markdown": "Markdown", "plain": "plain text",
    }  # fmt: skip
    rows = "".join(line for line in text_of("sources").splitlines() if line.startswith("|"))
    for kind in KINDS:
        assert names[kind] in rows


STORY = """\
Harbor closes

“Sand is patient,” said Mayor Ada Quill of Harrow Falls. She added that nobody had asked the town.
"""


def test_the_examples_are_what_is_written(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    story = open_source(str(path))
    known = Metadata(
        Field("Harbor closes"), Authors(("Ben Marsh",)), Field("The Courier"), Field("2024-03-05"),
        Field("https://courier.example/harbor"),
    )  # fmt: skip
    article = replace(story, metadata=known, source="story.txt")
    analysis = Analyzer().analyze(article.text, article.blocks)
    outputs = [bare("".join(format_.write([(article, analysis)], Layout()))) for format_ in FORMATS]
    outputs += [bare(quotes_as(style, article, analysis, analysis.quotes)) for style in Style]
    examples = [
        example
        for name in ("README", "copying", "export")
        for example in fences(text_of(name))
        if any(word in example for word in ("Quill", "Sand is patient", "journal", "marsh2024", '"speaker"'))
    ]
    assert len(examples) == 11
    for example in examples:
        assert any(bare(example) in output for output in outputs), example


def bare(text: str) -> str:
    return "".join(text.split())


# In lines


@every_subject
@pytest.mark.parametrize("width", [24, 60, 100])
def test_a_page_fits_into_any_width(subject, width):
    passages = split_passages(read_page(subject))
    lines = lay_out(passages, width)
    assert sorted({number for _, number in lines}) == list(range(len(passages)))
    for line, number in lines:
        if passages[number].kind == "code":  # what is to be copied is not broken
            continue
        limit = max(width, 8 * len(passages[number].cells) + 4)
        assert len(line_text(line)) <= limit, line_text(line)


def test_words_are_found_across_the_end_of_a_line():
    lines = [line_text(line) for line, _ in lay_out(split_passages("# One\n\nsome words that are\nwrapped here\n"), 12)]
    assert lines == ["One", "", "some words", "that are", "wrapped here"]
    text = "\n".join(lines)
    assert [text[slice(*match)] for match in find_words(text, "WORDS  that")] == ["words\nthat"]
    assert find_words(text, "nowhere") == find_words(text, " ") == []


def test_passages_are_found_by_all_words_in_any_order():
    passages = split_passages("# One\n\n* first thing\n* second thing\n\n| head |\n|---|\n| a thing |\n")
    assert [passages[at].text for at in find_passages(passages, "thing second")] == ["second thing"]
    assert len(list(find_passages(passages, "THING"))) == 3
    assert not list(find_passages(passages, ""))
