"""References: CSL-JSON by the rules of its schema, BibTeX as its parsers read it."""

import json
import re

import pytest
import sample_story
from hostile import analyzed
from hypothesis import HealthCheck, given, settings
from pybtex.database import parse_string

from tui.analysis.model import Analysis
from tui.article.model import Article, Authors, Field, Metadata
from tui.export.bibliography import Name, split_name
from tui.export.formats import named
from tui.export.options import Layout

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

NAME_PARTS = {"family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal", "comma-suffix"}


def written(name, *articles):
    analysis = Analysis("0" * 64, "0", "none")
    return "".join(named(name).write([(article, analysis) for article in articles], Layout(len(articles) == 1)))


def article(**known):
    return Article("No.", (), Metadata(**known), "no.txt")


def check_item(item):
    """What the schema of CSL-JSON 1.0.2 asks for, as far as we use it."""
    assert set(item) <= {"id", "type", "title", "author", "container-title", "issued", "URL", "language"}
    assert item["type"] in {"article-newspaper", "webpage", "document"}
    assert isinstance(item["id"], str)
    for name in ("title", "container-title", "URL", "language"):
        assert isinstance(item.get(name, ""), str)
    for author in item.get("author", []):
        assert author
        assert set(author) <= NAME_PARTS
        assert all(isinstance(part, str) and part for part in author.values())
    issued = item.get("issued", {})
    assert set(issued) <= {"date-parts", "raw", "circa"}
    for parts in issued.get("date-parts", []):
        assert 1 <= len(parts) <= 3
        assert all(isinstance(part, int) for part in parts)


@QUICK
@given(analyzed())
def test_csl_json_follows_the_schema_whatever_the_article_is_called(made):
    (item,) = json.loads(written("csl-json", made[0]))
    check_item(item)
    meta = made[0].metadata
    assert item["title"] == meta.title.value
    assert [author.get("literal") or author["family"] for author in item.get("author", [])] == [
        author if split_name(author) is None else split_name(author).family for author in meta.authors.value
    ]


def test_csl_json_of_a_story():
    (item,) = json.loads(written("csl-json", sample_story.ARTICLE))
    check_item(item)
    assert item == {
        "id": "oster2024council",
        "type": "article-newspaper",
        "title": sample_story.TITLE,
        "author": [{"family": "Oster", "given": "Wim"}],
        "container-title": "The Eastmere Courier",
        "issued": {"date-parts": [[2024, 3, 12]]},
        "URL": "https://courier.example/harbor-vote",
        "language": "en",
    }


def test_several_references_have_keys_of_their_own():
    keys = [item["id"] for item in json.loads(written("csl-json", *[sample_story.ARTICLE] * 3))]
    assert keys == ["oster2024council", "oster2024councilb", "oster2024councilc"]
    assert list(parse_string(written("bibtex", *[sample_story.ARTICLE] * 3), "bibtex").entries) == keys


@pytest.mark.parametrize(
    ("author", "parts"),
    [
        ("Wim Oster", Name("Wim", "", "Oster", "")),
        ("Ludwig van Beek", Name("Ludwig", "van", "Beek", "")),
        ("Ana P. Lund", Name("Ana P.", "", "Lund", "")),
        ("John Poe Jr.", Name("John", "", "Poe", "Jr.")),
        ("Harbor News Agency", None),
        ("Ana Maria Lopez", None),
        ("bell hooks", None),
        ("Reuters", None),
    ],
)
def test_names_are_taken_apart_only_where_the_parts_are_known(author, parts):
    assert split_name(author) == parts


def plain(latex):
    """What LaTeX would print."""
    for sign, name in (
        ("\\", "backslash"),
        ("{", "braceleft"),
        ("}", "braceright"),
        ("^", "asciicircum"),
        ("~", "asciitilde"),
    ):
        latex = latex.replace(rf"\text{name}{{}}", chr(0xE000 + ord(sign)))
    latex = re.sub(r"\\([#$%&_])", r"\1", latex).replace("{", "").replace("}", "")
    return "".join(chr(ord(sign) - 0xE000) if 0xE000 <= ord(sign) < 0xE100 else sign for sign in latex)


@QUICK
@given(analyzed())
def test_bibtex_is_read_back(made):
    meta = made[0].metadata
    (entry,) = parse_string(written("bibtex", made[0]), "bibtex").entries.values()
    assert " ".join(plain(entry.fields["title"]).split()) == meta.title.value
    assert len(entry.persons.get("author", [])) == len(meta.authors.value)
    assert (entry.type == "article") == bool(meta.publication.value)
    if meta.publication.value:
        assert " ".join(plain(entry.fields["journal"]).split()) == meta.publication.value


def test_bibtex_of_a_story():
    (entry,) = parse_string(written("bibtex", sample_story.ARTICLE), "bibtex").entries.values()
    assert str(entry.persons["author"][0]) == "Oster, Wim"
    assert dict(entry.fields) == {
        "title": f"{{{sample_story.TITLE}}}",
        "journal": "The Eastmere Courier",
        "year": "2024",
        "month": "March",
        "day": "12",
        "url": "https://courier.example/harbor-vote",
    }


def test_what_was_guessed_is_called_guessed():
    guessed = article(title=Field("Boats", guessed=True), authors=Authors(("Eve Lind",)), date=Field("2024"))
    assert "note = {title guessed}" in written("bibtex", guessed)
