"""Front matter: the metadata between two "---" lines at the start of a Markdown file."""

import re

from tui.article.clean import clean
from tui.article.dates import iso
from tui.article.model import Authors, Field, Metadata

FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\n(?P<fields>(?:.*\n){0,200}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_FIELD = re.compile(r"(?P<name>[A-Za-z][\w-]*):(?:\s+(?P<value>.*))?$")
_ITEM = re.compile(r"\s*-\s+(?P<value>.+)$")
_NAMES = {
    "title": ("title", "headline"),
    "authors": ("authors", "author", "byline", "by"),
    "publication": ("publication", "publisher", "source", "site", "site_name", "newspaper"),
    "date": ("date", "published", "publish_date", "pubdate"),
    "url": ("url", "link", "canonical", "canonical_url"),
    "language": ("language", "lang", "locale"),
}


def metadata_of(text: str) -> Metadata:
    """Return the metadata in front matter. Only simple YAML is read, as articles use it; the rest is skipped."""
    fields = _fields(clean(text).text)
    found = {to: next((fields[name] for name in names if fields.get(name)), []) for to, names in _NAMES.items()}
    one = {name: Field(" ".join(values)) for name, values in found.items() if values and name != "authors"}
    if "date" in one:
        one["date"] = Field(iso(found["date"][0]) or found["date"][0])
    return Metadata(authors=Authors(tuple(found["authors"])), **one)


def _fields(text: str) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    values: list[str] = []
    for line in text.split("\n"):
        if field := _FIELD.match(line):
            values = fields.setdefault(field["name"].lower(), [])
            value = (field["value"] or "").strip()
            many = value[1:-1].split(",") if value.startswith("[") and value.endswith("]") else [value]
            values += filter(None, map(_plain, many))
        elif item := _ITEM.match(line):
            values += filter(None, [_plain(item["value"])])
    return fields


def _plain(value: str) -> str:
    value = value.strip()
    quoted = len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value
