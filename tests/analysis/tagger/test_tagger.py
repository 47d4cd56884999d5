"""The tagger as it is shipped, on sentences of our own."""

import pytest
from marked import unmark

from tui.analysis import Analyzer
from tui.analysis.tagger.tagger import Tagger, hash_networks
from tui.analysis.version import WEIGHTS, get_weights_id, has_tagger

SENTENCES = """
{Ilse Brandt} <told> reporters outside the town hall [that the harbor would reopen on Monday].
{The union} <accused> [the ministry of hiding the report].
[“We were beaten by a better side,”] {the visiting captain} <conceded> before boarding the bus.
[“I have owned umbrellas with more backbone,”] <joked> {the retiring senator}.
{The mayor}, who had been silent for weeks, finally <conceded> [that the plan was dead].
[The harbor], {Brandt} <said>, [would never be the same].
""".strip().splitlines()


@pytest.mark.parametrize("marked", SENTENCES)
def test_a_cue_is_linked_to_its_source_and_its_content(tagging, marked):
    text, spans = unmark(marked)
    quotes = [q for q in tagging.analyze(text).quotes if q.parent is None]
    assert len(quotes) == 1
    assert [tuple(s) for s in quotes[0].source] == spans["source"]
    assert [(s.start, s.end) for s in quotes[0].content] == spans["content"]


def test_an_analysis_names_the_weights_that_made_it(tagging, analyzer):
    assert get_weights_id() in tagging.analyze("Brandt said so.").engine
    assert analyzer.analyze("Brandt said so.").engine.endswith("+rules")


def test_the_settings_belong_to_the_networks_beside_them():
    assert Tagger().settings["networks"] == hash_networks(WEIGHTS)


def test_without_weights_there_are_the_rules(tmp_path):
    assert not has_tagger(tmp_path)


def test_texts_in_other_languages_are_not_tagged(tagging):
    text = "Brandt told reporters that the harbor would reopen."
    assert tagging.analyze(text, language="fr").quotes == []


def test_the_same_text_is_tagged_the_same_way_in_any_company(tagging):
    text = "Ilse Brandt told reporters that the harbor would reopen on Monday."
    alone, again = (tagging.analyze(text).to_dict() for _ in range(2))
    assert alone == again


def test_nothing_is_loaded_before_it_is_needed():
    assert "_reader" not in vars(Analyzer()._tagger)
