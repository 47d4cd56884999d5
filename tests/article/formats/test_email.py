"""Mail messages, subtitles, and what is packed with gzip."""

import gzip
import zlib
from email.message import EmailMessage

import pytest

from tui.article import SourceError
from tui.article.fetch.compressed import unpacked
from tui.article.fetch.source import LIMIT, Raw
from tui.article.formats import registry
from tui.text.spans import Span

BODY = """\
Dear Ada,

the board of the mill decided on Monday night that the gates will close
in the spring, and that nobody on the staff is to be told before the
council has met.

> What did the mayor say? We heard that she was against it, and that
> she would bring it before the council.

She said “never”.
Ben
"""
ASKED = "What did the mayor say? We heard that she was against it, and that she would bring it before the council."


def read(data, kind=None):
    raw, found = registry.recognized(Raw("file", "file", data if isinstance(data, bytes) else data.encode()))
    assert kind is None or found == kind
    return registry.read(raw, found)


def shape(article):
    return [(str(block.kind), article.text[block.start : block.end]) for block in article.blocks]


def mail(**headers):
    message = EmailMessage()
    message["From"] = "Bén Marsh <ben@mill.example>"
    message["To"] = "ada@courier.example"
    message["Subject"] = "What the board decided — in the end"
    message["Date"] = "Tue, 05 Mar 2024 10:32:00 +0100"
    message["Message-ID"] = "<1@mill.example>"
    return message


# Mail


def test_a_mail_says_who_wrote_it_when_and_about_what():
    message = mail()
    message.set_content(BODY, cte="quoted-printable")
    article = read(message.as_bytes(), "email")
    meta = article.metadata
    assert (meta.title.value, meta.title.guessed) == ("What the board decided — in the end", False)
    assert (meta.authors.value, meta.date.value) == (("Bén Marsh",), "2024-03-05T10:32:00+01:00")
    kinds = [kind for kind, _ in shape(article)]
    assert kinds[:4] == ["boilerplate", "boilerplate", "boilerplate", "title"]
    assert ("blockquote", ASKED) in shape(article)
    assert article.original(Span(article.text.index("Dear"), len(article.text))).rstrip() == BODY.rstrip()
    assert "Monday night that the gates will close in the spring, and that nobody" in article.text


def test_the_page_of_a_mail_is_read_where_its_text_says_nothing():
    message = mail()
    message.set_content("View this mail in a browser.")
    message.add_alternative(
        "<html><body><h1>The mill closes</h1><p>" + "It was old, said the mayor, and nobody wanted it. " * 20 + "</p>"
        '<div style="display:none">Preheader</div><script>evil()</script></body></html>',
        subtype="html",
    )
    article = read(message.as_bytes(), "email")
    assert ("heading", "The mill closes") in shape(article)
    assert "Preheader" not in article.text
    assert "evil" not in article.text


def test_what_is_attached_is_told_of():
    message = mail()
    message.set_content(BODY)
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="minutes\x1b[2J.pdf")
    (notice,) = read(message.as_bytes(), "email").notices
    assert notice.message.startswith("An attachment is not shown: minutes")
    assert "\x1b" not in notice.message


@pytest.mark.parametrize("charset", ["x-made-up", "utf-8", "unicode-escape"])
def test_the_charset_of_a_mail_is_a_claim_like_any_other(charset):
    head = "From: a@b.example\nSubject: Mill\nMIME-Version: 1.0\nContent-Type: text/plain; charset=" + charset
    data = f"{head}\nContent-Transfer-Encoding: 8bit\n\n".encode() + "“Ça alors”, said the mayor.".encode("cp1252")
    assert "“Ça alors”, said the mayor." in read(data, "email").text


def test_headers_that_are_no_headers_do_not_matter():
    head = b"From: \xff\xfe <<>>\nSubject: =?x?q?=?=\nDate: yesterday\nMIME-Version: 1.0\nContent-Type: ;;="
    data = head + b"\n\nThe mill closed."
    article = read(data, "email")
    assert "The mill closed." in article.text
    assert article.metadata.date.value is None


def test_a_text_that_begins_with_words_and_colons_is_no_mail():
    assert read("Subject: the mill\nFrom: the river\n\nIt closed.\n", "plain")


def test_a_mail_without_words_is_named():
    message = mail()
    message.set_content("<html></html>", subtype="html")
    with pytest.raises(SourceError, match="without text"):
        read(message.as_bytes())


# Subtitles


SRT = """\
1
00:00:01,000 --> 00:00:03,000
<i>The mill closed</i>
on Monday.

2
00:00:03,100 --> 00:00:05,000
- Why did it close?
- It was old.

3
00:00:09,000 --> 00:00:11,000
{\\an8}MAYOR QUILL: We shall miss it.
"""
VTT = """\
WEBVTT - Interview

NOTE made by hand

00:01.000 --> 00:03.000 align:start
<v Ada Quill>We shall miss &amp; mourn it.

00:03.000 --> 00:05.000
<v Ada Quill>All of us.

cue-3
00:05.000 --> 00:07.000
<v.loud Reporter>Why<00:00:06.000> now?
"""


def test_subtitles_are_a_dialogue():
    assert shape(read(SRT, "subtitles")) == [
        ("paragraph", "The mill closed on Monday."),
        ("turn", "Why did it close?"),
        ("turn", "It was old."),
        ("turn", "MAYOR QUILL: We shall miss it."),
    ]


def test_the_voices_of_a_transcript_are_its_turns():
    assert shape(read(VTT, "subtitles")) == [
        ("turn", "Ada Quill: We shall miss & mourn it. All of us."),
        ("turn", "Reporter: Why now?"),
    ]


def test_captions_that_roll_up_are_read_once():
    rolling = "WEBVTT\n\n00:01.000 --> 00:02.000\nthe mill\n\n00:02.000 --> 00:03.000\nthe mill\nclosed today\n"
    assert read(rolling, "subtitles").text == "the mill closed today"


def test_subtitles_without_words_are_named():
    with pytest.raises(SourceError, match="subtitle file"):
        read("WEBVTT\n\n00:01.000 --> 00:03.000\n\n")


# gzip


def test_what_is_packed_is_recognized_by_what_is_in_it():
    assert read(gzip.compress(SRT.encode()), "subtitles")
    assert read(gzip.compress(gzip.compress(b"The mill closed.")), "plain").text == "The mill closed."
    members = gzip.compress(b"The mill ") + gzip.compress(b"closed.")
    assert read(members).text == "The mill closed."


def test_a_bomb_is_unpacked_up_to_the_limit_alone():
    packer = zlib.compressobj(9, wbits=31)
    data = b"".join([*(packer.compress(b"a word " * (1 << 20)) for _ in range(20)), packer.flush()])
    raw = unpacked(Raw("file", "file", data))
    assert (len(raw.data), raw.cut) == (LIMIT, True)
    assert "Only the first 32 MB" in raw.notices()[0].message


def test_what_is_damaged_gives_what_is_sound():
    data = gzip.compress(b"The mill closed on Monday, and nobody knows what comes next. " * 50)
    assert read(data[: len(data) - 20]).text.startswith("The mill closed")
    with pytest.raises(SourceError, match="damaged gzip"):
        read(data[:12])


def test_a_bomb_in_a_bomb_is_not_unpacked_for_ever():
    data = b"The mill closed."
    for _ in range(5):
        data = gzip.compress(data)
    with pytest.raises(SourceError, match="too many times"):
        read(data)
