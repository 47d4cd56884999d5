"""Every reader against what it was not made for: it gives an article that can be shown, or says that there is none."""

import gzip
import re
import unicodedata

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from made_files import docx, epub, lines, paragraph, pdf
from page_structures import FERRY, semantic

from tui.article import SourceError
from tui.article.fetch.source import Mishap, Raw
from tui.article.formats import registry
from tui.text.spans import Span

UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\u2028\u2029]")
FEW = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def check(data, kind=None, **more):
    """Read `data`, as what it is recognized as or as `kind`, and look at what comes of it."""
    raw = Raw("file", "file", data, **more)
    try:
        raw, found = registry.recognized(raw) if kind is None else (raw, kind)
        article = registry.read(raw, found)
    except SourceError as error:
        assert re.fullmatch(r"[^\n\x00-\x1f]+\.", str(error))  # noqa: PT017
        return
    for one in (article, article.everything):
        if one is not None:
            looks_sound(one)


def looks_sound(article):
    assert not UNSAFE.search(article.text)
    at = 0
    for block in article.blocks:
        assert at <= block.start < block.end <= len(article.text)
        assert "\n" not in article.text[block.start : block.end]
        at = block.end
    assert list(article.edits) == sorted(article.edits, key=lambda edit: edit.offset)
    assert isinstance(article.original(Span(0, len(article.text))), str)
    stated = article.metadata.to_dict()
    for field in stated.values():
        values = field["value"] if isinstance(field["value"], list) else [field["value"]]
        for value in values:
            assert value is None or not UNSAFE.search(value)
    for notice in article.notices:
        assert not UNSAFE.search(notice.message)
        assert notice.offset is None or 0 <= notice.offset <= len(article.text)


TAGS = "div p article h1 h2 ul ol li table tr td th blockquote q br hr figure figcaption aside nav a b span script style pre dl".split()
TAG = st.builds(
    "{}{}{}{}>".format,
    st.sampled_from(["<", "</", "<!", "&lt;"]),
    st.sampled_from(TAGS),
    st.sampled_from(
        ["", " class='byline'", " style=display:none", " hidden", " colspan=9e15", " start=-3", ' id="', " x=<"]
    ),
    st.sampled_from(["", "/", "\x00"]),
)
WORD = st.sampled_from(
    ["“It was old,” she said. ", "The mill closed on Monday, and nobody knows what comes next in the town. ", "&#27;[2J", "&#x202e;",
     "\u202e", "&amp", "&#0;", "&#xD800;", "&#99999999;", "<!--", "-->", "]]>", "By Ada Quill", "Q: ", "\x1b]0;x\x07", "水车", "\u2028"]
)  # fmt: skip
PAGE = st.lists(TAG | WORD | st.text(max_size=8), max_size=60).map("".join)


@FEW
@given(PAGE)
def test_pages(page):
    check(f"<html><body>{page}".encode("utf-8", "surrogatepass"), "html")


@FEW
@given(PAGE)
def test_pages_read_plainly(page):
    check(page.encode("utf-8", "surrogatepass"), "html", mishaps=(Mishap("time"),))


JSON = st.recursive(
    st.none() | st.integers() | st.sampled_from(["NewsArticle", "\x1b[2J", "2024-03-05", "9999-99-99", "x" * 400, "Ada Quill"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["@type", "@graph", "headline", "author", "name", "datePublished", "url", "publisher",
                                       "inLanguage", "mainEntityOfPage"]), inner, max_size=5),
    max_leaves=12,
)  # fmt: skip


@FEW
@given(JSON)
def test_pages_that_state_anything_of_themselves(value):
    import json

    script = f"<script type='application/ld+json'>{json.dumps(value)}</script>"
    check(
        semantic(FERRY)
        .replace("</head>", f"{script}<meta name=author content='\u202e{str(value)[:40]}'></head>")
        .encode(),
        "html",
    )


def plain(canvas, number):
    lines(canvas, f"The mill at Harrow Falls closed on Monday, page {number}.")


FILES = {
    "pdf": pdf(plain, pages=3, title="Mill"),
    "docx": docx(paragraph("Mill closes", "Titel") + paragraph("It was old, she said.")),
    "epub": epub({"a.xhtml": "<h1>Mill</h1><p>It was old, she said.</p>"}, metadata="<dc:title>Mill</dc:title>"),
    "email": b"From: a@b.example\r\nSubject: Mill\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
    b"--x\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nSXQgd2FzIG9sZC4=\r\n--x--\r\n",
    "subtitles": b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada>It was old.\n\n00:03.000 --> 00:04.000\n- No.\n",
    "html": semantic(FERRY).encode(),
    "gzip": gzip.compress(b"The mill closed on Monday. " * 20),
}


@pytest.mark.parametrize("kind", FILES)
@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_files_with_some_bytes_changed(kind, data):
    content = bytearray(FILES[kind])
    for _ in range(data.draw(st.integers(0, 6))):
        at = data.draw(st.integers(0, len(content) - 1))
        match data.draw(st.sampled_from(["set", "cut", "insert", "repeat"])):
            case "set":
                content[at] = data.draw(st.integers(0, 255))
            case "cut":
                del content[at : at + data.draw(st.integers(1, 40))]
            case "insert":
                content[at:at] = data.draw(st.binary(max_size=12))
            case "repeat":
                content[at:at] = content[at : at + 30]
        if not content:
            return
    check(bytes(content))


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(
    st.binary(max_size=400),
    st.sampled_from(["", "%PDF-1.7\n", "PK\x03\x04", "\x1f\x8b\x08", "WEBVTT\n", "<html>", "From: a@b\nReceived: x\n"]),
)
@example(b"", "\x1f\x8b\x08")
def test_bytes_behind_a_signature(data, signature):
    check(signature.encode("latin-1") + data)


CUE = st.lists(
    st.sampled_from(["1", "", "00:00:01,000 --> 00:00:02,000", "00:01.000 --> 00:00.500", "-->", "- No.", "<v Ada>It was", "ADA: Yes.",
                     "NOTE x", "STYLE", "99:99:99.999 --> 1", "{\\an8}old", "&lt;b&gt;", "\x1b[2J", "<"]),
    max_size=30,
).map("\n".join)  # fmt: skip


@FEW
@given(CUE, st.sampled_from(["WEBVTT\n\n", "1\n00:00:01,000 --> 00:00:02,000\n"]))
def test_subtitles(cues, head):
    check((head + cues).encode(), "subtitles")


HEADER = st.lists(
    st.sampled_from(["From: Ada <a@b.example>", "From: =?utf-8?q?=1b[2J?= <", "Subject: =?x-none?b?!!!?=", "Date: x", "To: \x1b]0;x\x07",
                     "Content-Type: text/html", "Content-Type: multipart/alternative; boundary=\"\"", "Content-Type: text/plain; charset=rot13",
                     "Content-Transfer-Encoding: base64", "Content-Transfer-Encoding: uuencode", "MIME-Version: 1.0", " folded", ": none"]),
    max_size=10,
).map("\n".join)  # fmt: skip


@FEW
@given(HEADER, st.text(max_size=80))
def test_mail(head, body):
    check(f"{head}\n\n{body}".encode("utf-8", "surrogatepass"), "email")


@FEW
@given(st.text(st.sampled_from("aé ﬁ-\u0301\u202e\x1b.A1"), min_size=1, max_size=200))
def test_words_of_pdf_files(text):
    def draw(canvas, _):
        lines(canvas, [line.encode("cp1252", "replace").decode("cp1252") for line in re.findall(".{1,20}", text)])

    check(pdf(draw), "pdf")
    assert unicodedata
