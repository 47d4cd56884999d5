"""Read Rich Text Format (RTF 1.9), which press offices and old word processors write: paragraphs and properties.

No library is used: the permissively licensed one takes time that grows with the square of a hostile file.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tui.article.clean import clean
from tui.article.fetch.source import Raw
from tui.article.formats import properties
from tui.article.formats.assemble import Piece, article_of
from tui.article.formats.paragraph_styles import kind_of_style
from tui.article.model import Article, BlockKind, Field, Metadata, SourceError

_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])"
    r"|(?P<brace>[{}])|(?P<end>[\r\n]+)|(?P<text>[^\\{}\r\n]+)",
    re.DOTALL,
)
_UNREAD = frozenset(
    "colortbl pict object header headerl headerr headerf footer footerl footerr footerf fldinst listtable "
    "listoverridetable revtbl rsidtbl generator themedata datastore latentstyles xmlnstbl bkmkstart bkmkend annotation "
    "atnid atnauthor atndate atnref pntext listtext filetbl nonshppict private xe tc ftnsep ftnsepc aftnsep".split()
)
"""Groups that contain no text of the document."""
_STARRED = frozenset({"shppict", "shpinst", "shptxt"})
"""Groups that are read although old programs may skip them."""
_INFO = frozenset({"title", "author", "creatim", "subject", "operator", "company", "doccomm", "keywords"})
_SIGNS = {
    "tab": " ", "line": "\u2028", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ", "zwj": "", "zwnj": "",
}  # fmt: skip
_MARKS = {"~": " ", "_": "-", "-": "", "{": "{", "}": "}", "\\": "\\"}
_ENDS = frozenset({"par", "sect", "page", "column"})
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258",
    177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
"""Code pages by the character set numbers of fonts."""
_DEEPEST = 10_000
_LONGEST_NAME = 60


def recognizes(raw: Raw) -> bool:
    """Whether `raw` starts like RTF."""
    return raw.data[:64].lstrip(b"\xef\xbb\xbf \r\n").startswith(b"{\\rtf")


def read(raw: Raw) -> Article:
    """Return the text of the document, with tracked changes as if accepted.

    Raises:
        SourceError: its groups are nested too deep.
    """
    document = _Document(raw)
    pieces = list(document.pieces())
    first = next((i for i, piece in enumerate(pieces[:3]) if piece.kind is BlockKind.TITLE), None)
    stated = document.metadata()
    if first is not None:
        title = " ".join(clean(pieces[first].text).text.split())
        stated = replace(stated, title=Field(title or None))
    return properties.confirmed(article_of(pieces, raw, stated))


@dataclass(slots=True)
class _Group:
    """The state inside a pair of braces."""

    name: str = ""
    unread: bool = False
    hidden: bool = False
    skip: int = 1
    codec: str = "cp1252"

    def inner(self) -> "_Group":
        return _Group(self.name, self.unread, self.hidden, self.skip, self.codec)


@dataclass(slots=True)
class _Paragraph:
    """The paragraph that is being read."""

    words: list[str] = field(default_factory=list)
    style: int | None = None
    heading: bool = False
    item: bool = False
    in_table: bool = False


class _Document:
    """Reads the tokens of a file in one pass."""

    def __init__(self, raw: Raw) -> None:
        self._raw = raw
        self._text = raw.data.decode("latin-1")  # each character a byte: what they mean depends on the font
        self._codec = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._styles: dict[int, str] = {}
        self._style = 0
        self._info: dict[str, list[str]] = {}
        self._day: dict[str, int] = {}
        self._bytes = bytearray()
        self._group = _Group()
        self._groups: list[_Group] = []
        self._paragraph = _Paragraph()
        self._skipping = 0
        self._starred = False

    def metadata(self) -> Metadata:
        """Return the metadata in the properties of the file, all of it as guessed."""
        known = {name: " ".join(clean("".join(words)).text.split()) for name, words in self._info.items()}
        day = None
        if {"yr", "mo", "dy"} <= self._day.keys():
            day = f"{self._day['yr']:04}-{self._day['mo']:02}-{self._day['dy']:02}"
        from tui.article.dates import iso

        return properties.stated(known.get("title"), properties.names(known.get("author", "")), iso(day))

    def pieces(self) -> Iterator[Piece]:
        """Yield the paragraphs in the order of the file."""
        at = 0
        while (found := _TOKEN.match(self._text, at)) is not None:
            at = found.end()
            kind = found.lastgroup
            word = found["word"]
            if kind == "text":
                self._say_bytes(found["text"])
            elif kind == "hex":
                self._say_bytes(chr(int(found["hex"], 16)))
            elif kind == "brace":
                self._decode()
                self._open() if found["brace"] == "{" else self._close()
                self._skipping = 0
            elif kind == "sign":
                self._sign(found["sign"])
            elif word is not None:
                number = int(found["number"]) if found["number"] else None
                if word == "bin":
                    at += max(0, min(number or 0, len(self._text) - at))
                    continue
                self._decode()
                if word in _ENDS or word == "row":
                    if not self._group.unread:
                        yield from self._end()
                else:
                    self._control(word, number)
        self._decode()
        yield from self._end()

    # ---------------------------------------------------------------- groups

    def _open(self) -> None:
        if len(self._groups) >= _DEEPEST:
            raise SourceError(f"{self._raw.name} is an RTF file that is damaged or unsafe; download it again.")
        self._groups.append(self._group)
        self._group = self._group.inner()

    def _close(self) -> None:
        if self._groups:
            self._group = self._groups.pop()

    def _sign(self, sign: str) -> None:
        self._decode()
        if sign == "*":
            self._starred = True
        elif sign in "\r\n":
            self._say("\u2028")
        elif sign in _MARKS:
            self._say(_MARKS[sign])

    # ---------------------------------------------------------------- control words

    def _control(self, word: str, number: int | None) -> None:
        starred, self._starred = self._starred, False
        group = self._group
        if word in {"fonttbl", "stylesheet", "info"}:
            group.name, group.unread = word, True
        elif group.name == "info" and word in _INFO:
            group.name = word
        elif word in {"pntext", "listtext"}:
            self._paragraph.item, group.unread = True, True
        elif word in _UNREAD or (starred and word not in _STARRED):
            group.unread, group.name = True, ""
        elif word == "u" and number is not None:
            self._say(chr(number % 0x10000))
            self._skipping = group.skip
        elif word == "uc":
            group.skip = max(0, min(number or 0, 100))
        elif word == "ansicpg" and number is not None:
            self._codec = group.codec = _known(f"cp{number}")
        elif word in {"f", "deff"}:
            self._font = number or 0
            group.codec = self._fonts.get(self._font, self._codec)
        elif word == "fcharset" and group.name == "fonttbl":
            self._fonts[self._font] = _CHARSETS.get(number or 0, self._codec)
        elif group.name == "creatim" and word in {"yr", "mo", "dy"} and number is not None:
            self._day[word] = number
        elif word in {"deleted", "v"}:
            group.hidden = number != 0
        elif word == "plain":
            group.hidden = False
        else:
            self._format(word, number)

    def _format(self, word: str, number: int | None) -> None:
        """Apply a control word that changes the paragraph rather than the group."""
        paragraph = self._paragraph
        if self._group.name == "stylesheet":
            if word == "s":
                self._style = number or 0
        elif self._group.unread:
            pass
        elif word == "pard":
            self._paragraph = _Paragraph(paragraph.words, item=paragraph.item)
        elif word == "s":
            paragraph.style = number
        elif word == "outlinelevel":
            paragraph.heading = True
        elif word == "intbl":
            paragraph.in_table = True
        elif word in {"cell", "nestcell"}:
            self._say(" | ")
            paragraph.in_table = True
        elif word in _SIGNS:
            self._say(_SIGNS[word])

    # ---------------------------------------------------------------- words

    def _say_bytes(self, text: str) -> None:
        if self._skipping:
            skipped = min(self._skipping, len(text))
            self._skipping -= skipped
            text = text[skipped:]
        self._bytes += text.encode("latin-1")

    def _decode(self) -> None:
        if self._bytes:
            data, self._bytes = bytes(self._bytes), bytearray()
            self._say(data.decode(self._group.codec, "replace"))

    def _say(self, words: str) -> None:
        group = self._group
        if group.name in _INFO:
            self._info.setdefault(group.name, []).append(words)
        elif group.name == "stylesheet":
            known = self._styles.get(self._style, "")
            if len(known) < _LONGEST_NAME:
                self._styles[self._style] = (known + words).strip(" ;")
        elif not group.unread and not group.hidden:
            self._paragraph.words.append(words)

    def _end(self) -> Iterator[Piece]:
        paragraph = self._paragraph
        self._paragraph = replace(paragraph, words=[], item=False)
        text = _joined("".join(paragraph.words)).strip(" ")
        if paragraph.in_table:
            text = text.removesuffix("|").strip(" ")
        if not text.strip(" |"):
            return
        kind = kind_of_style(self._styles.get(paragraph.style or 0, "")) if paragraph.style else None
        if paragraph.heading and kind is None:
            kind = BlockKind.HEADING
        if paragraph.in_table and " | " in text:
            kind = BlockKind.LIST
        elif paragraph.item:
            kind, text = BlockKind.LIST, f"• {text}"
        yield Piece(text, kind or BlockKind.PARAGRAPH)


def _joined(text: str) -> str:
    """Return `text` with surrogate pairs joined."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _known(codec: str) -> str:
    try:
        "".encode(codec)
    except LookupError:
        return "cp1252"
    return codec
