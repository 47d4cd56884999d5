"""PDF files: reading order, what runs along the pages, words healed, and what is damaged."""

import re

import pytest
from made_files import lines, pdf, pdf_with_letters

from tui.article import SourceError
from tui.article.fetch.source import Mishap, Raw
from tui.article.formats import registry
from tui.article.model import Field, PasswordError

WORDS = (
    "The government of Norland said on Monday that it would not accept the proposal which its neighbors had sent the "
    "week before. Nothing in the papers suggests that anybody had asked the towns along the river, whose mayors were "
    "to meet in the evening. One of them, Ada Quill, told this paper that she had heard of it on the radio. "
)


def read(data, **more):
    raw, kind = registry.recognized(Raw("file", "file", data, **more))
    assert kind == "pdf"
    return registry.read(raw, kind)


def refused(data, **more):
    with pytest.raises(SourceError) as caught:
        read(data, **more)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def wrapped(text, width):
    from textwrap import wrap

    return wrap(text, width)


def shape(article):
    return [(str(block.kind), article.text[block.start : block.end]) for block in article.blocks]


def test_paragraphs_are_put_together_and_the_largest_line_is_the_title():
    def draw(canvas, _):
        y = lines(canvas, "Norland says no", size=22)
        y = lines(canvas, wrapped(WORDS, 85), y=y - 20)
        y = lines(canvas, "What comes next", size=15, y=y - 16, font="Times-Bold")
        lines(canvas, wrapped(WORDS, 85), y=y - 10)

    article = read(pdf(draw, title="Norland says no", author="Some Body"))
    assert shape(article) == [
        ("title", "Norland says no"),
        ("paragraph", WORDS.strip()),
        ("heading", "What comes next"),
        ("paragraph", WORDS.strip()),
    ]
    assert article.metadata.title == Field("Norland says no")
    assert (article.metadata.authors.value, article.metadata.authors.guessed) == (("Some Body",), True)
    assert article.heading_at(len(article.text) - 1) == "What comes next"


def test_running_heads_and_page_numbers_are_out_and_paragraphs_go_on_over_the_page():
    text = wrapped(WORDS * 12, 85)

    def draw(canvas, number):
        lines(canvas, "The Harbor Times · Special report", y=810, size=9)
        lines(canvas, text[(number - 1) * 12 : number * 12], y=760)
        lines(canvas, f"{number}", x=290, y=30, size=9)

    article = read(pdf(draw, pages=4))
    assert "Special report" not in article.text
    assert re.sub(r"\s+", " ", article.text) == " ".join(" ".join(text[:48]).split())
    assert len(article.blocks) == 1
    assert [article.page_at(at) for at in (0, len(article.text) - 1)] == [1, 4]
    third = article.breaks[1]
    assert third.page == 3
    assert article.text[third.offset :].startswith(text[24])


def test_numbers_in_the_text_are_no_page_numbers():
    def draw(canvas, number):
        y = lines(canvas, wrapped(WORDS, 85), y=700)
        lines(canvas, ["1,200 people live there."], y=y - 30)

    assert read(pdf(draw, pages=3)).text.count("1,200 people") == 3


@pytest.mark.parametrize("across", [False, True], ids=["drawn by columns", "drawn by lines"])
def test_columns_are_read_in_order(across):
    left, right = wrapped("Left. " + WORDS, 42), wrapped("Right. " + WORDS, 42)

    def draw(canvas, _):
        lines(canvas, "A headline over both of the columns here", size=20, y=780)
        canvas.setFont("Times-Roman", 11)
        if across:
            for n in range(max(len(left), len(right))):
                for column, x in ((left, 60), (right, 320)):
                    if n < len(column):
                        canvas.drawString(x, 740 - n * 14, column[n])
        else:
            lines(canvas, left, x=60, y=740, step=14)
            lines(canvas, right, x=320, y=740, step=14)

    article = read(pdf(draw))
    body = [text for kind, text in shape(article) if kind == "paragraph"]
    assert body == [f"Left. {WORDS}".strip(), f"Right. {WORDS}".strip()]


def test_words_cut_at_the_end_of_a_line_are_healed_unless_they_are_written_so():
    text = [
        "The spokes-",
        "woman of the well-",
        "known mill said that the deci-",
        "sion stands. It is a well-known mill, said",
        "the Russia-",
        "Turkey envoy.",
    ]

    def draw(canvas, _):
        lines(canvas, text)

    assert "The spokeswoman of the well-known mill said that the decision stands." in read(pdf(draw)).text
    assert "Russia-Turkey envoy" in read(pdf(draw)).text


def test_ligatures_are_letters():
    from reportlab.pdfbase import pdfmetrics

    from tui.article.formats.pdf.lines import _LIGATURES

    assert "eﬃcient ﬁgures ﬂow oﬀ".translate(_LIGATURES) == "efficient figures flow off"
    assert pdfmetrics.getFont("Times-Roman")


def test_captions_and_lists():
    def draw(canvas, _):
        y = lines(canvas, wrapped(WORDS, 85))
        y = lines(canvas, "Figure 1: The mill from the river", y=y - 20, size=9)
        lines(canvas, ["• One buyer from Norland", "• Two buyers from Eastmere"], y=y - 30)

    assert [kind for kind, _ in shape(read(pdf(draw)))] == ["paragraph", "caption", "list", "list"]


def plain(canvas, number):
    lines(canvas, wrapped(f"Page {number} begins. " + WORDS, 85))


def test_an_encrypted_file_asks_for_its_password():
    data = pdf(plain, password="swordfish")
    with pytest.raises(PasswordError, match="--password"):
        read(data)
    with pytest.raises(PasswordError, match="wrong"):
        read(data, password="carp")
    assert "Page 1 begins." in read(data, password="swordfish").text


def test_a_file_without_a_text_layer_is_named():
    def draw(canvas, _):
        canvas.rect(100, 100, 200, 200, fill=1)

    assert "no text layer" in refused(pdf(draw, pages=2))


def test_pages_that_are_pictures_are_told_of():
    def draw(canvas, number):
        if number == 2:
            canvas.rect(100, 100, 200, 200, fill=1)
        else:
            plain(canvas, number)

    article = read(pdf(draw, pages=3))
    assert "Page 3 begins." in article.text
    assert [notice.message for notice in article.notices] == [
        "Page 2 contains an image without text, which is not shown."
    ]


def test_a_file_that_is_cut_gives_its_good_pages():
    data = pdf(plain, pages=9)
    article = read(data[: len(data) * 2 // 3])
    assert "Page 1 begins." in article.text
    assert [notice.message for notice in article.notices] == [
        "Pages 6–9 could not be read and are not shown.",
        "This file is incomplete: the complete pages are shown, the rest is lost.",
    ]


def test_a_file_that_is_damaged_from_end_to_end_is_named():
    for data in (b"%PDF-1.7\n" + bytes(range(256)) * 20, b"%PDF-"):
        assert "damaged" in refused(data)


def test_pages_that_broke_the_reader_are_left_out_and_told_of():
    mishaps = (Mishap("crash", 2), Mishap("time", 5), Mishap("crash", 3))
    article = read(pdf(plain, pages=6), mishaps=mishaps)
    assert "Page 4 begins." in article.text
    assert "Page 2 begins." not in article.text
    assert article.notices[0].message == "Pages 2–3, 5 could not be read and are not shown."


def page_tree(kids, count):
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {count}/Kids[{kids}]>>".encode(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length 58>>stream\nBT /F 12 Tf 70 700 Td (The mill closed on Monday.) Tj ET\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>",
    ]
    return (
        b"%PDF-1.4\n"
        + b"".join(b"%d 0 obj\n%b\nendobj\n" % (n, o) for n, o in enumerate(objects, 1))
        + (b"trailer<</Root 1 0 R/Size 6>>")
    )


@pytest.mark.parametrize(
    ("kids", "count"), [("3 0 R 2 0 R", 3), ("3 0 R", 1_000_000_000), ("3 0 R " * 10, 10)], ids=["loop", "lie", "same"]
)
def test_a_loop_of_pages_or_a_lie_about_their_number_ends(kids, count):
    try:
        article = read(page_tree(kids, count))
    except SourceError as error:
        assert "damaged" in str(error)  # noqa: PT017
    else:
        assert "The mill closed on Monday." in article.text
        assert len(article.text) < 100_000


def test_what_marks_the_end_of_a_page_cannot_be_forged():
    from tui.article.formats.assemble import Piece, assemble

    found = assemble([Piece("It was \f7\f old."), Piece("Then \f2\f it closed.", page=1)])
    assert [(turned.page, found.text[turned.offset :]) for turned in found.breaks] == [(2, "it closed.")]
    assert "7" in found.text


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        (["11/25/26, 12:17 PM", "Norland says no | The Harbor Times"], ["https://harbor.example/norland", "{n}/{m}"]),
        (["Norland says no | The Har…", "https://harbor.example/norland"], ["{n} of {m}", "25.11.2026, 12:17"]),
    ],
    ids=["Chromium", "Firefox"],
)
@pytest.mark.parametrize("pages", [1, 2])
def test_what_a_browser_prints_around_a_page_is_out_and_its_address_is_known(head, foot, pages):
    def draw(canvas, number):
        for x, text in zip((24, 330), head, strict=True):
            lines(canvas, text, x=x, y=820, size=8)
        y = lines(canvas, "Norland says no", size=22, y=780) - 10 if number == 1 else 780
        lines(canvas, wrapped(WORDS, 85), y=y)
        for x, text in zip((24, 500), foot, strict=True):
            lines(canvas, text.format(n=number, m=pages), x=x, y=20, size=8)

    article = read(pdf(draw, pages=pages, title="Norland says no | The Harbor Times", creator="Mozilla/5.0 (X11)"))
    assert article.metadata.title.value == "Norland says no"
    assert article.metadata.url == Field("https://harbor.example/norland", guessed=True)
    assert article.metadata.date.value is None, "it was printed then, not published"
    assert shape(article) == [("title", "Norland says no"), *[("paragraph", WORDS.strip())] * pages]


def test_words_of_an_article_beside_an_address_stay():
    def draw(canvas, _):
        lines(canvas, "Read the report at https://harbor.example/report", y=820)
        lines(canvas, wrapped(WORDS, 85), y=780)

    article = read(pdf(draw))
    assert "Read the report at https://harbor.example/report" in article.text
    assert article.metadata.url.value is None


def test_a_byline_is_parted_from_the_paragraph_right_below():
    def draw(canvas, _):
        y = lines(canvas, "Norland says no", size=22)
        lines(canvas, ["By Ada Quill", *wrapped(WORDS, 85)], y=y - 20)

    article = read(pdf(draw))
    assert shape(article) == [("title", "Norland says no"), ("byline", "By Ada Quill"), ("paragraph", WORDS.strip())]
    assert article.metadata.authors.value == ("Ada Quill",)


def test_what_stands_above_a_title_is_no_title():
    def draw(canvas, _):
        y = lines(canvas, "Home  News  Sport", y=800)
        y = lines(canvas, "Norland says no", size=22, y=y - 30)
        lines(canvas, wrapped(WORDS, 85), y=y - 20)

    article = read(pdf(draw))
    assert article.metadata.title.value == "Norland says no"
    assert [kind for kind, _ in shape(article)] == ["paragraph", "title", "paragraph"]


@pytest.mark.parametrize("nothing", ["FFFE", "0000"])
def test_glyphs_without_a_letter_are_shown_and_told_and_never_read_as_hyphens(nothing):
    text = [
        (70, 700, b"The mayor said \x80 that it was f\x80ne, and that the spokes-"),
        (70, 686, b"woman of the mill had said nothing more about that st\x80"),
        (70, 672, b"ry in the morning of the day, and went home."),
    ]
    article = read(pdf_with_letters(text, {0x80: nothing}))
    assert article.text == (
        "The mayor said \ufffd that it was f\ufffdne, and that the spokeswoman of the mill had said nothing more about "
        "that st\ufffd ry in the morning of the day, and went home."
    )
    (notice,) = article.notices
    assert "3 characters" in notice.message


def test_columns_stay_in_order_where_glyphs_have_no_letter():
    left, right = wrapped("Left. " + WORDS, 42), wrapped("Right. " + WORDS, 42)
    text = [(60, 740 - n * 14, line.encode() + b"\x80") for n, line in enumerate(left)]
    text += [(330, 740 - n * 14, line.encode() + b"\x80") for n, line in enumerate(right)]
    found = read(pdf_with_letters(text, {0x80: "FFFE"})).text.replace("\ufffd", "")
    assert " ".join(found.split()) == f"Left. {WORDS.strip()} Right. {WORDS.strip()}"
