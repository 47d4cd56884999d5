"""How much of the article on real pages is found, side by side with the libraries, and whether metadata is right.

    python tests/benchmarks/pages.py FOLDER

FOLDER holds the unpacked source distributions of trafilatura 1.0.0, htmldate 0.9.0 and newspaper4k, which carry saved
pages with marked texts: strings that must and must not be found, whole texts, authors and dates. (Get them with `pip
download --no-deps --no-binary :all:`.) Nothing of them is part of quoth.
"""

import ast
import json
import logging
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import mean

from tui.article import SourceError
from tui.article.fetch.source import fetch
from tui.article.formats import registry
from tui.article.model import Article, BlockKind

_WORD = re.compile(r"\w+")
_CHARACTER = re.compile(r"[\u0e00-\u109f\u3040-\u9fff\uac00-\ud7af]")


def ours(path: Path) -> Article | None:
    """The article as quoth reads it."""
    try:
        raw, kind = registry.recognized(fetch(str(path)))
        return registry.read(raw, kind)
    except SourceError as error:
        print("   refused:", error)
        return None


def words(article: Article | None) -> str:
    """What a library would give: the body, without title and byline."""
    if article is None:
        return ""
    kept = [b for b in article.blocks if b.kind not in {BlockKind.TITLE, BlockKind.BYLINE, BlockKind.CAPTION}]
    return "\n".join(article.text[b.start : b.end] for b in kept)


def by_trafilatura(path: Path) -> str:
    import trafilatura

    return trafilatura.extract(path.read_bytes(), include_comments=False) or ""


def by_readability(path: Path) -> str:
    from lxml import html
    from readability import Document

    try:
        summary = Document(path.read_bytes().decode("utf-8", "replace")).summary()
        return html.document_fromstring(summary).text_content()
    except Exception:  # noqa: BLE001
        return ""


def by_justext(path: Path) -> str:
    import justext

    stops = frozenset().union(*(justext.get_stoplist(name) for name in ("English", "German", "French", "Spanish")))
    try:
        found = justext.justext(path.read_bytes(), stops)
    except Exception:  # noqa: BLE001
        return ""
    return "\n".join(p.text for p in found if not p.is_boilerplate)


SYSTEMS: dict[str, Callable[[Path], str]] = {
    "quoth": lambda path: words(ours(path)),
    "trafilatura": by_trafilatura,
    "readability": by_readability,
    "jusText": by_justext,
}


def marked(folder: Path) -> Iterator[tuple[Path, list[str], list[str]]]:
    """Pages with strings that must and must not be found, from the tests of trafilatura 1.0.0."""
    for file in folder.glob("trafilatura-1.0.0/tests/realworld_tests.py"):
        text = file.read_text(encoding="utf-8")
        names = ast.literal_eval(re.search(r"MOCK_PAGES = (\{.*?\n\})", text, re.DOTALL).group(1))
        for url, asserted in re.findall(
            r"^    result = load_mock_page\('([^']+)'[^\n]*\n((?:(?!    result =)[^\n]*\n)*)", text, re.MULTILINE
        ):
            wanted, unwanted = [], []
            for line in asserted.splitlines():
                if not line.strip().startswith("assert"):
                    continue
                said = line.split(" # ")[0]
                unwanted += re.findall(r"'((?:[^'\\]|\\.)+)' not in result", said)
                wanted += re.findall(r"'((?:[^'\\]|\\.)+)' in result", said)
            page = file.parent / "cache" / names.get(url, "-")
            if page.is_file() and wanted:
                yield page, wanted, unwanted


def whole(folder: Path) -> Iterator[tuple[Path, str]]:
    """Pages with their whole text, from the tests of newspaper4k."""
    for data in folder.glob("newspaper4k-*/tests/data"):
        for text in sorted((data / "txt").glob("*.txt")):
            page = data / "html" / f"{text.stem}.html"
            if page.is_file() and text.stem != "cnn_summary":
                yield page, text.read_text(encoding="utf-8")


def tokens(text: str) -> Counter[str]:
    return Counter(_WORD.findall(_CHARACTER.sub(r" \g<0> ", text.lower())))


def overlap(found: str, gold: str) -> tuple[float, float, float]:
    a, b = tokens(found), tokens(gold)
    shared = sum((a & b).values())
    precision, recall = shared / max(a.total(), 1), shared / max(b.total(), 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def plain(text: str) -> str:
    return " ".join(text.split())


def texts(folder: Path) -> None:
    """The figures for the article's text."""
    pages = list(marked(folder))
    print(f"Marked strings on {len(pages)} pages")
    for name, extract in SYSTEMS.items():
        hits = misses = wrong = right = empty = 0
        began = time.perf_counter()
        for page, wanted, unwanted in pages:
            found = plain(extract(page))
            empty += not found
            hits += sum(plain(s) in found for s in wanted)
            misses += sum(plain(s) not in found for s in wanted)
            wrong += sum(plain(s) in found for s in unwanted)
            right += sum(plain(s) not in found for s in unwanted)
            if name == "quoth" and "-v" in sys.argv:
                for s in wanted:
                    if plain(s) not in found:
                        print("   missing", page.name, "|", s[:80])
                for s in unwanted:
                    if plain(s) in found:
                        print("   wrong  ", page.name, "|", s[:80])
        precision, recall = hits / max(hits + wrong, 1), hits / max(hits + misses, 1)
        f1 = 2 * precision * recall / (precision + recall)
        spent = (time.perf_counter() - began) / max(len(pages), 1)
        print(f"  {name:12} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  empty {empty}  {spent:.2f} s a page")
    articles = list(whole(folder))
    print(f"Whole texts of {len(articles)} pages")
    for name, extract in SYSTEMS.items():
        scores = [overlap(extract(page), gold) for page, gold in articles]
        if name == "quoth" and "-v" in sys.argv:
            for (page, _), score in zip(articles, scores, strict=True):
                print("   ", page.name, *(f"{s:.3f}" for s in score))
        p, r, f = (mean(column) for column in zip(*scores, strict=True))
        print(f"  {name:12} P {p:.3f}  R {r:.3f}  F1 {f:.3f}  empty {sum(s[2] == 0 for s in scores)}")


def metadata(folder: Path) -> None:
    """How many dates and authors are right, and how many of the wrong ones are said to be certain."""
    truths: list[tuple[Path, str | None, list[str] | None]] = []
    for data in folder.glob("newspaper4k-*/tests/data"):
        for file in sorted((data / "metadata").glob("*.json")):
            stated = json.loads(file.read_text(encoding="utf-8"))
            date = str(stated.get("publish_date") or "")[:10] or None
            truths.append((data / "html" / f"{file.stem}.html", date, stated.get("authors")))
    for file in folder.glob("htmldate-0.9.0/tests/unit_tests.py"):
        text = file.read_text(encoding="utf-8")
        names = dict(re.findall(r"^'([^']+)':\s*'([^']+)'", text, re.MULTILINE))
        for url, date in re.findall(r"assert find_date\(load_mock_page\('([^']+)'\)\) == '(\d{4}-\d\d-\d\d)'", text):
            truths.append((file.parent / "cache" / names.get(url, "-"), date, None))
    counts: Counter[str] = Counter()
    for page, date, authors in truths:
        if not page.is_file() or (article := ours(page)) is None:
            continue
        found = article.metadata
        if date:
            got = (found.date.value or "")[:10]
            _count(counts, "date", got == date, bool(got), found.date.guessed)
            if got and got != date and not found.date.guessed:
                print("   certain and wrong date:", page.name, got, date)
        if authors:
            got = {plain(name).casefold() for name in found.authors.value}
            right = bool(got & {plain(name).casefold() for name in authors})
            _count(counts, "author", right, bool(got), found.authors.guessed)
            if got and not right and not found.authors.guessed:
                print("   certain and wrong author:", page.name, got, authors)
    for what, count in sorted(counts.items()):
        print(f"  {what}: {count}")


def _count(counts: Counter[str], what: str, right: bool, there: bool, guessed: bool) -> None:
    how = "guessed" if guessed else "certain"
    counts[f"{what}, {'right' if right else 'wrong' if there else 'none'}" + (f", {how}" if there else "")] += 1


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    where = Path(sys.argv[1])
    texts(where)
    metadata(where)
