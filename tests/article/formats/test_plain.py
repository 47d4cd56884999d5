"""Plain text: its paragraphs, its title, its mail, its turns; every word is kept."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.article import BlockKind, open_source
from tui.article.model import Field
from tui.text.spans import Span

MAIL = """\
> On Monday, Ben Marsh wrote that the mill would close in the spring and
> that nobody on the board had been asked about it beforehand. He added
> that the town could still bid.
>
>> Is that certain? The last time we asked, the answer was that no buyer
>> had been found and that none was being looked for.

It is as certain as anything in Harrow Falls. The board met twice last
week, and the second meeting ended with a vote. I was there, and so was
Ada Quill, who will tell you the same if you ask her nicely on a Russia-
Turkey match day.

Yours,
Ben
"""


def read(text):
    return open_source("-", stdin=BytesIO(text.encode()))


def shape(article):
    return [(str(block.kind), article.text[block.start : block.end]) for block in article.blocks]


def kinds(text):
    return [str(block.kind) for block in read(text).blocks]


LINES = st.lists(
    st.text(st.sampled_from("aB “”.>-*: \t\xa0\u200b1Q"), max_size=90) | st.sampled_from(["", "> a", "Q: b", "- c"]),
    min_size=1,
).map("\n".join)


@given(LINES.filter(lambda text: any(char.isalnum() for char in text)))
def test_blocks_are_in_order_apart_and_hold_every_word(text):
    article = read(text)
    at = 0
    for block in article.blocks:
        assert block.start >= at
        assert not article.text[at : block.start].strip()
        words = article.text[block.start : block.end]
        assert words == words.strip() != ""
        assert "\n" not in words
        at = block.end
    assert not article.text[at:].strip()
    kept = [char for char in text if char.isalnum()]
    assert [char for char in article.text if char.isalnum()] == kept


@given(LINES.filter(lambda text: any(char.isalnum() for char in text)))
def test_the_file_can_be_given_back(text):
    article = read(text)
    assert article.original(Span(0, len(article.text))) == text


def test_every_line_is_a_paragraph_where_lines_are_long():
    paragraph = (
        "The board met twice last week, and the second meeting, which went on until midnight, ended with a vote."
    )
    article = read(f"{paragraph}\n{paragraph}\n\n{paragraph}\n")
    assert kinds(article.text) == ["paragraph"] * 3


def test_a_mail_wrapped_hard_is_joined_and_what_it_quotes_is_a_block_quote():
    article = read(MAIL)
    assert [kind for kind, _ in shape(article)] == ["blockquote", "blockquote", "paragraph", "paragraph", "paragraph"]
    first, second, third, *signature = [words for _, words in shape(article)]
    assert first.startswith("On Monday, Ben Marsh wrote that the mill would close in the spring and that nobody on")
    assert first.endswith("He added that the town could still bid.")
    assert second.endswith("the answer was that no buyer had been found and that none was being looked for.")
    assert third.endswith("if you ask her nicely on a Russia-Turkey match day.")
    assert signature == ["Yours,", "Ben"]
    assert article.original(Span(0, len(article.text))) == MAIL


def test_carriage_returns_and_joins_lead_back_to_the_source():
    source = MAIL.replace("\n", "\r\n")
    article = read(source)
    assert article.text == read(MAIL).text
    assert article.original(Span(0, len(article.text))) == source


def test_a_notice_stays_at_its_place_when_lines_are_joined():
    article = read(MAIL.replace("Quill", "Qu\u200bill"))
    (notice,) = article.notices
    assert article.text[notice.offset - 2 : notice.offset + 3] == "Quill"


HEADLINES = """\
Mill in Harrow Falls to close its gates by the end of the month of May
River ferry gets another year after the council finds the money at last
School choir sings for the governor in spite of the rain and the thunder
Hardware shop celebrates one hundred years with nails at the old prices
"""
VERSE = "Roses are red\nViolets are blue\nSugar is sweet\nAnd so are you\n"


@pytest.mark.parametrize("text", [HEADLINES, VERSE], ids=["headlines", "verse"])
def test_short_lines_that_end_where_they_should_stay_apart(text):
    assert len(read(text).blocks) == 4


def test_a_first_line_without_a_full_stop_is_the_title():
    article = read("Mill closes\nThe mill closed.\n")
    assert shape(article)[0] == ("title", "Mill closes")
    assert (article.metadata.title.value, article.metadata.title.guessed) == ("Mill closes", True)


@pytest.mark.parametrize(
    "text",
    [
        "The mill closed on Monday.\nIt was old.",
        "“The mill closed on Monday.”\nIt was old.",
        "Mill closes",
        "x" * 151 + "\nIt was old.",
        "Dear all,\nThe mill closed.",
    ],
    ids=["full stop", "quoted full stop", "nothing after it", "too long", "greeting"],
)
def test_other_first_lines_are_no_title(text):
    article = read(text)
    assert article.metadata.title.value is None
    assert article.blocks[0].kind is BlockKind.PARAGRAPH


@pytest.mark.parametrize(
    ("line", "names", "day"),
    [
        ("By Ada Quill", ("Ada Quill",), None),
        ("BY ADA QUILL and BEN MARSH", ("ADA QUILL", "BEN MARSH"), None),
        (
            "By Ada Quill, Ben Marsh and Jo van der Lund, staff writers",
            ("Ada Quill", "Ben Marsh", "Jo van der Lund"),
            None,
        ),
        ("By Ada Quill | March 5, 2024", ("Ada Quill",), "2024-03-05"),
        ("Published on Tuesday, 5 March 2024 at 10:32 a.m.", (), "2024-03-05"),
        ("2024-03-05", (), "2024-03-05"),
    ],
)
def test_byline_and_date_are_guessed(line, names, day):
    article = read(f"Mill closes\n{line}\nThe mill closed.")
    assert shape(article)[1] == ("byline", line)
    assert (article.metadata.authors.value, article.metadata.date.value) == (names, day)
    assert article.metadata.authors.guessed is bool(names)


@pytest.mark.parametrize(
    "line", ["By the river, Ada waited", "By Monday", "February 31, 2024", "In March 2024 it closed."]
)
def test_what_only_looks_like_a_byline_or_a_date_is_a_paragraph(line):
    article = read(f"Mill closes\n{line}\nThe mill closed.")
    assert [str(block.kind) for block in article.blocks] == ["title", "paragraph", "paragraph"]
    assert article.metadata.authors.value == ()
    assert article.metadata.date.value is None


def test_the_agency_of_a_dateline_is_guessed_to_be_the_publication():
    article = read("Mill closes\nHARROW FALLS, Tamsin (Union Wire) — The mill closed.")
    assert (article.metadata.publication.value, article.metadata.publication.guessed) == ("Union Wire", True)


def test_turns_are_turns_only_where_there_are_several():
    assert kinds("Q: Why?\nA: Because it was old.\nQ: How old?\nA: A hundred years.") == ["turn"] * 4
    assert kinds("ADA QUILL: Why close?\nMARSH: It is old.\nIt was.\nADA QUILL: How old?")[1:3] == ["turn", "paragraph"]
    assert "turn" not in kinds("Update: The mill closed.\nIt was old.\nCorrection: It is older.")


def test_lists_are_lists():
    assert kinds("It was said:\n- that it is old;\n- that it leaks.\n• and more") == [
        "paragraph",
        "list",
        "list",
        "list",
    ]
    assert kinds("He paused.\n- and went on\nThe end.")[1] == "paragraph"


def test_a_right_to_left_article_keeps_its_positions():
    text = "הטחנה נסגרה\nהטחנה בהארו פולס נסגרה ביום שני, אמרה עדה קוויל.\u200f\n"
    article = read(text)
    assert article.text == text
    assert article.text[article.blocks[1].start :].startswith("הטחנה בהארו")


HEAD = """\
From: Ben Marsh <ben@mill.example>
To: Ada Quill <ada@courier.example>
Subject: What the board of the mill at Harrow Falls decided on Monday night
Date: Tue, 05 Mar 2024 10:32:00 +0000

"""


def test_the_head_of_a_mail_says_who_wrote_it_and_when():
    article = read(HEAD + MAIL)
    assert [str(block.kind) for block in article.blocks[:5]] == [
        *["boilerplate"] * 2,
        "title",
        "boilerplate",
        "blockquote",
    ]
    metadata = article.metadata
    assert metadata.title.value == "What the board of the mill at Harrow Falls decided on Monday night"
    assert (metadata.authors.value, metadata.date.value) == (("Ben Marsh",), "2024-03-05T10:32:00+00:00")
    assert not metadata.authors.guessed
    assert article.original(Span(0, len(article.text))) == HEAD + MAIL


def test_a_line_that_begins_with_from_is_no_mail():
    assert kinds("From: the river\n\nThe mill closed.\n")[1] == "paragraph"
    assert "boilerplate" not in kinds("From the river\nSubject: mills\nThe mill closed.\n")


def test_a_line_of_newspaper_and_date_is_no_paragraph_and_guessed():
    article = read("Ferry runs again\n\nBy Ada Quill\n\nHARBOR TIMES, March 14, 2024\n\nThe ferry ran again on Monday.")
    assert article.metadata.publication == Field("HARBOR TIMES", guessed=True)
    assert article.metadata.date == Field("2024-03-14", guessed=True)


def test_a_town_before_a_date_is_no_newspaper():
    article = read("Ferry runs again\n\nVellin, March 14, 2024\n\nThe ferry ran again on Monday.")
    assert article.metadata.publication.value is None


def test_what_says_that_it_is_a_press_release_is_not_its_title():
    text = (
        "PRESS RELEASE\nFor immediate release: March 12, 2024\n\nLakeside secures money for flood defenses\n\n"
        "Lakeside Council has today announced that it has secured the money it had asked for in the spring."
    )
    article = read(text)
    assert [str(block.kind) for block in article.blocks] == ["boilerplate", "boilerplate", "title", "paragraph"]
    assert article.metadata.title == Field("Lakeside secures money for flood defenses", guessed=True)
