"""Every reader takes time that grows with the length of what it reads, whatever is repeated in it."""

import gzip
import json
from xml.sax.saxutils import escape

import pytest
from growth import UNITS, grows_evenly, repeated
from made_files import docx, epub, lines, odt, paragraph, pdf

from tui.article import SourceError
from tui.article.fetch.source import Raw
from tui.article.formats import registry
from tui.article.formats.hard_wraps import unwrap
from tui.article.formats.mail_headers import read_head
from tui.article.formats.masthead import read_masthead
from tui.article.formats.turns import with_turns
from tui.article.model import Block

STORY = "The mill at Harrow Falls closed on Monday, Ada Quill said."


def printable(text):
    return "".join(char for char in text if char >= " " or char in "\n\t")


def in_xml(text):
    return escape(printable(text), {"'": "&apos;"})


def one_line(text):
    return " ".join(text.splitlines()) or " "


def short_lines(text, width=70):
    return [text[at : at + width] for at in range(0, len(text), width)]


def cues(text):
    times = "00:00:01.000 --> 00:00:02.000"
    return "WEBVTT\n\n" + "".join(f"{times}\n{one_line(line)}\n\n" for line in short_lines(text, 20))


def in_one_cell(paragraphs):
    return f"<w:tbl><w:tr><w:tc>{''.join(paragraphs)}</w:tc></w:tr></w:tbl>"


def without_end(text):
    """A Word paragraph whose end somebody deleted."""
    return f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>{in_xml(text)}</w:t></w:r></w:p>"


def odt_paragraphs(text):
    return "".join(f"<text:p>{in_xml(line)}</text:p>" for line in short_lines(text, 8))


def in_one_odt_cell(text):
    row = f"<table:table-row><table:table-cell>{odt_paragraphs(text)}</table:table-cell></table:table-row>"
    return f"<table:table>{row}</table:table>"


def odt_properties(text):
    value = in_xml(text)
    return f"<meta><title>{value}</title><initial-creator>{value}</initial-creator><date>{value}</date></meta>"


def in_rtf(text):
    return "".join(in_rtf_each(text))


def in_rtf_each(text):
    """The characters of a text as RTF writes them."""
    return [f"\\{c}" if c in "\\{}" else c if c.isascii() else f"\\u{ord(c) % 0x10000}?" for c in text]


def rtf_tables(text):
    """RTF with the text as the name of a style, as properties and in a table."""
    head = rf"{{\rtf1{{\stylesheet{{\s1 {text};}}}}{{\info{{\title {text}}}{{\author {text}}}}}"
    return rf"{head}\s1 {STORY}\par \intbl {text}\cell {text}\cell\row}}"


def mailbox(texts):
    return "".join(
        f"From a@b.example\nFrom: a@b.example\nSubject: x\nMessage-ID: <x>\n\n>From {text}\n\n" for text in texts
    )


def stated(text):
    """A page that states its text of itself, in every way."""
    about = {"@type": "NewsArticle", "author": {"name": text}, "publisher": {"name": text}, "datePublished": text}
    value = in_xml(text)
    return (
        f"<html><title>a{value}b</title><script type='application/ld+json'>{json.dumps(about)}</script>"
        f"<script type='application/ld+json'>{{{text}</script><link rel=canonical href='http://a.example/{value}'>"
        + "".join(f"<meta name={name} property=og:{name} content='a{value}b'>" for name in ("author", "title", "date"))
        + f"<meta property=og:site_name content='{value}'><article><h1 class='{value}'>a{value}b</h1>"
        f"<p class=byline>By a{value}b</p><time datetime='{value}'>{value}</time><p>{STORY}</p>"
    )


def drawn(text):
    """A PDF file with the text in lines, 60 a page."""
    every = short_lines("".join(char if " " <= char <= "~" else "a" for char in text), 80)
    pages = [every[at : at + 60] for at in range(0, len(every), 60)]
    return pdf(lambda canvas, number: lines(canvas, pages[number - 1], y=820), len(pages))


MAKERS = {
    "plain": lambda t: (t, "plain"),
    "plain title": lambda t: (f"a{t}b\n\n{STORY}\n", "plain"),
    "plain byline": lambda t: (f"Mill closes\n\nBy {t}b | May 1, 2024{t}\n\n{STORY}\n", "plain"),
    "plain short lines": lambda t: ("\n".join(short_lines(t)), "plain"),
    "plain mail": lambda t: (f"From: a{one_line(t)}<a@b.example>\nDate: {one_line(t)}\nSubject: x\n\n{STORY}", "plain"),
    "any": lambda t: (t, None),
    "any mail": lambda t: (f"From {one_line(t)}\nFrom: a@b.example\nMessage-ID: <x>\nSubject: {one_line(t)}\n", None),
    "any Markdown": lambda t: (f"# Mill closes\n\n{t}\n", None),
    "any short lines of Markdown": lambda t: ("# Mill closes\n\n" + "\n".join(short_lines(t)), None),
    "any front matter": lambda t: (f"---\ntitle: {t}\n---\n\n{STORY}", None),
    "email": lambda t: (f"From: a@b.example\nMIME-Version: 1.0\nSubject: x\n\n{t}", "email"),
    "email head": lambda t: (
        f"From: {one_line(t)}\nTo: a@b.example, {one_line(t)}\nContent-Type: text/plain; charset={one_line(t)}\n\nx",
        "email",
    ),
    "subtitles": lambda t: (cues(t), "subtitles"),
    "one cue": lambda t: (f"WEBVTT\n\n00:01.000 --> 00:02.000\n{t}", "subtitles"),
    "html": lambda t: (f"<html><article><h1>Mill</h1><p>{t}", "html"),
    "html text": lambda t: (f"<html><article><h1>Mill</h1><p>{in_xml(t)}</p><p>{STORY}</p>", "html"),
    "html statements": lambda t: (stated(t), "html"),
    "docx": lambda t: (docx(paragraph(in_xml(t))), "docx"),
    "docx cell": lambda t: (docx(in_one_cell([paragraph(in_xml(line)) for line in short_lines(t, 8)])), "docx"),
    "docx deleted breaks": lambda t: (docx("".join(map(without_end, short_lines(t, 8)))), "docx"),
    "odt": lambda t: (odt(f"<text:p>{in_xml(t)}</text:p>"), "odt"),
    "odt paragraphs": lambda t: (odt(odt_paragraphs(t)), "odt"),
    "odt cell": lambda t: (odt(in_one_odt_cell(t)), "odt"),
    "odt properties": lambda t: (odt(f"<text:p>{STORY}</text:p>", **{"meta.xml": odt_properties(t)}), "odt"),
    "rtf": lambda t: (rf"{{\rtf1 {in_rtf(t)}}}", "rtf"),
    "rtf raw": lambda t: (rf"{{\rtf1 {t}", "rtf"),
    "rtf controls": lambda t: (r"{\rtf1 " + "".join(rf"\u8220?\s1{{\b {c}\par}}" for c in in_rtf_each(t)), "rtf"),
    "rtf tables": lambda t: (rtf_tables(in_rtf(t)), "rtf"),
    "mailbox": lambda t: (mailbox(short_lines(one_line(t), 40)), "email"),
    "epub": lambda t: (epub({"a.xhtml": f"<p>{in_xml(t)}</p>"}), "epub"),
    "pdf": lambda t: (drawn(t), "pdf"),
    "gzip": lambda t: (gzip.compress(t.encode()), None),
}  # fmt: skip


def reading(make, unit):
    def run(length):
        data, kind = prepared[length]
        raw = Raw("file", "file", data)
        try:
            if kind is None:
                raw, kind = registry.recognized(raw)
            registry.read(raw, kind)
        except SourceError:
            pass

    prepared = {}
    for factor in (1, 2, 4):
        data, kind = make(repeated(unit, LENGTH * factor))
        prepared[LENGTH * factor] = (data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data, kind)
    return run


LENGTH = 6_000


@pytest.mark.parametrize("name", MAKERS)
def test_every_reader(name):
    uneven = [unit for unit in UNITS if not grows_evenly(reading(MAKERS[name], unit), LENGTH)]
    assert uneven == []


RULES = {
    "hard wraps": unwrap,
    "masthead": lambda text: read_masthead(text, [Block(0, len(text)), Block(0, len(text))]),
    "mail headers": lambda text: read_head(text, [Block(0, len(text))]),
    "turns": lambda text: with_turns(text, [Block(0, len(text))] * 3),
}


@pytest.mark.parametrize("name", RULES)
@pytest.mark.parametrize("before", ["a", "By A", "From: ", "A "])
def test_every_rule_about_lines(name, before):
    uneven = [
        unit
        for unit in UNITS
        if not grows_evenly(lambda length: RULES[name](before + repeated(unit, length) + "b"), 4 * LENGTH)  # noqa: B023
    ]
    assert uneven == []


def test_many_comments_in_front_of_no_page_are_soon_passed_over():
    """Where one comment ends and the next begins must not be tried in every way."""
    assert registry.recognized(Raw("file", "file", b"<!---->" * 580 + b"x"))[1] == "plain"
