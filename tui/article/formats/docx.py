"""Word documents (DOCX: Office Open XML, ECMA-376): what stands in the body, by its paragraph styles."""

from collections.abc import Iterator
from dataclasses import replace
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

_BODY = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def recognizes(raw: Raw) -> bool:
    """Whether `raw` is a ZIP file with the body of a document in it."""
    return _BODY in names(raw)


def read(raw: Raw) -> Article:
    """The words of the document, its notes at its end.

    Raises:
        SourceError: it is damaged, unsafe or too large.
    """
    archive = Archive(raw, "a DOCX file")
    styles = _styles(archive)
    pieces = list(_Body(archive.xml(_BODY), styles))
    for name in ("word/footnotes.xml", "word/endnotes.xml"):
        if name in archive:
            pieces += _Body(archive.xml(name), styles)
    first = next((i for i, piece in enumerate(pieces[:3]) if piece.kind is BlockKind.TITLE), None)
    if first is None and pieces and pieces[0].kind is BlockKind.HEADING:
        pieces[0] = pieces[0]._replace(kind=BlockKind.TITLE)
        first = 0
    title = " ".join(pieces[first].text.split()) if first is not None else None
    stated = _stated(archive)
    if title:
        stated = Metadata(title=Field(clean(title).text)).or_else(stated)
    return properties.confirmed(article_of(pieces, raw, stated, _missing(archive)))


def _missing(archive: Archive) -> tuple[Notice, ...]:
    if "word/comments.xml" not in archive:
        return ()
    return (Notice("The comments in this document's margin are not shown."),)


def _styles(archive: Archive) -> dict[str, str]:
    """The name of each style, which is the same in every language, by its id, which is not."""
    if "word/styles.xml" not in archive:
        return {}
    found = {}
    for style in archive.xml("word/styles.xml").iter(f"{_W}style", f"{_STRICT}style"):
        name = next((child for child in style if child.tag in {f"{_W}name", f"{_STRICT}name"}), None)
        if name is not None:
            found[_get(style, "styleId")] = _get(name, "val")
    return found


def _get(element: "_Element", name: str) -> str:
    return str(element.get(f"{_W}{name}") or element.get(f"{_STRICT}{name}") or "")


class _Body:
    """The pieces of a part of a document, in its order; a row of a table is one piece.

    Tracked changes are read as if accepted: text that was deleted or moved away is skipped, and a paragraph whose end
    was deleted continues with the next one.
    """

    def __init__(self, root: "_Element", styles: dict[str, str]) -> None:
        self._root = root
        self._styles = styles

    def __iter__(self) -> Iterator[Piece]:
        from lxml import etree

        words: list[str] = []
        cells: list[list[str]] = []
        kinds: list[BlockKind] = []
        joined: list[tuple[str, BlockKind]] = []
        tables = 0
        walk = etree.iterwalk(self._root, events=("start", "end"))
        for event, element in walk:
            if not isinstance(element.tag, str):
                continue
            tag = element.tag.removeprefix(_W).removeprefix(_STRICT)
            if event == "start":
                match tag:
                    case "tbl":
                        tables += 1
                    case "tr" if tables == 1 and not _is_deleted(element, "trPr"):
                        cells = []
                    case "tc" if tables == 1:
                        cells.append([])
                    case "p":
                        if kinds and words and not tables:  # a text box inside a paragraph
                            yield Piece("".join(words), kinds[-1])
                            words = []
                        kinds.append(self._kind(element))
                    case "t":
                        words.append(element.text or "")
                    case "tab":
                        words.append(" ")
                    case "br" | "cr":
                        words.append("\u2028" if not tables else " ")
                    case "noBreakHyphen":
                        words.append("-")
                    case "moveFrom" | "del":
                        walk.skip_subtree()
                    case "tr" if _is_deleted(element, "trPr"):
                        walk.skip_subtree()
                    case "footnote" | "endnote" if _get(element, "type"):
                        walk.skip_subtree()  # the line above the notes
                    case _ if element.tag == _FALLBACK:
                        walk.skip_subtree()
            elif tag == "p":
                kind = kinds.pop()
                text = "".join(words)
                words = []
                if tables and cells:
                    cells[-1].append(text)
                    continue
                joined.append((text, kind))
                if not _is_deleted(element, "pPr", "rPr"):
                    yield _paragraph(joined)
                    joined = []
            elif tag == "tr" and tables == 1:
                yield from _row(cells)
                cells = []
            elif tag == "tbl":
                tables -= 1
        if joined:
            yield _paragraph(joined)

    def _kind(self, paragraph: "_Element") -> BlockKind:
        properties = next((child for child in paragraph if child.tag in {f"{_W}pPr", f"{_STRICT}pPr"}), None)
        if properties is None:
            return BlockKind.PARAGRAPH
        listed = False
        for child in properties:
            tag = str(child.tag).removeprefix(_W).removeprefix(_STRICT)
            if tag == "pStyle":
                id_ = _get(child, "val")
                name = self._styles.get(id_, id_)
                if (kind := kind_of_style(name)) is not None:
                    return kind
            listed = listed or tag == "numPr"
        return BlockKind.LIST if listed else BlockKind.PARAGRAPH


def _paragraph(parts: list[tuple[str, BlockKind]]) -> Piece:
    """Join the parts of a paragraph, the breaks between which were deleted; the first with words says what it is."""
    text = "".join(words for words, _ in parts)
    kind = next((kind for words, kind in parts if words.strip()), parts[-1][1])
    return Piece(f"• {text}" if kind is BlockKind.LIST and text.strip() else text, kind)


def _is_deleted(element: "_Element", *path: str) -> bool:
    """Whether the properties at `path` below an element say that it was deleted or moved away."""
    inside: _Element | None = element
    for name in path:
        inside = next((child for child in inside if _local(child) == name), None) if inside is not None else None
    return inside is not None and any(_local(child) in {"del", "moveFrom"} for child in inside)


def _local(element: "_Element") -> str:
    return str(element.tag).removeprefix(_W).removeprefix(_STRICT)


def _row(paragraphs: list[list[str]]) -> Iterator[Piece]:
    cells = [" ".join(cell).strip() for cell in paragraphs]
    filled = [cell for cell in cells if cell]
    if len(filled) == 1 and len(cells) == 1:
        yield Piece(filled[0])  # a frame around a text is no table
    elif filled:
        yield Piece(" | ".join(cells), BlockKind.LIST)


def _stated(archive: Archive) -> Metadata:
    """What the file's properties say. Programs fill them in by themselves, so all of it is guessed."""
    name = "docProps/core.xml"
    if name not in archive:
        return Metadata()
    try:
        root = archive.xml(name)
    except SourceError:
        return Metadata()
    values = {
        str(element.tag).rpartition("}")[2]: " ".join(clean(element.text or "").text.split())
        for element in root
        if isinstance(element.tag, str)
    }
    named = properties.names(values.get("creator", ""))
    found = properties.stated(values.get("title"), named, iso(values.get("created")))
    return replace(found, language=Field(values.get("language") or None))
