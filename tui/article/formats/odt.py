"""Read text documents of LibreOffice and others (ODT: OpenDocument 1.3): the body, by its paragraph styles."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tui.article.clean import clean
from tui.article.dates import iso
from tui.article.fetch.source import Raw
from tui.article.formats import properties
from tui.article.formats.assemble import Piece, article_of
from tui.article.formats.paragraph_styles import kind_of_style
from tui.article.formats.zip_archive import Archive, names
from tui.article.model import Article, BlockKind, Field, Metadata, Notice, SourceError

if TYPE_CHECKING:
    from lxml.etree import _Element

_BODY = "content.xml"
_MEDIA_TYPE = "mimetype"
_TYPE = b"application/vnd.oasis.opendocument.text"
_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _STYLE, _OFFICE = (f"{{{_NS}{name}:1.0}}" for name in ("text", "table", "style", "office"))
_UNREAD = frozenset(
    {f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_OFFICE}annotation-end", f"{_TEXT}note-citation"}
    | {f"{_TEXT}table-of-content", f"{_TEXT}alphabetical-index", f"{_TEXT}bibliography", f"{_TEXT}sequence-decls"}
)
"""Deleted text, comments, numbers of notes, and indexes."""
_MOST_SPACES = 100


def recognizes(raw: Raw) -> bool:
    """Whether `raw` is a ZIP file with the media type and the body of a text document."""
    if not {_BODY, _MEDIA_TYPE} <= names(raw):
        return False
    try:
        return Archive(raw, "an ODT file").read(_MEDIA_TYPE).startswith(_TYPE)
    except SourceError:
        return False


def read(raw: Raw) -> Article:
    """Return the text of the document, with its notes where they stand.

    Raises:
        SourceError: it is damaged, unsafe, encrypted or too large.
    """
    archive = Archive(raw, "an ODT file")
    if "META-INF/manifest.xml" in archive and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise SourceError(f"{raw.name} is encrypted; save it without a password and open that copy.")
    root = archive.xml(_BODY)
    styles = _styles(root)
    if "styles.xml" in archive:
        styles = _styles(archive.xml("styles.xml")) | styles
    pieces = list(_Body(root, styles))
    stated = _stated(archive)
    first = next((i for i, piece in enumerate(pieces[:3]) if piece.kind is BlockKind.TITLE), None)
    if first is None and pieces and pieces[0].kind is BlockKind.HEADING:
        pieces[0] = pieces[0]._replace(kind=BlockKind.TITLE)
        first = 0
    if first is not None:
        title = " ".join(clean(pieces[first].text).text.split())
        stated = Metadata(title=Field(title)).or_else(stated)
    noted = next(root.iter(f"{_OFFICE}annotation"), None) is not None
    notices = (Notice("The comments in this document's margin are not shown."),) if noted else ()
    return properties.confirmed(article_of(pieces, raw, stated, notices))


def _styles(root: "_Element") -> dict[str, str]:
    """Return the displayed name of each style, or the name of the style that it is based on."""
    found = {}
    for style in root.iter(f"{_STYLE}style"):
        name = style.get(f"{_STYLE}name") or ""
        shown = style.get(f"{_STYLE}display-name") or style.get(f"{_STYLE}parent-style-name") or name
        found[name] = shown.replace("_20_", " ")
    return found


class _Body:
    """Yields the pieces of a document in its order; a row of a table is one piece."""

    def __init__(self, root: "_Element", styles: dict[str, str]) -> None:
        self._root = root
        self._styles = styles

    def __iter__(self) -> Iterator[Piece]:
        from lxml import etree

        body = next(self._root.iter(f"{_OFFICE}text"), None)
        if body is None:
            return
        words: list[str] = []
        outer: list[list[str]] = []
        cells: list[list[str]] = []
        lists = tables = 0
        walk = etree.iterwalk(body, events=("start", "end"))
        skipped: _Element | None = None
        for event, element in walk:
            tag = element.tag
            if not isinstance(tag, str):
                continue
            if event == "start":
                if tag in _UNREAD:
                    walk.skip_subtree()
                    skipped = element
                    continue
                match tag.removeprefix(_TEXT).removeprefix(_TABLE):
                    case "p" | "h":
                        outer.append(words)  # a note, or a text box inside a paragraph
                        words = []
                    case "list":
                        lists += 1
                    case "table":
                        tables += 1
                    case "table-row" if tables == 1:
                        cells = []
                    case "table-cell" if tables == 1:
                        cells.append([])
                    case "s":
                        words.append(" " * _number(element.get(f"{_TEXT}c")))
                    case "tab":
                        words.append(" ")
                    case "line-break":
                        words.append("\u2028" if not tables else " ")
                if element.text and outer:
                    words.append(element.text)
                continue
            match tag.removeprefix(_TEXT).removeprefix(_TABLE):
                case _ if element is skipped:
                    pass
                case "p" | "h" as name:
                    text = "".join(words).strip(" ")
                    words = outer.pop()
                    if tables and cells:
                        cells[-1].append(text)
                    elif text:
                        yield self._piece(name, element, text, listed=lists > 0)
                case "list":
                    lists -= 1
                case "table":
                    tables -= 1
                case "table-row" if tables == 1:
                    yield from _row(cells)
                    cells = []
            if element.tail and outer:
                words.append(element.tail)

    def _piece(self, tag: str, element: "_Element", text: str, *, listed: bool) -> Piece:
        style = element.get(f"{_TEXT}style-name") or ""
        kind = kind_of_style(self._styles.get(style, style))
        if tag == "h" and kind is not BlockKind.TITLE:
            kind = BlockKind.HEADING
        if listed and kind in {None, BlockKind.LIST}:
            return Piece(f"• {text}", BlockKind.LIST)
        return Piece(text, BlockKind.PARAGRAPH if kind in {None, BlockKind.LIST} else kind)


def _row(paragraphs: list[list[str]]) -> Iterator[Piece]:
    cells = [" ".join(cell).strip() for cell in paragraphs]
    filled = [cell for cell in cells if cell]
    if len(filled) == 1 and len(cells) == 1:
        yield Piece(filled[0])  # a frame around a text is no table
    elif filled:
        yield Piece(" | ".join(cells), BlockKind.LIST)


def _number(value: str | None) -> int:
    return min(int(value), _MOST_SPACES) if value and value.isascii() and value.isdigit() and len(value) < 7 else 1


def _stated(archive: Archive) -> Metadata:
    """Return the metadata in the file's properties, all as guessed, because programs fill them in by themselves."""
    if "meta.xml" not in archive:
        return Metadata()
    try:
        root = archive.xml("meta.xml")
    except SourceError:
        return Metadata()
    values = {
        str(element.tag).rpartition("}")[2]: " ".join(clean(element.text or "").text.split())
        for element in root.iter()
        if isinstance(element.tag, str)
    }
    named = properties.names(values.get("initial-creator") or values.get("creator", ""))
    return properties.stated(values.get("title"), named, iso(values.get("creation-date") or values.get("date")))
