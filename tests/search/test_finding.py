"""What a search finds, and that every place is exact."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.search.finder import PATIENCE, Finder
from tui.search.folded import Folded
from tui.search.matches import Matches
from tui.search.past import Past
from tui.search.query import Query, QueryError
from tui.text.spans import Span


def found(text: str, typed: str, *, regex: bool = False) -> list[str]:
    return [text[span.start : span.end] for span in Finder(text).find(Query(typed, regex))]


@pytest.mark.parametrize(
    ("text", "typed", "words"),
    [
        ("Ada met ada.", "ada", ["Ada", "ada"]),
        ("Ada met ada.", "Ada", ["Ada"]),
        ("a [sic] b", "[sic]", ["[sic]"]),
        ("it’s it‘s it's", "it's", ["it’s", "it‘s", "it's"]),
        ("“so” and «so»", '"so"', ["“so”", "«so»"]),
        ("a straight \"so\"", "“so”", ['"so"']),
        ("two\u00a0words and two \n words", "two words", ["two\u00a0words", "two \n words"]),
        ("care\u00adful care\u200bful", "careful", ["care\u00adful", "care\u200bful"]),
        ("well\u2011known well–known", "well-known", ["well\u2011known", "well–known"]),
        ("and so… on", "so...", ["so…"]),
        ("Müller, Muller, MÜLLER", "muller", ["Müller", "Muller", "MÜLLER"]),
        ("Müller, Muller, MÜLLER", "müller", ["Müller", "MÜLLER"]),
        ("Mu\u0308ller", "muller", ["Mu\u0308ller"]),
        ("Mu\u0308ller", "müller", ["Mu\u0308ller"]),
        ("Mu\u0308ller", "Müller", ["Mu\u0308ller"]),
        ("Mu\u0308", "mu", ["Mu\u0308"]),
        ("Jørgen Þórsson", "jorgen", ["Jørgen"]),
        ("Straße", "strasse", ["Straße"]),
        ("Straße", "s", ["S", "ß"]),
        ("ﬁnd", "find", ["ﬁnd"]),
        ("Всё и ещё: мой", "все", ["Всё"]),
        ("мои мой", "мои", ["мои"]),
        ("がか", "か", ["か"]),
        ("ΣΟΦΟΣ σοφός", "σοφος", ["ΣΟΦΟΣ", "σοφός"]),
        ("İstanbul Istanbul", "istanbul", ["İstanbul", "Istanbul"]),
        ("anything", "  ", []),
        ("anything", "\u00ad", []),
        ("a.b", ".", ["."]),
        ("aaaa", "aa", ["aa", "aa"]),
    ],
)  # fmt: skip
def test_words(text: str, typed: str, words: list[str]) -> None:
    assert found(text, typed) == words


@pytest.mark.parametrize(
    ("text", "typed", "words"),
    [
        ("Brandt told Hale. brandt", r"\bbran\w+", ["Brandt", "brandt"]),
        ("Brandt told Hale. brandt", r"\bBran\w+", ["Brandt"]),
        ("Brandt told Hale. brandt", r"\S+\sHale", ["told Hale"]),
        ("it’s", "it's", ["it’s"]),
        ("it's", "it’s", ["it's"]),
        ("one\ntwo\nthree", "^t.*$", ["two", "three"]),
        ("care\u00adful", "c.*l", ["care\u00adful"]),
        ("Müller", r"m.ller|muller", ["Müller"]),
        ("$5 or $12", r"\$\d+", ["$5", "$12"]),
        ("“never” and “ever”", '"[^"]*"', ["“never”", "“ever”"]),
        ("abc", "x*", []),
    ],
)
def test_regular_expressions(text: str, typed: str, words: list[str]) -> None:
    assert found(text, typed, regex=True) == words


@pytest.mark.parametrize("typed", ["(", "[", "a**", "(?P<", "\\", "(?P<x>a)(?P<x", "x" * 1000, "[z-a]", r"\p{Nope}"])
def test_invalid_regex_is_reported(typed: str) -> None:
    with pytest.raises(QueryError):
        Finder("text").find(Query(typed, regex=True))


def test_slow_regex_is_canceled() -> None:
    start = time.monotonic()
    with pytest.raises(QueryError, match="too long"):
        Finder("a word " * 5000).find(Query(r"(\w+\s?)*\d", regex=True))
    assert time.monotonic() - start < PATIENCE * 5


@pytest.mark.parametrize(
    "typed", ["((a{1000}){1000}){1000}", "(?:ab){100000000}", "a{999999999999}", "(" * 9 + "x{99}"]
)
def test_huge_regex_is_refused(typed: str) -> None:
    with pytest.raises(QueryError):
        Finder("text").find(Query(typed, regex=True))


def test_moderate_repetitions_are_valid() -> None:
    assert found("on 2024-03-12 and [{4}]", r"\d{4}-\d{2}-\d{2}|[{4}]{3}", regex=True) == ["2024-03-12", "{4}"]


SIGNS = "aAbBéÉe\u0301ßﬁİıøй '’‘\"“”«»-–—…\n\t\u00a0\u00ad\u200b\u2060.が\U0001f600Σς["


@given(st.text(SIGNS, max_size=60), st.data())
def test_matches_are_exact_and_complete(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 6)))
    typed = text[start:end]
    matches = Finder(text).find(Query(typed))
    before = 0
    for span in matches:
        assert before <= span.start < span.end <= len(text)
        before = span.end
    lower = Folded(typed.strip("\n"), case=False, accents=False).text
    for span in matches:
        assert lower.strip() in Folded(text[span.start : span.end], case=False, accents=False).text
    if typed.strip("\n") == typed and lower.strip() and typed.isalpha():
        assert matches.overlapping(start, end), "what stands there is found there"


@given(st.text(SIGNS, max_size=40), st.sampled_from([r"\w+", r"\S+", ".", r"\s+", "[ab]+", r"^.*$", r"(?i)É", "."]))
def test_regex_matches_are_exact(text: str, typed: str) -> None:
    before = 0
    for span in Finder(text).find(Query(typed, regex=True)):
        assert before <= span.start < span.end <= len(text)
        before = span.end


@given(st.text(max_size=80), st.booleans(), st.booleans(), st.booleans())
def test_folded_text_maps_back_in_order(text: str, case: bool, accents: bool, lines: bool) -> None:
    folded = Folded(text, case=case, accents=accents, lines=lines)
    places = [(at, at + 1) for at in range(len(folded.text))]
    spans = list(folded.matches(places))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    again = Folded(folded.text, case=case, accents=accents, lines=lines).text
    assert again == folded.text or not text.isascii(), "what is folded stays as it is"


def test_matches_by_offset() -> None:
    matches = Matches.of([Span(9, 12), Span(2, 4), Span(4, 6)])
    assert list(matches) == [Span(2, 4), Span(4, 6), Span(9, 12)]
    assert matches.overlapping(3, 5) == [Span(2, 4), Span(4, 6)]
    assert matches.overlapping(6, 9) == []
    assert matches.from_on(5) == Span(9, 12)
    assert matches.from_on(13) == Span(2, 4), "round the end"
    assert Matches().from_on(0) is None


def test_walk_through_past_searches() -> None:
    past = Past([Query("one"), Query("two"), Query("one")])
    assert past.queries == (Query("two"), Query("one"))
    typing = Query("thr")
    assert past.walk(-1, typing) is None
    assert past.walk(1, typing) == Query("one")
    assert past.walk(1, Query("one")) == Query("two")
    assert past.walk(1, Query("two")) is None
    assert past.walk(-1, Query("two")) == Query("one")
    assert past.walk(-1, Query("one")) == typing
    past.add(Query("  "))
    assert past.last == Query("one")
    past.before([Query("zero"), Query("one")])
    assert past.queries == (Query("zero"), Query("two"), Query("one"))
