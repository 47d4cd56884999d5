"""Markdown, HTML and text as documents: what stands in them, and what never does."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import sample_story
import yaml
from hostile import analyzed
from hypothesis import HealthCheck, given, settings
from markdown_it import MarkdownIt

from tui.annotations.anchors import Ground
from tui.annotations.edits import Annotate
from tui.annotations.log import NOTHING, change
from tui.article.model import Article, Authors, Block, Field, Metadata
from tui.document.analyzed import Analyzed
from tui.export.escaping import markdown
from tui.export.formats import FORMATS, named
from tui.export.options import Layout

QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
HARBOR = (sample_story.ARTICLE, sample_story.analysis())


def written(name, *made, **layout):
    return "".join(named(name).write(made or [HARBOR], Layout(len(made) < 2, **layout)))


def noted():
    anchor = Ground(sample_story.TEXT).anchor
    place = anchor(sample_story.span("the harbor will be built"))
    note = Annotate("r1", "quote", place, status="disputed", note="Ask *Hale*.", tags=("quay",))
    passage = Annotate("r2", "passage", anchor(sample_story.span("for the third time")), note="Really?")
    return Analyzed(*HARBOR, NOTHING.done(change(note)).done(change(passage)))


# Markdown


@QUICK
@given(analyzed())
def test_front_matter_is_yaml_and_says_what_the_article_is(made):
    text = written("markdown", made)
    head = yaml.safe_load(text.split("\n---\n")[0].removeprefix("---\n"))
    meta = made[0].metadata
    assert head["title"] == meta.title.value
    assert head.get("authors", []) == list(meta.authors.value)
    assert head.get("url") == meta.url.value


@QUICK
@given(analyzed())
def test_nothing_in_an_article_means_anything_in_markdown(made):
    line = " ".join(made[0].text.split())
    html = (
        MarkdownIt("commonmark", {"html": True, "linkify": False})
        .enable(["table", "strikethrough"])
        .render(markdown(line))
    )
    (paragraph,) = re.findall(r"\A<p>(.*)</p>\n\Z", html, re.DOTALL)
    assert "<" not in paragraph
    assert _unescaped(paragraph) == line


def _unescaped(html):
    out = []
    parser = HTMLParser(convert_charrefs=True)
    parser.handle_data = out.append
    parser.feed(html)
    parser.close()
    return "".join(out)


def test_only_direct_quotes_are_block_quotes():
    text = written("markdown")
    quoted = [line for line in text.split("\n") if line.startswith("> “")]
    assert len(quoted) == sum(quote.kind == "direct" for quote in HARBOR[1].quotes) == 4
    assert text.count("*Paraphrase:*") == 3
    assert text.count("*Partly paraphrased:*") == 2
    assert "> the harbor" not in text


def test_speakers_are_links_between_notes_if_wanted():
    assert "[[" not in written("markdown")
    text = written("markdown", wiki=True)
    assert "> — [[Ada Brandt]], written as Brandt, to the council, cue: told, [¶2](https://courier.example/" in text
    assert "[[a senior official]]" not in text


def test_notes_stand_where_they_belong():
    text = written("markdown", noted())
    assert "**disputed** #quay Ask \\*Hale\\*." in text
    assert "*On:* for the third time\n\n**Note** Really?" in text


# HTML


class Page(HTMLParser):
    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def test_a_page_needs_nothing_else_and_can_be_read_by_everyone():
    text = written("html")
    page = Page(text)
    tags = [tag for tag, _ in page.found]
    assert not {"script", "img", "link", "iframe", "object", "form"} & set(tags)
    assert "url(" not in text
    assert "@import" not in text
    assert not any(name.startswith("on") for _, attributes in page.found for name in attributes)
    assert dict(page.found)["html"]["lang"] == "en"
    assert tags.count("h1") == tags.count("main") == 1
    assert "Content-Security-Policy" in text
    assert "@media print" in text
    for tag, attributes in page.found:
        if tag == "section":
            assert attributes["aria-labelledby"] in {one.get("id") for _, one in page.found}


def test_every_quote_of_the_page_leads_to_what_is_said_of_it_and_back():
    analysis = sample_story.analysis()
    analysis.quotes[4].content = analysis.quotes[3].content[:]  # they end at the same letter
    page = Page(written("html", (sample_story.ARTICLE, analysis)))
    references = [attributes["href"] for _, attributes in page.found if attributes.get("class") == "ref"]
    assert sorted(references) == [f"#about-q{number}" for number in range(1, 10)]
    links = [attributes["href"] for tag, attributes in page.found if tag == "a"]
    assert {f"#q{number}" for number in range(1, 10)} <= set(links)


def test_a_page_never_shows_a_paraphrase_as_a_quotation():
    text = written("html")
    assert text.count("<blockquote") == 4
    assert text.count('<div class="paraphrase">') == 5
    assert "<q>" not in text


def test_several_articles_have_no_id_in_common():
    page = Page(written("html", HARBOR, HARBOR))
    ids = [attributes["id"] for _, attributes in page.found if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_a_page_has_the_notes():
    text = written("html", noted())
    assert "<strong>disputed, #quay</strong>" in text
    assert "On: for the third time" in text


# Text


def test_text_has_color_only_if_it_is_asked_for():
    assert "\x1b" not in written("text", noted())
    colored = written("text", noted(), color=True)
    assert re.sub(r"\x1b\[\d*m", "", colored) == written("text", noted())
    assert "\x1b[1mPeople (2)\x1b[0m" in colored


def test_text_keeps_to_its_width():
    for width in (40, 72, 120):
        assert all(len(line) <= width for line in written("text", noted(), width=width).split("\n"))


# All


def test_no_address_but_one_of_the_web_becomes_a_link():
    hostile = replace(
        sample_story.ARTICLE, metadata=replace(sample_story.ARTICLE.metadata, url=Field("javascript:alert(1)"))
    )
    for name in ("markdown", "html", "webannotation", "svg"):
        text = written(name, (hostile, sample_story.analysis()))
        assert "(javascript:" not in text
        assert '"javascript:' not in text.replace('url: "javascript:', "")


def test_every_format_has_several_articles_and_none():
    for format_ in FORMATS:
        assert "".join(format_.write([HARBOR, HARBOR], Layout(single=False)))
        nothing = "".join(format_.write([], Layout()))
        assert nothing in {"", "[]\n"}


def test_every_format_is_the_same_each_time():
    for format_ in FORMATS:
        assert "".join(format_.write([noted()], Layout())) == "".join(format_.write([noted()], Layout()))


def test_an_article_of_which_nothing_is_known_can_leave_in_every_format():
    bare = Article("Nobody speaks.", (Block(0, 14),)), sample_story.Analysis("0" * 64, "0", "none")
    odd = Article("No.", (), Metadata(authors=Authors(("A",)), date=Field("soon")), "caf\udce9.txt"), bare[1]
    for format_ in FORMATS:
        for made in (bare, odd):
            "".join(format_.write([made], Layout())).encode()


def test_the_text_in_json_has_the_positions():
    found = json.loads(written("json"))
    for quote in found["analysis"]["quotes"]:
        for start, end in quote["content"]:
            assert found["article"]["text"][start:end] == sample_story.TEXT[start:end]
