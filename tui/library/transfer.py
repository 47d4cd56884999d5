"""Export and import the library as a file, for moving it, sharing it, or when the library cannot be written."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tui import __version__
from tui.annotations.anchors import fingerprint
from tui.annotations.log import AnnotationLog
from tui.annotations.serialize import anchors_in, log_from_dict, log_to_dict
from tui.article.model import Article
from tui.library.records import details, read_article
from tui.library.store import Store
from tui.library.strict import Item

SCHEMA = 1
_KIND = "quoth library"


@dataclass(frozen=True, slots=True)
class Portable:
    """An article with the user's annotations."""

    article: Article
    work: AnnotationLog


def written(everything: Iterable[Portable]) -> Iterator[str]:
    """Yield a JSON document piece by piece, one article per line, so that it can be of any size."""
    head = {"kind": _KIND, "schema": SCHEMA, "version": __version__}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "articles": ['
    between = "\n"
    for one in everything:
        source = one.article.source.encode("utf-8", "backslashreplace").decode()
        data = {
            "source": source,
            "text": one.article.text,
            **json.loads(details(one.article)),
            "work": log_to_dict(one.work),
        }
        yield between + json.dumps(data)
        between = ",\n"
    yield "\n]}\n"


def parsed(text: str) -> list[Portable]:
    """Return the articles in a document that `written` made. All text is cleaned.

    Raises:
        ValueError: the file is of another kind or a newer version, or something in it is invalid; the message is part
            of a sentence and names the place.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError("it was not written by quoth library export") from None
    if not isinstance(data, dict) or data.get("kind") != _KIND or not isinstance(data.get("articles"), list):
        raise ValueError("it was not written by quoth library export")
    if type(data.get("schema")) is not int or data["schema"] > SCHEMA:
        raise ValueError(f"it was written by a newer quoth ({str(data.get('version', ''))[:20]}); update quoth")
    return [_one(item) for item in Item(data)["articles"].items("article")]


def _one(item: Item) -> Portable:
    text = item["text"].text()
    if not text.strip():
        raise item["text"].refuse("text")
    article = read_article(item["source"].text(), text, item)
    try:
        work = log_from_dict(item["work"].raw())
    except ValueError as error:
        raise ValueError(f"{item.place}, {error}") from None
    digest = fingerprint(text)
    for number, change in enumerate((*work.changes, *work.undone), start=1):
        for anchor in anchors_in(change.edit):
            if anchor.text == digest and anchor.end > len(text):
                beyond = f"{anchor.end} is beyond the end of the text ({len(text)})"
                raise ValueError(f"{item.place}, change {number}, end: {beyond}")
    return Portable(article, work)


def everything(store: Store, ids: Iterable[int]) -> Iterator[Portable]:
    """Yield the articles with these ids and their annotations."""
    for id_ in ids:
        article = store.article(id_)
        if article is not None:
            yield Portable(article, store.work(id_)[0])


def take_in(store: Store, one: Portable) -> tuple[bool, int]:
    """Add an article and its annotations to those in the library.

    Returns:
        Whether the article is new, and the number of new changes.

    Raises:
        LibraryError: it cannot be written.
    """
    known = store.look_up(one.article)
    if known.id is None:
        id_ = store.keep(one.article, known)
        store.save_work(id_, known.work, one.work, one.article)
        return True, len(one.work.changes)
    before = {change.id for change in (*known.work.changes, *known.work.undone)}
    new = tuple(change for change in one.work.changes if change.id not in before)
    work = AnnotationLog((*known.work.changes, *new), known.work.undone)
    store.save_work(known.id, known.work, work, one.article)
    return False, len(new)
