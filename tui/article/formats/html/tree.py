"""A page as a tree, parsed within limits."""

import re
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from tui.article.formats.html.blocks import Unit

_CHARSET = re.compile(rb"<meta\b[^>]{0,300}?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_LOOKED_AT = 4096
_REFERENCE = re.compile(r"&#(?:[xX]0*(?P<hex>[0-9a-fA-F]{1,8})|0*(?P<decimal>\d{1,9}));?")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_PICTURES = {**{code: 0x2400 + code for code in range(0x20)}, 0x7F: 0x2421}
_DEPTH = 1500
"""Elements inside one another. No page that a person made comes near it."""
_MOST_ELEMENTS = 150_000
_LONGEST_ATTRIBUTE = 1_000
"""Characters of an attribute that are kept. No value of use is longer, and libraries take time that grows with the
square of what is: a picture inside a page has a million."""


class Page:
    """A parsed page."""

    def __init__(self, root: "HtmlElement", text: str) -> None:
        self.root = root
        self.source = text

    @cached_property
    def has_scripts(self) -> bool:
        """Whether scripts might make more of it."""
        return next(self.root.iter("script"), None) is not None

    @cached_property
    def units(self) -> "tuple[Unit, ...]":
        """Every block of the page that has words, in its order."""
        from tui.article.formats.html.blocks import visible

        return tuple(visible(self.root))

    def visible_text(self) -> str:
        """All words that a reader might see, on one line."""
        return " ".join(" ".join(unit.text for unit in self.units).split())


def charset_of(data: bytes) -> str | None:
    """The encoding that a page says it is in."""
    found = _CHARSET.search(data[:_LOOKED_AT]) or _XML.match(data[:_LOOKED_AT])
    return found.group(1).decode("ascii", "replace") if found else None


def without_controls(text: str) -> str:
    """`text` with stand-ins for controls, written as they are or as references: no parser of pages can take them.

    References to the range that Unicode leaves to controls mean Windows-1252, as browsers read them.
    """
    if "&#" in text:
        text = _REFERENCE.sub(_harmless, text)
    return _CONTROL.sub(lambda found: chr(_PICTURES[ord(found.group())]), text) if _CONTROL.search(text) else text


def _harmless(found: re.Match[str]) -> str:
    code = int(found["hex"], 16) if found["hex"] else int(found["decimal"])
    if code in _PICTURES and code not in {9, 10, 13}:
        return chr(_PICTURES[code])
    if 0x80 <= code <= 0x9F:
        return bytes([code]).decode("cp1252", "replace")
    if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return found.group()


def parse(text: str) -> Page | None:
    """The page in `text`; None if its elements are nested too deep, or too many, for anything but its bare text."""
    from lxml import etree, html

    if text.count("<") > 2 * _MOST_ELEMENTS:
        return None
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        return None
    for value in root.xpath(f"//@*[string-length() > {_LONGEST_ATTRIBUTE}]"):
        value.getparent().set(value.attrname, value[:_LONGEST_ATTRIBUTE])
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEPTH:
            return None
    return Page(root, text)
