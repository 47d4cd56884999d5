"""Read ZIP files of XML, such as DOCX and EPUB, in memory and within limits; nothing is written to disk."""

import zipfile
import zlib
from io import BytesIO
from posixpath import normpath
from typing import TYPE_CHECKING

from tui.article.fetch.source import Raw
from tui.article.model import SourceError

if TYPE_CHECKING:
    from lxml.etree import _Element

_SIGNATURE = b"PK\x03\x04"
_MOST = 128 << 20
"""The most unpacked bytes that are read of all members; the text of a book has far fewer."""
_MOST_OF_ONE = 64 << 20
_MOST_MEMBERS = 20_000


class Archive:
    """The members of a ZIP file by name. Both the declared and the actual size of each are checked.

    Args:
        raw: the file.
        what: its name in messages ("a DOCX file").

    Raises:
        SourceError: it is damaged.
    """

    def __init__(self, raw: Raw, what: str) -> None:
        self._raw = raw
        self._what = what
        self._read = 0
        try:
            self._zip = zipfile.ZipFile(BytesIO(raw.data))
            self._members = {info.filename: info for info in self._zip.infolist()}
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RecursionError) as error:
            raise self.damaged() from error
        if len(self._members) > _MOST_MEMBERS:
            raise self.too_large()

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        """Return the content of a member.

        Raises:
            SourceError: it is missing, too large, encrypted or damaged.
        """
        info = self._members.get(name)
        if info is None:
            raise self.damaged()
        most = min(_MOST_OF_ONE, _MOST - self._read)
        if info.file_size > most:
            raise self.too_large()
        if info.flag_bits & 1:
            raise SourceError(f"{self._raw.name} is encrypted; save it without a password and open that file.")
        try:
            with self._zip.open(info) as member:
                data = member.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError) as error:
            raise self.damaged() from error
        if len(data) > most:
            raise self.too_large()
        self._read += len(data)
        return data

    def xml(self, name: str) -> "_Element":
        """Return the root element of an XML member. Entities are not expanded and no other files are read.

        Raises:
            SourceError: as for `read`, or it is not XML.
        """
        return self.parse_xml(self.read(name))

    def parse_xml(self, data: bytes) -> "_Element":
        """Return the root element of `data`, parsed in the same way."""
        from lxml import etree

        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            return etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self.damaged() from error

    def damaged(self) -> SourceError:
        """Return the error for a damaged file."""
        return SourceError(
            f"{self._raw.name} is {self._what} that is damaged or unsafe; save it again and open the new file."
        )

    def too_large(self) -> SourceError:
        """Return the error for a file that would fill the memory."""
        return SourceError(
            f"{self._raw.name} is {self._what} that is too large when unpacked; save its text as a plain text file."
        )


def is_zip(raw: Raw) -> bool:
    """Whether `raw` is a ZIP file."""
    return raw.data.startswith(_SIGNATURE)


def names(raw: Raw) -> frozenset[str]:
    """Return the names of the members of a ZIP file; empty if it is damaged or not a ZIP file."""
    if not is_zip(raw):
        return frozenset()
    try:
        with zipfile.ZipFile(BytesIO(raw.data)) as archive:
            return frozenset(archive.namelist()[:_MOST_MEMBERS])
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return frozenset()


def inside(folder: str, path: str) -> str | None:
    """Resolve `path` relative to `folder` in the archive; return None if it leads outside."""
    from urllib.parse import unquote

    target = normpath(f"{folder}/{unquote(path.partition('#')[0])}".lstrip("/"))
    return None if target.startswith("..") or target == "." else target
