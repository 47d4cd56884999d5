"""Convert an article to lines of JSON and back, to send it from the parsing process to the program.

Lines are short, so that the program can do other things between reading them.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tui.article.model import Article, Authors, Block, BlockKind, Field, Metadata, Notice, PageBreak
from tui.article.text_edits import TextEdits

_TEXT = 1 << 19
_MANY = 10_000


def lines(article: Article) -> Iterator[dict[str, Any]]:
    """Yield the values to send, one per line; the last is `{"whole": true}`."""
    yield from _part(article)
    if article.everything is not None:
        yield {"everything": True}
        yield from _part(article.everything)
    yield {"whole": True}


def _part(article: Article) -> Iterator[dict[str, Any]]:
    yield {  # it makes the receiver discard the answers of an earlier attempt
        "article": {
            "source": article.source,
            "metadata": article.metadata.to_dict(),
            "notices": [list(notice) for notice in article.notices],
            "breaks": [list(turned) for turned in article.breaks],
        }
    }
    for at in range(0, len(article.text), _TEXT):
        yield {"text": article.text[at : at + _TEXT]}
    for at in range(0, len(article.blocks), _MANY):
        yield {"blocks": [[b.start, b.end, str(b.kind), b.page] for b in article.blocks[at : at + _MANY]]}
    edits = article.edits if isinstance(article.edits, TextEdits) else TextEdits(article.edits)
    for at in range(0, len(edits), _MANY):
        yield _edits(edits, slice(at, at + _MANY))


def _edits(edits: TextEdits, part: slice) -> dict[str, Any]:
    """Encode edits as offsets, and for each the index of its change in a table: most are the same few."""
    changes = list(zip(edits.originals[part], edits.replacements[part], strict=True))
    numbers = {change: number for number, change in enumerate(dict.fromkeys(changes))}
    return {"edits": [edits.offsets[part].tolist(), [numbers[change] for change in changes], list(numbers)]}


class Receiver:
    """Reassembles an article from the values of `lines`."""

    def __init__(self) -> None:
        self._done: Article | None = None
        self._begin()

    def _begin(self) -> None:
        self._head: dict[str, Any] = {}
        self._text: list[str] = []
        self._blocks: list[Block] = []
        self._edits = TextEdits()

    def take(self, line: dict[str, Any]) -> Article | None:
        """Process the next line. Return the article after the last one, otherwise None."""
        if "article" in line:
            self._begin()
            self._head = line["article"]
        elif "text" in line:
            self._text.append(line["text"])
        elif "blocks" in line:
            self._blocks += (Block(start, end, BlockKind(kind), page) for start, end, kind, page in line["blocks"])
        elif "edits" in line:
            offsets, kinds, changes = line["edits"]
            self._edits.offsets.extend(offsets)
            self._edits.originals += [changes[kind][0] for kind in kinds]
            self._edits.replacements += [changes[kind][1] for kind in kinds]
        elif "everything" in line:
            self._done = self._put_together()
        elif "whole" in line:
            last = self._put_together()
            return last if self._done is None else replace(self._done, everything=last)
        return None

    def _put_together(self) -> Article:
        return Article(
            text="".join(self._text),
            blocks=tuple(self._blocks),
            metadata=_metadata(self._head["metadata"]),
            source=self._head["source"],
            notices=tuple(Notice(*notice) for notice in self._head["notices"]),
            edits=self._edits,
            breaks=tuple(PageBreak(*turned) for turned in self._head["breaks"]),
        )


def _metadata(data: dict[str, Any]) -> Metadata:
    authors = data["authors"]
    one = {name: Field(**value) for name, value in data.items() if name != "authors"}
    return Metadata(authors=Authors(tuple(authors["value"]), authors["guessed"]), **one)
