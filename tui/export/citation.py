"""A quote ready to paste: its words, its speaker, who reported it, and where it was published."""

import re
from itertools import pairwise
from typing import NamedTuple

from tui.analysis.model import Analysis, Entity, Quote, QuoteKind
from tui.article.model import Article
from tui.document.attribution import is_uncertain, reporter
from tui.document.dates import day
from tui.document.quote_facts import join_words, manner, one_line
from tui.document.quote_text import single_marks, trimmed, words
from tui.export.fragment import address
from tui.text.spans import Span, hull

_GAP = 40
"""The most code points between source, cue and content of a paraphrase that is copied in one piece."""

_TITLE_WORDS = re.compile(r"[\w’'-]+")


class Cited(NamedTuple):
    """The parts of a citation; each is "" if it is unknown.

    `words` are a direct quote in one pair of quote marks, or any other quote as the article words it, with its speaker
    and with no quote marks that the article lacks. `who` is the speaker of a direct quote only. `manner` labels words
    that are not verbatim, `doubt` an uncertain speaker.
    """

    words: str
    who: str
    manner: str
    via: str
    doubt: str

    @property
    def attribution(self) -> str:
        """The speaker and who reported the quote; for a quote that is not verbatim, its label."""
        behind = ", ".join(part for part in (self.manner, self.via) if part)
        return f"({behind})" if self.manner else ", ".join(part for part in (self.who, self.via) if part)

    def __str__(self) -> str:
        """Return the citation on one line."""
        line = self.words
        if self.attribution:
            line += f" {self.attribution}" if self.manner else f" — {self.attribution}"
        return f"{line} [{self.doubt}]" if self.doubt else line


def cite(article: Article, analysis: Analysis, quote: Quote) -> Cited:
    """Return `quote` with its attribution.

    A direct quote is in one pair of quote marks. Any other has only those of the article and is labeled a paraphrase,
    unless the article presents the words as the speaker's own. Unknown parts are left out.
    """
    text = article.text
    parent = reporter(analysis, quote)
    via = f"via {_via(text, analysis, parent)}" if parent is not None and _said_by(text, analysis, parent) else ""
    speaker = _said_by(text, analysis, quote)
    doubt = "" if speaker else "not attributed"
    if speaker and is_uncertain(quote):
        doubt = "attribution uncertain"
    if quote.kind == QuoteKind.DIRECT:
        return Cited(f"“{single_marks(one_line(words(text, quote)))}”", speaker, "", via, doubt)
    sentence = _in_the_words_of_the_article(text, analysis, quote)
    return Cited(sentence, "", manner(article, quote), via, doubt)


def publication_of(article: Article) -> tuple[str, str]:
    """Return the publication and the dates of an article, each "" if unknown.

    The dates are that of publication and, if it was on another day, of the update: "3 May 2024, updated 5 May 2024".
    """
    meta = article.metadata
    first, last = day(meta.date), day(meta.updated)
    is_later = (meta.updated.value or "")[:10] != (meta.date.value or "")[:10]
    dates = (first, f"updated {last}" if last and is_later else "")
    return meta.publication.value or "", ", ".join(part for part in dates if part)


def link(article: Article, quote: Quote) -> str | None:
    """Return the URL of the article with a text fragment that leads to the words of `quote`; None without a URL."""
    return address(article, hull(trimmed(article.text, quote)))


def _in_the_words_of_the_article(text: str, analysis: Analysis, quote: Quote) -> str:
    """Return source, cue and content as the article words them, with the resolved name in brackets."""
    content = trimmed(text, quote)
    sources = [s for s in quote.source if not any(c.contains(s) for c in content)]
    cue_and_content = sorted([*quote.cue, *content])
    everything = sorted([*cue_and_content, *sources])
    if sources and _together(text, everything):
        name = _bracketed(join_words(text, sources), analysis.entity(quote.speaker))
        whole, at = hull(everything), sources[-1].end
        return one_line(text[whole.start : at] + name + text[at : whole.end]).strip(" ,;")
    speaker = _said_by(text, analysis, quote)
    if quote.cue and _together(text, cue_and_content):
        start, end = hull(cue_and_content)
        parts = [speaker, one_line(text[start:end]).strip(" ,;")]
        if sources and sources[0].start > start:
            parts.reverse()
        return " … ".join(part for part in parts if part)
    return ": ".join(part for part in (speaker, one_line(words(text, quote))) if part)


def _together(text: str, parts: list[Span]) -> bool:
    """Whether `parts`, in text order, are close enough to be quoted in one piece."""
    gaps = [text[a.end : b.start] for a, b in pairwise(parts)]
    return all(len(gap) <= _GAP and "\n" not in gap for gap in gaps)


def _said_by(text: str, analysis: Analysis, quote: Quote) -> str:
    """Return the speaker as written, with the resolved name in brackets where the two differ; "" if there is none."""
    entity = analysis.entity(quote.speaker)
    source = join_words(text, quote.source)
    if not source:
        return entity.name if entity is not None else ""
    return source + _bracketed(source, entity)


def _via(text: str, analysis: Analysis, parent: Quote) -> str:
    name = _said_by(text, analysis, parent)
    return "the" + name[3:] if name.startswith("The ") else name


def _bracketed(source: str, entity: Entity | None) -> str:
    """Return the name of `entity` in brackets, unless `source` contains it, or is a part of it."""
    if entity is None or not entity.named:
        return ""
    written, name = (_TITLE_WORDS.findall(part.casefold()) for part in (source, entity.name))
    written = [word.removesuffix("’s").removesuffix("'s") for word in written if word not in {"the", "a", "an"}]
    if set(name) <= set(written) or (written and set(written) <= set(name)):
        return ""
    return f" [{entity.name}]"
