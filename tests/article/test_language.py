"""Which language an article is in."""

import pytest

from tui.article import language
from tui.article.model import Article, Block, Field, Metadata

ENGLISH = "The mill at Harrow Falls closed on Monday, and nobody in the town knows what will become of it. " * 4
FRENCH = "Le moulin a fermé lundi, et personne dans la commune ne sait ce que deviendra le bâtiment après l’hiver. " * 4


def of(text, stated=None):
    return language.of(Article(text, (Block(0, len(text)),), Metadata(language=Field(stated))))


def test_it_is_detected_where_nothing_is_stated():
    assert of(ENGLISH) == Field("en", guessed=True)
    assert of(FRENCH) == Field("fr", guessed=True)


def test_what_is_stated_holds_unless_the_words_plainly_say_otherwise():
    assert of(ENGLISH, "en_gb") == Field("en-GB")
    assert of(FRENCH, "en-US") == Field("fr", guessed=True)
    assert of("Mill closes", "de") == Field("de")
    assert of(ENGLISH, "what the cat dragged in") == Field("en", guessed=True)


@pytest.mark.parametrize("text", ["Mill closes", "", "1234 5678 " * 50, "?!" * 300, "\ufffd" * 300])
def test_of_a_few_words_nothing_is_said(text):
    assert of(text) == Field(None)


@pytest.mark.parametrize(
    ("name", "tag"), [("EN_us", "en-US"), ("zh-hans-cn", "zh-Hans-CN"), ("fr", "fr"), ("x", None), (None, None)]
)
def test_tags_are_written_as_they_should_be(name, tag):
    assert language.tag_of(name) == tag
