"""Whatever a file states of itself passes the same gate as its text."""

import re

import pytest
from made_files import docx, epub, lines, odt, paragraph, pdf

from tui.article.fetch.source import Raw
from tui.article.formats import registry

UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\u2028\u2029]")
BAD = "Mi\x1b]0;owned\x07ll\u202e \x9b31m closes\tagain\u2028now"
IN_XML = "Mi\x9bll\u202e closes\u2028now"
STORY = "The mill closed on Monday, and nobody knows what comes next in the town, Ada Quill said."


def draw(canvas, _number):
    lines(canvas, [STORY, "https://a.example/\x9b31m/story"])


def stated_in_html():
    metas = "".join(f"<meta name='{name}' content='{BAD}'>" for name in ("author", "og:title", "og:site_name", "date"))
    return (
        f"<html lang='{BAD}'><title>{BAD}</title>{metas}<link rel=canonical href='http://a.example/{BAD}'>"
        f"<h1>{BAD}</h1><p>{STORY}</p>"
    )


FILES = {
    "markdown": f"# {BAD}\n\n{STORY}\n",
    "markdown in front": f"---\ntitle: {BAD}\nauthor: {BAD}\ndate: {BAD}\nurl: {BAD}\n---\n\n# x\n\n{STORY}\n",
    "plain": f"{BAD}\n\nBy Ada\x9b Quill\x1b\n\n{STORY}\n",
    "mail in text": f"From: {BAD}\nSubject: {BAD}\nDate: {BAD}\n\n{STORY}\n",
    "email": f"From: {BAD} <a@b.example>\nSubject: {BAD}\nDate: {BAD}\nMIME-Version: 1.0\n\n{STORY}\n",
    "html": stated_in_html(),
    "subtitles": f"WEBVTT\n\n00:01.000 --> 00:02.000\n<v {BAD}>{STORY}\n",
    "rtf": rf"{{\rtf1\ansi{{\info{{\title Mi\u27?]0;owned\u7?ll\u8238?}}{{\author Ada\u155?31m Quill}}}}{STORY}\par}}",
    "docx": docx(paragraph(IN_XML, "Titel") + paragraph(STORY)),
    "odt": odt(f"<text:h text:outline-level='1'>{IN_XML}</text:h><text:p>{STORY}</text:p>"),
    "epub": epub({"a.xhtml": f"<h1>x</h1><p>{STORY}</p>"}, metadata=f"<dc:title>{IN_XML}</dc:title>"),
    "pdf": pdf(draw, title="Mi\x9bll\u202e \x1b]0;owned\x07", author="Ada\x9b Quill"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_it_can_be_shown_as_it_is(name):
    content = FILES[name]
    raw = Raw(name, name, content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)
    article = registry.read(*registry.recognized(raw))
    for one in filter(None, (article, article.everything)):
        stated = [field["value"] for field in one.metadata.to_dict().values()]
        values = [value for field in stated for value in (field if isinstance(field, list) else [field]) if value]
        for value in (*values, *(notice.message for notice in one.notices)):
            assert not UNSAFE.search(value), ascii(value)
