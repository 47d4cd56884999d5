"""PDF files that were cut off: what lists their pages stands at the end, but the pages themselves may be there."""

import re

_OBJECT = re.compile(rb"(?<![0-9])(\d{1,8})\s+(\d{1,5})\s+obj\b(.{0,4000}?)(?:endobj|stream\b)", re.DOTALL)
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_MOST = 5_000


def mended_copy(data: bytes) -> bytes | None:
    """`data` with a list of the pages that are found in it behind it; None if there are none.

    PDFium looks for objects itself where their table is missing, but not for pages that nothing leads to.
    """
    pages: list[bytes] = []
    highest = 0
    for found in _OBJECT.finditer(data):
        highest = max(highest, int(found[1]))
        if _PAGE.search(found[3]) and len(pages) < _MOST:
            pages.append(b"%b %b R" % (found[1], found[2]))
    if not pages:
        return None
    tree, catalog = highest + 1, highest + 2
    return b"%b\nendstream\nendobj\n%d 0 obj\n<</Type/Pages/Count %d/Kids[%b]>>\nendobj\n" % (
        data, tree, len(pages), b" ".join(dict.fromkeys(pages)),
    ) + b"%d 0 obj\n<</Type/Catalog/Pages %d 0 R>>\nendobj\ntrailer\n<</Root %d 0 R/Size %d>>\n%%%%EOF\n" % (
        catalog, tree, catalog, catalog + 1,
    )  # fmt: skip
