"""The body of an article on a page: its standfirst, what was passed over, furniture, kinds, live blogs."""

import time

import pytest

from tui.analysis import Analyzer
from tui.article import SourceError
from tui.article.fetch.source import Raw
from tui.article.formats import registry
from tui.article.formats.html.furniture import is_furniture

PARAGRAPHS = [
    f"The mill at Harrow Falls closed on {day} after a hundred years, Mayor Ada Quill said in the town hall at night."
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
]
STORY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
TITLE = "The mill at Harrow Falls closes"
DEK = "Nobody wanted the wheels any more, but the town will miss their sound in the night"


def read(body, head=""):
    page = f"<html><head><title>{TITLE} | Courier</title>{head}</head><body>{body}</body></html>"
    raw, kind = registry.recognized(Raw("page.html", "page.html", page.encode()))
    assert kind == "html"
    return registry.read(raw, kind)


def words(kind, article):
    return [article.text[b.start : b.end] for b in article.blocks if b.kind == kind]


# The standfirst


@pytest.mark.parametrize(
    ("block", "head"),
    [
        (f'<p class="article-dek">{DEK}.</p>', ""),
        (f'<div class="StandFirst"><p>{DEK}.</p></div>', ""),
        (f"<p>{DEK}.</p>", f'<meta name="description" content="{DEK}.">'),
        (f"<h2>{DEK}</h2>", ""),
        (f'<p class="css-1x2y3z">{DEK}.</p>', f'<meta property="og:description" content="{DEK}.">'),
    ],
    ids=["by name", "around it", "by description", "below the headline", "by og:description"],
)
def test_the_standfirst_is_a_block_of_its_own(block, head):
    article = read(
        f"<article><h1>{TITLE}</h1>{block}<p>By Ada Quill</p><div class='body'>{STORY}</div></article>", head
    )
    assert [text.rstrip(".") for text in words("standfirst", article)] == [DEK]
    assert words("paragraph", article) == PARAGRAPHS


@pytest.mark.parametrize(
    "line", ["By Ada Quill, March 5, 2024 10:32 am", "Updated: 10:32 GMT, 5 March 2024", "Sign up for our newsletter."]
)
def test_what_else_stands_below_a_headline_is_no_standfirst(line):
    assert not words(
        "standfirst", read(f"<article><h1>{TITLE}</h1><p class='intro'>{line}</p><div>{STORY}</div></article>")
    )


def test_the_first_paragraph_of_a_story_is_none_though_a_description_repeats_it():
    head = f'<meta name="description" content="{PARAGRAPHS[0]}">'
    article = read(f"<article><h1>{TITLE}</h1><div>{STORY}</div></article>", head)
    assert not words("standfirst", article)
    assert words("paragraph", article) == PARAGRAPHS


def test_a_standfirst_is_analyzed_for_names_and_never_for_quotes():
    said = "“We shall miss its sound in the night,” Mayor Ada Quill said of the mill at Harrow Falls."
    article = read(f"<article><h1>{TITLE}</h1><p class='standfirst'>{said}</p><div>{STORY}</div></article>")
    assert words("standfirst", article) == [said]
    analysis = Analyzer().analyze(article.text, article.blocks)
    (block,) = (b for b in article.blocks if b.kind == "standfirst")
    assert not [q for q in analysis.quotes if block.start <= q.content[0].start < block.end]
    assert [m for e in analysis.entities for m in e.mentions if block.start <= m.start < block.end]


# What was passed over


def test_paragraphs_in_another_container_of_the_same_kind_come_back():
    half = len(PARAGRAPHS) // 2
    parts = ("".join(f"<p>{text}</p>" for text in some) for some in (PARAGRAPHS[:half], PARAGRAPHS[half:]))
    body = "<div class='ad'>Advertisement</div>".join(f"<div class='body-part'>{part}</div>" for part in parts)
    assert words("paragraph", read(f"<main><h1>{TITLE}</h1><div>{body}</div></main>")) == PARAGRAPHS


def test_headings_and_lists_between_the_paragraphs_of_a_story_belong_to_it():
    inside = "<h2>What comes next</h2><p>The council has three plans:</p><ul><li>A museum</li><li>A school</li></ul>"
    article = read(
        f"<article><h1>{TITLE}</h1><div>{STORY}{inside}{STORY.replace('hundred', 'thousand')}</div></article>"
    )
    assert words("heading", article) == ["What comes next"]
    assert words("list", article) == ["• A museum", "• A school"]


# Furniture


@pytest.mark.parametrize(
    "line",
    [
        *(
            "Read more: A town without a mill",
            "Advertisement",
            "CLICK HERE TO GET THE APP",
            "Sign up for our newsletter",
        ),
        *("Follow us on Facebook", "Lesen Sie auch: Die Mühle", "Les også: Møllen stenger", "Lee también: El molino"),
        *(
            "Czytaj także: Młyn",
            "Читайте также: Мельница",
            "À lire aussi : le moulin",
            "Lees ook: de molen",
            "関連記事",
        ),
        *(
            "Do you have a story? Get in touch",
            "Email: ada@courier.example",
            "Most read in Football",
            "• Leggi anche: il mulino",
        ),
    ],
)
def test_furniture_is_known_by_its_wording_and_reachable(line):
    assert is_furniture(line)
    article = read(f"<article><h1>{TITLE}</h1><div>{STORY}<p>{line}</p>{STORY}</div></article>")
    assert line not in article.text
    assert line in article.everything.text


@pytest.mark.parametrize(
    "line",
    [
        "Read carefully, the report says that the mill was sold twice.",
        "Advertisements for the mill hung in every shop of the town.",
        "Sharing the land was never what the mayor had wanted.",
        "“Sign up,” he told them, and they did.",
        "Following the vote, nobody said a word.",
        "More than a hundred people came.",
    ],
)
def test_sentences_of_a_story_are_no_furniture(line):
    assert not is_furniture(line)


def test_a_list_of_links_goes_unless_a_line_introduces_it():
    links = "<li><a href='/a'>A town without a mill at the river</a></li><li><a href='/b'>What the mayor knew</a></li>"
    links = f"<ul>{links}</ul>"
    page = f"<article><h1>{TITLE}</h1><div>{STORY}{{}}{STORY.replace('hundred', 'thousand')}</div></article>"
    assert "What the mayor knew" not in read(page.format(links)).text
    assert "What the mayor knew" in read(page.format(f"<p>The town has published two papers:</p>{links}")).text


def test_a_byline_that_is_a_link_is_no_way_out():
    line = "<p class='byline'>By <a href='/ada'>Ada Quill</a></p>"
    article = read(f"<article><h1>{TITLE}</h1>{line}<div>{STORY}</div></article>")
    assert article.metadata.authors.value == ("Ada Quill",)
    assert words("byline", article) == ["By Ada Quill"]


def test_a_heading_under_which_nothing_is_left_goes():
    more = "<h3>Elsewhere on the site</h3><ul><li><a href='/a'>A town without a mill</a></li></ul>"
    assert "Elsewhere" not in read(f"<article><h1>{TITLE}</h1><div>{STORY}{more}</div></article>").text


def test_another_story_below_the_story_is_left_out():
    other = STORY.replace("mill", "dam").replace("hundred", "thousand")
    body = f"<article><h1>{TITLE}</h1>{STORY}{STORY}</article><article><h1>The dam breaks</h1>{other}{other}</article>"
    article = read(body)
    assert "The mill at Harrow Falls closed" in article.text
    assert "The dam" not in article.text


# Kinds by content


@pytest.mark.parametrize(
    "frame", ["<blockquote>{}</blockquote>", "<aside>{}</aside>", "<div class='article-author'>{}</div>"]
)
def test_a_frame_around_the_article_does_not_make_it_something_else(frame):
    article = read(f"<h1>{TITLE}</h1>{frame.format(STORY)}")
    assert words("paragraph", article) == PARAGRAPHS


def test_bold_lines_are_subheads_but_bold_questions_are_questions():
    story = f"{STORY}<p><strong>Water woes</strong></p>{STORY}<p><b>What happens now?</b></p>{STORY}"
    article = read(f"<article><h1>{TITLE}</h1><div>{story}</div></article>")
    assert words("heading", article) == ["Water woes"]
    assert "What happens now?" in words("paragraph", article)


def test_what_is_written_at_a_picture_is_a_caption():
    story = f"{STORY}<p><img src='a.jpg'><br>The mill in 1990</p>{STORY}<p>Photo: Ada Quill / Courier</p>{STORY}"
    article = read(f"<article><h1>{TITLE}</h1><div>{story}</div></article>")
    assert words("caption", article) == ["The mill in 1990", "Photo: Ada Quill / Courier"]


def test_labels_are_no_speakers():
    lines = "".join(
        f"<p>{who}: something long enough to be a line of it, number {n}.</p>"
        for n, who in enumerate(["Image", "MORE"] * 3)
    )
    assert not words("turn", read(f"<article><h1>{TITLE}</h1><div>{STORY}{lines}{STORY}</div></article>"))


# Metadata


def test_the_title_is_what_readers_of_the_page_see():
    head = (
        f'<meta property="og:title" content="{TITLE} - Courier"><meta property="og:site_name" content="Courier">'
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "What is known"}</script>'
    )
    article = read(f"<article><h1>{TITLE}</h1><div>{STORY}</div></article>", head)
    assert article.metadata.title.value == TITLE
    assert words("title", article) == [TITLE]


def test_published_and_updated_are_told_apart():
    head = (
        '<meta property="article:published_time" content="2024-03-05T10:32:00+01:00">'
        '<meta property="article:modified_time" content="2024-03-07T08:00:00+01:00">'
    )
    meta = read(f"<article><h1>{TITLE}</h1><div>{STORY}</div></article>", head).metadata
    assert (meta.date.value, meta.updated.value) == ("2024-03-05T10:32:00+01:00", "2024-03-07T08:00:00+01:00")
    same = head.replace("2024-03-07T08:00:00", "2024-03-05T10:32:00")
    assert read(f"<article><h1>{TITLE}</h1><div>{STORY}</div></article>", same).metadata.updated.value is None
    older = head.replace("2024-03-07", "2012-03-07")
    assert read(f"<article><h1>{TITLE}</h1><div>{STORY}</div></article>", older).metadata.updated.value is None


def test_authors_and_date_come_from_the_lines_above_the_story_as_guesses():
    lines = "<p>Ada Quill/Ben Marsh</p><p class='byline'>Published 5 March 2024, 10:32</p>"
    meta = read(f"<article><h1>{TITLE}</h1>{lines}<div>{STORY}</div></article>").metadata
    assert (meta.authors.value, meta.authors.guessed) == (("Ada Quill", "Ben Marsh"), True)
    assert (meta.date.value, meta.date.guessed) == ("2024-03-05", True)


# Live blogs, several parts, and pages that ask to subscribe


def test_an_entry_of_a_live_blog_has_its_time_and_author():
    entries = "".join(
        f"<div class='entry'><div class='info'>{clock}<span>Ada Quill</span></div><div class='text'>"
        f"<h3>What happened at {clock}</h3><p>{text.replace('hundred', 'thousand')}</p></div></div>"
        for clock, text in zip(("20:42", "19:30", "18:15", "17:00"), PARAGRAPHS, strict=False)
    )
    article = read(f"<article><h1>{TITLE}</h1><div>{STORY}{entries}</div></article>")
    assert words("byline", article) == [f"{clock} Ada Quill" for clock in ("20:42", "19:30", "18:15", "17:00")]


def test_a_page_that_is_one_of_several_says_so():
    head = '<link rel="canonical" href="https://a.example/mill"><link rel="next" href="https://a.example/mill/2">'
    (notice,) = read(f"<article><h1>{TITLE}</h1><div>{STORY}</div></article>", head).notices
    assert "https://a.example/mill/2" in notice.message
    other = head.replace("mill/2", "another-story")
    assert not read(f"<article><h1>{TITLE}</h1><div>{STORY}</div></article>", other).notices


def test_a_page_that_says_only_subscribe_says_so():
    with pytest.raises(SourceError, match="asks you to subscribe"):
        read("<p>Subscribe now</p>")


# Pages that mean harm


@pytest.mark.parametrize(
    "body",
    [
        "<div>" + "A line of it<br>" * 20_000 + "<img></div>",
        "<ul>" + "<li><a href='/'>A way out of it</a></li>" * 20_000 + "</ul>",
        "<p>12:30 Ada</p><p>Something.</p>" * 10_000,
        "<div class='lead'>" * 1_000 + STORY + "x" * 1_000_000,
        "<p class='byline'>" + "<a>By</a> " * 20_000 + "</p>" + STORY,
        "<b>" + "<p>Bold as it can be</p>" * 20_000,
        "<aside>" + "<p>Some words that are again there</p>" * 5_000,
        "<p>" + "a" * 200_000 + ": " + "@" * 200_000 + "</p>" + STORY,
        "<p>Published " + "1" * 250 + "</p>" + STORY,
    ],
    ids=["lines", "links", "clocks", "depth", "bylines", "bold", "aside", "mail", "digits"],
)
def test_no_page_takes_long(body):
    began = time.perf_counter()
    read(f"<h1>{TITLE}</h1>{body}")
    assert time.perf_counter() - began < 15
