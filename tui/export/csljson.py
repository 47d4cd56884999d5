"""CSL-JSON: the article as a reference for Zotero, pandoc and other programs that use CSL styles."""

from collections.abc import Iterable, Iterator
from typing import Any

from tui.article.model import Article, Metadata
from tui.document.analyzed import Analyzed, apply_annotations
from tui.export.bibliography import date_parts, key, make_unique, split_name
from tui.export.escaping import json_text
from tui.export.options import Layout


def write(analyzed: Iterable[Analyzed], _layout: Layout) -> Iterator[str]:
    """Write an array of references, which CSL processors expect even for a single one."""
    used: set[str] = set()
    references = []
    for one in analyzed:
        article = apply_annotations(one).article
        references.append(json_text(reference(article, make_unique(key(article), used)), indent=2))
    if references:
        yield "[\n" + ",\n".join(references) + "\n]\n"


def reference(article: Article, id_: str) -> dict[str, Any]:
    """Return `article` as a CSL-JSON item (schema 1.0.2), without unknown fields."""
    meta = article.metadata
    item: dict[str, Any] = {"id": id_, "type": _type(meta), "title": meta.title.value}
    item["author"] = [_name(author) for author in meta.authors.value]
    item["container-title"] = meta.publication.value
    item["issued"] = _issued(meta)
    item["URL"] = meta.url.value
    item["language"] = meta.language.value
    return {name: value for name, value in item.items() if value}


def _type(meta: Metadata) -> str:
    if meta.publication.value:
        return "article-newspaper"
    return "webpage" if meta.url.value else "document"


def _name(author: str) -> dict[str, str]:
    name = split_name(author)
    if name is None:
        return {"literal": author}
    parts = {"family": name.family, "given": name.given, "non-dropping-particle": name.particle, "suffix": name.suffix}
    return {part: value for part, value in parts.items() if value}


def _issued(meta: Metadata) -> dict[str, Any] | None:
    if not meta.date.value:
        return None
    parts = date_parts(meta.date.value)
    date: dict[str, Any]
    date = {"date-parts": [[int(part) for part in parts if part]]} if parts else {"raw": meta.date.value}
    return {**date, "circa": True} if meta.date.guessed else date
