"""BibTeX: the article as a reference for LaTeX, in Unicode, as biber and current versions of BibTeX read it."""

from collections.abc import Iterable, Iterator

from tui.article.model import Article
from tui.document.analyzed import Analyzed, apply_annotations
from tui.document.quote_facts import one_line
from tui.export.bibliography import date_parts, key, make_unique, split_name
from tui.export.options import Layout

_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}", "#": r"\#", "$": r"\$", "%": r"\%", "&": r"\&", "_": r"\_",
}  # fmt: skip
_IN_URL = {"\\": "%5C", "{": "%7B", "}": "%7D", " ": "%20"}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def write(analyzed: Iterable[Analyzed], _layout: Layout) -> Iterator[str]:
    """Write an entry for each article."""
    used: set[str] = set()
    started = False
    for one in analyzed:
        article = apply_annotations(one).article
        yield ("\n" if started else "") + _entry(article, make_unique(key(article), used))
        started = True


def _entry(article: Article, id_: str) -> str:
    meta = article.metadata
    fields: dict[str, str] = {}
    if meta.authors.value:
        fields["author"] = "{" + " and ".join(_author(author) for author in meta.authors.value) + "}"
    if meta.title.value:
        fields["title"] = "{{" + _plain(meta.title.value) + "}}"  # the title keeps its capitals
    if meta.publication.value:
        fields["journal"] = "{" + _plain(meta.publication.value) + "}"
    date = date_parts(meta.date.value)
    if date is not None:
        year, month, day = date
        fields["year"] = year
        if month and 1 <= int(month) <= 12:
            fields["month"] = _MONTHS[int(month) - 1]
        if day:
            fields["day"] = str(int(day))
    if meta.url.value:
        fields["url"] = "{" + "".join(_IN_URL.get(sign, sign) for sign in one_line(meta.url.value)) + "}"
    notes = [] if date or not meta.date.value else [f"dated {_plain(meta.date.value)}"]
    notes += [f"{name} guessed" for name in meta.guesses if name not in {"url", "language"}]
    if notes:
        fields["note"] = "{" + ", ".join(notes) + "}"
    kind = "article" if meta.publication.value else "misc"
    return f"@{kind}{{{id_},\n" + "".join(f"  {name} = {value},\n" for name, value in fields.items()) + "}\n"


def _author(author: str) -> str:
    name = split_name(author)
    if name is None:
        return "{" + _plain(author) + "}"
    family = " ".join(part for part in (name.particle, name.family) if part)
    return ", ".join(_plain(part) for part in (family, name.suffix, name.given) if part)


def _plain(text: str) -> str:
    return "".join(_SPECIAL.get(sign, sign) for sign in one_line(text))
