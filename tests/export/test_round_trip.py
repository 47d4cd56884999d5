"""Every export with positions gives back the same spans and speakers, whatever the article brings along."""

import csv
import io
import json
import xml.etree.ElementTree as ET
from collections import defaultdict
from html.parser import HTMLParser

from hostile import ONE_LINE, analyzed
from hypothesis import HealthCheck, given, settings

from tui.analysis.model import Analysis
from tui.document.quote_facts import facts
from tui.document.quote_text import as_written
from tui.export.formats import FORMATS, named
from tui.export.options import Layout
from tui.export.table import kept, original
from tui.text.spans import Span, hull

QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def written(name, made, **layout):
    return "".join(named(name).write([made], Layout(**layout)))


def names(analysis):
    return {entity.id: entity.name for entity in analysis.entities}


@QUICK
@given(analyzed())
def test_json(made):
    assert Analysis.from_dict(json.loads(written("json", made))["analysis"]) == made[1]
    assert Analysis.from_dict(json.loads(written("jsonl", made))["analysis"]) == made[1]


def rows(made, which):
    text = written("csv", made, rows=which)
    assert text.startswith("\ufeff")
    for row in csv.DictReader(io.StringIO(text[1:], newline="")):
        assert None not in row
        assert not any(cell.lstrip().startswith(tuple("=+-@")) for cell in row.values())
        yield {name: original(cell) for name, cell in row.items()}


@QUICK
@given(analyzed())
def test_csv_of_quotes(made):
    article, analysis = made
    found = list(rows(made, "quotes"))
    assert len(found) == len(analysis.quotes)
    for row, quote in zip(found, analysis.quotes, strict=True):
        assert json.loads(row["spans"]) == [list(span) for span in quote.content]
        start, end = int(row["start"]), int(row["end"])
        assert hull(quote.content).contains(Span(start, end))
        if len(quote.content) == 1 and quote.kind != "direct":
            assert row["text"] == article.text[start:end]
        assert row["text"] == as_written(article.text, quote)
        assert row["speaker"] == names(analysis).get(quote.speaker, "")
        assert row["kind"] == quote.kind
        assert row["cue"] == facts(article, analysis, quote).cue


@QUICK
@given(analyzed())
def test_csv_of_mentions(made):
    article, analysis = made
    found = {(r["entity_id"], int(r["start"]), int(r["end"]), r["text"], r["entity"]) for r in rows(made, "mentions")}
    assert found == {
        (entity.id, m.start, m.end, article.text[m.start : m.end], entity.name)
        for entity in analysis.entities
        for m in entity.mentions
    }


@given(ONE_LINE)
def test_a_cell_that_was_made_safe_is_given_back(cell):
    assert original(kept(cell)) == cell
    assert original(kept("'" + cell)) == "'" + cell


class Page(HTMLParser):
    """The text of the article on a page, where it stands, and what is marked in it."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.article = False
        self.at = None
        self.open = []
        self.seen = {}
        self.marked = defaultdict(set)
        self.ids, self.links, self.tags = [], [], set()

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.tags.add(tag)
        self.ids += [attributes["id"]] if "id" in attributes else []
        self.links += [attributes["href"]] if "href" in attributes else []
        if tag == "article":
            self.article = True
        if "data-start" in attributes:
            self.at = int(attributes["data-start"])
        if tag == "span" and self.article:
            self.open.append(attributes)

    def handle_endtag(self, tag):
        if tag == "article":
            self.article = False
        if tag == "span" and self.article:
            self.open.pop()
        if tag in {"p", "h2", "h3", "blockquote", "aside"}:
            self.at = None

    def handle_data(self, data):
        if self.at is None:
            assert not self.article or not data.strip()
            return
        for letter in data:
            self.seen[self.at] = letter
            for attributes in self.open:
                for name in ("data-quote", "data-entity"):
                    if name in attributes:
                        self.marked[attributes[name]].add(self.at)
            self.at += 1


@QUICK
@given(analyzed())
def test_html(made):
    article, analysis = made
    text = written("html", made)
    page = Page()
    page.feed(text)
    assert not page.open
    assert len(page.ids) == len(set(page.ids))
    assert "script" not in page.tags
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    assert all(link.startswith(("#", "http://", "https://")) for link in page.links)
    assert all(article.text[at] == letter for at, letter in page.seen.items())
    assert all(at in page.seen or letter.isspace() for at, letter in enumerate(article.text))
    wanted = {quote.id: [at for span in quote.content for at in range(*span)] for quote in analysis.quotes}
    wanted |= {e.id: {at for m in e.mentions for at in range(m.start, m.end)} for e in analysis.entities}
    for id_, places in wanted.items():
        assert page.marked[id_] == {at for at in places if at in page.seen}


@QUICK
@given(analyzed())
def test_svg(made):
    _, analysis = made
    root = ET.fromstring(written("svg", made))  # noqa: S314
    bars = [one for one in root.iter() if one.get("data-quote")]
    found = {(bar.get("data-quote"), int(bar.get("data-start")), int(bar.get("data-end"))) for bar in bars}
    assert found == {(quote.id, *hull(quote.content)) for quote in analysis.quotes}
    assert {bar.get("class").split()[1] for bar in bars} == {str(quote.kind) for quote in analysis.quotes}


@QUICK
@given(analyzed())
def test_nothing_that_leaves_has_a_control_character(made):
    for format_ in FORMATS:
        text = "".join(format_.write([made], Layout()))
        assert not any(ord(letter) < 32 and letter not in "\n\r\t" for letter in text)
        assert "\u202e" not in text
