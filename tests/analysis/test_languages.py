"""Other languages than English: a pipeline is used when it is installed, and said to be wanting when it is not."""

import importlib
import json
import sys

import pytest

from tui.analysis import Analyzer
from tui.analysis.languages import explain_missing_pipeline, find_pipeline, get_language_name, suggest_pipeline
from tui.analysis.quote_marks import find_quotations
from tui.text.spans import Span

FRENCH = (
    "Le moulin de Valmont a fermé lundi, a annoncé le maire, Paul Lambert.\n"
    "« C'est un jour triste », a déclaré M. Lambert devant le conseil municipal de Valmont."
)


@pytest.fixture
def french(tmp_path, monkeypatch):
    """A small French pipeline, installed under the name that spaCy gives it."""
    import spacy

    nlp = spacy.blank("fr")
    nlp.add_pipe("sentencizer")
    patterns = [("PER", "Paul Lambert"), ("PER", "Lambert"), ("LOC", "Valmont")]
    nlp.add_pipe("entity_ruler").add_patterns([{"label": label, "pattern": name} for label, name in patterns])
    package = tmp_path / "fr_core_news_sm"
    package.mkdir()
    nlp.to_disk(package / "fr_core_news_sm-1.0.0")
    meta = {**nlp.meta, "name": "core_news_sm", "version": "1.0.0"}
    (package / "meta.json").write_text(json.dumps(meta))
    (package / "__init__.py").write_text(
        "from spacy.util import load_model_from_init_py\n\n\n"
        "def load(**overrides):\n    return load_model_from_init_py(__file__, **overrides)\n"
    )
    installed = tmp_path / "fr_core_news_sm-1.0.0.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: fr-core-news-sm\nVersion: 1.0.0\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    importlib.invalidate_caches()
    for name in [name for name in sys.modules if name.startswith("fr_core_news")]:
        monkeypatch.delitem(sys.modules, name)


def direct(text, analysis):
    return [" … ".join(text[start:end] for start, end in quote.content) for quote in analysis.quotes]


def test_an_installed_pipeline_finds_names(french):
    assert find_pipeline("fr-CA") == "fr_core_news_sm"
    analysis = Analyzer().analyze(FRENCH, language="fr-CA")
    assert analysis.model == "fr_core_news_sm"
    assert [(e.name, str(e.kind), len(e.mentions)) for e in analysis.entities] == [
        ("Valmont", "place", 2),
        ("Paul Lambert", "person", 2),
    ]
    assert analysis.entities[1].aliases == ["Lambert"]
    assert direct(FRENCH, analysis) == ["« C'est un jour triste »"]
    assert explain_missing_pipeline("fr", analysis.model) == ""


def test_without_a_pipeline_words_in_quote_marks_are_found_and_that_is_said():
    text = "Ministeren sa nei i dag. «Vi kan ikke godta dette forslaget nå», sa hun til avisen."
    analysis = Analyzer().analyze(text, language="no")
    if analysis.model:
        pytest.skip("a Norwegian pipeline is installed here")
    assert analysis.entities == []
    assert direct(text, analysis) == ["«Vi kan ikke godta dette forslaget nå»"]
    assert (analysis.quotes[0].speaker, analysis.quotes[0].cue) == (None, [])
    assert "No spaCy pipeline for Norwegian" in explain_missing_pipeline("no", analysis.model)
    assert "spacy download sv_core_news_sm" in explain_missing_pipeline("sv-FI", "")


def test_english_needs_no_other_pipeline_and_odd_tags_have_none():
    assert find_pipeline("en-GB") is find_pipeline("../x") is find_pipeline("") is None
    assert explain_missing_pipeline("en", "") == explain_missing_pipeline(None, "") == ""
    assert (get_language_name("fr-BE"), get_language_name("xx")) == ("French", "xx")
    assert (suggest_pipeline("no"), suggest_pipeline("zh"), suggest_pipeline("xx")) == (
        "nb_core_news_sm",
        "zh_core_web_sm",
        None,
    )


def test_a_package_of_that_name_without_a_pipeline_inside_is_not_used(tmp_path, monkeypatch):
    (tmp_path / "lt_core_news_sm").mkdir()
    (tmp_path / "lt_core_news_sm" / "__init__.py").write_text("raise SystemExit('imported')\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    importlib.invalidate_caches()
    assert find_pipeline("lt") != "lt_core_news_sm"


def test_pull_quotes_are_not_read_a_second_time():
    from tui.article.model import Block, BlockKind

    text = "“It was old and leaked,” she said.\nIt was old and leaked"
    at = text.index("\n")
    blocks = [Block(0, at), Block(at + 1, len(text), BlockKind.PULLQUOTE)]
    assert len(Analyzer(tagger=None).analyze(text, blocks).quotes) == 1


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Det var klart. ”Vi låter oss inte stressas”, säger Anna Lind.", "”Vi låter oss inte stressas”"),
        ("Nämnden sade nej. »Vi kan inte godta detta nu», sade hon.", "»Vi kan inte godta detta nu»"),
        ("Der Rat sagte nein. »Die Leute sollen wissen«, sagte Tobias Renn.", "»Die Leute sollen wissen«"),
    ],
)
def test_marks_that_are_alike_on_both_sides_and_marks_turned_around(text, quote):
    found = [text[q.start : q.end] for q in find_quotations(text, [Span(0, len(text))])]
    assert found == [quote]


def test_a_closing_mark_alone_opens_nothing():
    text = "He said ”no. She said “yes” and left. It was over.” Then"
    assert [text[q.start : q.end] for q in find_quotations(text, [Span(0, 12)])] == []
    assert [text[q.start : q.end] for q in find_quotations(text, [Span(13, len(text))])] == ["“yes”"]
