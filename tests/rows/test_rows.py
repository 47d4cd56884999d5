"""The rows of lists and details, without a screen."""

import pytest
import sample_story
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.article.model import Article, Block, BlockKind, Notice
from tui.document.index import DocumentIndex
from tui.document.paragraphs import Paragraphs
from tui.document.selection import Selection
from tui.rows.details import article_rows, detail_rows
from tui.rows.dispersion import bar
from tui.rows.entities import entity_rows
from tui.rows.header import headline
from tui.rows.line import Row, wrap
from tui.rows.matching import find_matching
from tui.rows.quotes import quote_rows
from tui.text.display import fit, shown
from tui.text.spans import Span

WIDTHS = (16, 31, 46, 90)


@pytest.fixture
def reading() -> DocumentIndex:
    return DocumentIndex(sample_story.ARTICLE, sample_story.analysis())


def texts(rows: list[Row]) -> list[str]:
    return [row.text for row in rows]


def only(rows: list[Row], words: str) -> Row:
    (row,) = [row for row in rows if words in row.text]
    return row


# ---------------------------------------------------------------- the bar


def test_bar_shows_positions() -> None:
    assert bar([0], 100, 4) == "⡄⠀⠀⠀"
    assert bar([99], 100, 4) == "⠀⠀⠀⢠"
    assert bar([], 100, 2) == "⠀⠀"


def test_bar_height_is_limited() -> None:
    assert bar([0, 1, 2], 100, 1) == "⡇"
    assert bar([0] * 50, 100, 1) == "⡇"


@given(st.lists(st.integers(0, 10_000)), st.integers(0, 10_000), st.integers(0, 30))
def test_bar_has_its_width(offsets: list[int], length: int, width: int) -> None:
    assert len(bar(offsets, length, width)) == width


# ---------------------------------------------------------------- lines


@given(st.text(), st.integers(0, 40))
def test_fit_is_exactly_as_wide_as_asked(text: str, width: int) -> None:
    assert cell_len(fit(shown(text), width)) == width


@given(st.lists(st.tuples(st.text(alphabet="ab 日—", max_size=20), st.sampled_from(["", "hit"])), max_size=6))
def test_wrapping_keeps_roles_and_width(runs: list[tuple[str, str]]) -> None:
    lines = wrap(runs, 12)
    assert all(sum(cell_len(text) for text, _ in line) <= 12 for line in lines)
    marked = "".join(text for text, role in runs if role).replace(" ", "")
    assert "".join(text for line in lines for text, role in line if role).replace(" ", "") == marked


def test_cut_text_ends_with_an_ellipsis() -> None:
    (line,) = wrap([("one two three four", "")], 10, most=1)
    assert "".join(text for text, _ in line) == "one two…"


def test_long_word_is_cut() -> None:
    (line,) = wrap([("A Donaudampfschifffahrtsgesellschaft sails", "")], 20, most=1)
    assert "".join(text for text, _ in line) == "A Donaudampfschifff…"


# ---------------------------------------------------------------- places


def test_paragraphs_are_counted_without_the_title() -> None:
    paragraphs = Paragraphs(sample_story.ARTICLE)
    assert paragraphs.label(0) == "title"
    assert paragraphs.label(sample_story.span("Sand is patient").start) == "¶7"


def test_context_of_a_mention_has_whole_words() -> None:
    around = Paragraphs(sample_story.ARTICLE).around(sample_story.span("Brandt", 2), 20, 12)
    assert around == ("…a quay on sand,” ", "Brandt", " told the…")
    assert Paragraphs(sample_story.ARTICLE).around(sample_story.span("The town"), 20, 8).before == ""


# ---------------------------------------------------------------- entities


def test_order_of_entities(
    reading: DocumentIndex,
) -> None:
    rows = texts(entity_rows(reading, 46))
    names = [row.split("  ")[0].strip() for row in rows]
    assert names[:5] == ["● Ada Brandt", "● Joris Hale", "■ Port Authority of Marr…", "▲ Eastmere", "▲ Marrow Harbor"]
    at = names.index("▲ Norland")
    assert names[at + 1] == "└ ◆ Norlandish"
    assert names[-2:] == ["Unnamed speakers", "● a senior official"]


def test_group_without_its_country_comes_last(reading: DocumentIndex) -> None:
    reading.analysis.relations.clear()
    assert "Groups" in texts(entity_rows(reading, 46))[-2]


def test_entity_shows_its_counts(reading: DocumentIndex) -> None:
    row = only(entity_rows(reading, 46), "Ada Brandt")
    assert "5×" in row.text
    assert "4“" in row.text
    assert row.target is not None
    assert row.target.selection == Selection("entity", "e1")
    assert row.target.span == sample_story.span("Ada Brandt")


def test_entities_of_one_kind(reading: DocumentIndex) -> None:
    assert {row.text[0] for row in entity_rows(reading, 46, "organization")} == {"■"}


def test_filter_finds_substrings_before_fuzzy_matches(reading: DocumentIndex) -> None:
    assert [row.text.split()[1] for row in entity_rows(reading, 46, typed="hale")] == ["Joris"]
    rows = texts(entity_rows(reading, 46, typed="pam"))
    assert "Similar" in rows[0]
    assert "Port Authority" in rows[1]
    assert find_matching(["Norland", "Marland"], "LAND", lambda name: [name]) == (["Norland", "Marland"], [])
    assert find_matching(["Norland"], "xyz", lambda name: [name]) == ([], [])


@pytest.mark.parametrize("width", WIDTHS)
def test_no_row_is_too_wide(reading: DocumentIndex, width: int) -> None:
    rows = [
        *entity_rows(reading, width),
        *quote_rows(reading, width),
        *article_rows(sample_story.ARTICLE, width, reading),
    ]
    for entity in reading.analysis.entities:
        rows += detail_rows(reading, Selection("entity", entity.id), width)
    for quote in reading.analysis.quotes:
        rows += detail_rows(reading, Selection("quote", quote.id), width)
    assert max(cell_len(line) for row in rows for line in row.text.split("\n")) <= width


# ---------------------------------------------------------------- quotes


def test_quotes_are_in_text_order(reading: DocumentIndex) -> None:
    rows = texts(quote_rows(reading, 46))
    assert [row.split("\n")[0][:14].strip() for row in rows[:3]] == ["~ Ada Brandt", "“” Ada Brandt", "“~ Ada Brandt"]
    assert "the port authority had hidden" in rows[0]
    assert rows[1].split("\n")[0].endswith("¶2")


def test_unattributed_quote_says_so(reading: DocumentIndex) -> None:
    assert "not attributed" in texts(quote_rows(reading, 46, "unattributed"))[0]


def test_unresolved_source_is_shown_in_its_words(reading: DocumentIndex) -> None:
    reading.analysis.quotes[5].speaker = None
    assert "A senior official, who asked" in only(quote_rows(reading, 90), "Norlandish").text
    assert "(not identified)" in only(quote_rows(reading, 90), "Norlandish").text
    assert "A senior official, who asked…  ? ¶5" in only(quote_rows(reading, 38), "Norlandish").text


def test_unattributed_quotes_are_counted_as_listed(reading: DocumentIndex) -> None:
    reading.analysis.quotes[5].speaker = None
    assert len(list(quote_rows(reading, 46, "unattributed"))) == 1
    assert "1 of them not attributed" in only(article_rows(sample_story.ARTICLE, 90, reading), "Found").text


def test_no_speaker_is_quoted_via_themselves(reading: DocumentIndex) -> None:
    reading.analysis.quotes[4].speaker = "e2"
    assert not any(" via " in text for text in texts(quote_rows(reading, 90)))
    assert not any("Via" in text for text in texts(detail_rows(reading, Selection("quote", "q5"), 60)))


def test_details_of_a_paraphrase_leave_out_the_attribution(reading: DocumentIndex) -> None:
    quote = reading.analysis.quotes[6]
    quote.content = [sample_story.span("next to nothing,"), sample_story.span("that the port authority")]
    rows = texts(detail_rows(reading, Selection("quote", "q7"), 60))
    assert rows[1] == "▌ next to nothing"


def test_list_shows_via_and_doubt(reading: DocumentIndex) -> None:
    assert "Ada Brandt (uncertain) via Joris Hale" in only(quote_rows(reading, 60), "via Joris Hale").text
    assert "Ada Brandt ? via Joris H" in only(quote_rows(reading, 34), "via Joris").text


def test_the_quotes_of_one_speaker(reading: DocumentIndex) -> None:
    assert len(list(quote_rows(reading, 46, speaker="e2"))) == 3
    assert len(list(quote_rows(reading, 46, "direct", speaker="e2"))) == 1
    assert len(list(quote_rows(reading, 46, typed="sand"))) == 2


# ---------------------------------------------------------------- details


def test_details_list_mentions_in_context(reading: DocumentIndex) -> None:
    rows = list(detail_rows(reading, Selection("entity", "e1"), 46))
    mentions = [row for row in rows if row.target is not None and row.target.selection is None]
    places = [mention.span for mention in reading.analysis.entities[0].mentions]
    assert [row.target.span for row in mentions if row.target] == places
    assert mentions[2].text.startswith("¶3    The mayor said the delay")
    assert mentions[2].text.split("\n")[1].startswith("descr")
    assert mentions[4].text.split("\n")[1].startswith("pron?")
    assert ("Brandt", "hit") in mentions[1].lines[0]


def test_details_go_to_quotes_and_entities(reading: DocumentIndex) -> None:
    rows = list(detail_rows(reading, Selection("entity", "e3"), 46))
    about = only(rows, "the port authority had hidden")
    assert about.target is not None
    assert about.target.selection == Selection("quote", "q1")
    hale = [row for row in rows if row.target and row.target.selection == Selection("entity", "e2")]
    assert hale[0].text.startswith("● Joris Hale")


def test_a_group_is_linked_to_its_country(reading: DocumentIndex) -> None:
    row = only(detail_rows(reading, Selection("entity", "e6"), 46), "Nationality")
    assert row.target is not None
    assert row.target.selection == Selection("entity", "e5")


def test_details_of_a_quote_are_complete(reading: DocumentIndex) -> None:
    text = "\n".join(texts(detail_rows(reading, Selection("quote", "q2"), 60)))
    assert "“Nobody builds a quay on sand,”" in text
    assert "“And nobody [in this hall] has seen the survey.”" in text
    assert "Direct quote · said · ¶2" in text
    assert "● Ada Brandt as “Brandt”" in text
    assert "Cue       told" in text
    assert "To        the council" in text
    assert "98%" in text
    assert "hand-made" in text
    nested = "\n".join(texts(detail_rows(reading, Selection("quote", "q5"), 60)))
    assert "Via       ● Joris Hale" in nested
    assert "attribution uncertain" in nested


def test_details_of_the_article() -> None:
    article = Article(
        "One two", (Block(0, 7),), source="a.txt", notices=(Notice("A hidden character was removed.", 4),)
    )
    rows = article_rows(article, 46)
    assert "2 words" in only(rows, "Length").text
    notice = only(rows, "hidden")
    assert notice.target is not None
    assert notice.target.span == Span(4, 5)
    assert notice.text.startswith("¶1")


def test_header_fits_its_width() -> None:
    assert headline(sample_story.ARTICLE, 100) == (sample_story.TITLE, " · The Eastmere Courier · March 12, 2024")
    title, rest = headline(sample_story.ARTICLE, 30)
    assert cell_len(title) == 30
    assert rest == ""
    assert headline(Article("", (), source="articles/story.txt"), 30)[0] == "story.txt"
    title, rest = headline(sample_story.ARTICLE, 34, "2 of 3")
    assert (cell_len(title + rest), rest) == (34, " · 2 of 3")


def test_names_are_not_cut_for_the_bar(reading: DocumentIndex) -> None:
    def of_hale(width: int) -> str:
        return next(row.text for row in entity_rows(reading, width) if "Joris" in row.text)

    assert of_hale(60) != of_hale(60).rstrip("⠀▁▂▃▄▅▆▇█ ·")
    for width in range(26, 60):
        assert "Joris Hale" in of_hale(width)


def test_dateline_is_not_an_author() -> None:
    lines = ["By May Jones", "May 3, 2024", "Published on Tuesday", "Maybe 3 people", "2024-03-12 by A. B."]
    text, blocks = "\n".join(lines), []
    for line in lines:
        start = text.index(line)
        blocks.append(Block(start, start + len(line), BlockKind.BYLINE))
    names = Paragraphs(Article(text, tuple(blocks)))
    assert [names.name(block.start) for block in blocks] == ["by", "date", "date", "by", "date"]
