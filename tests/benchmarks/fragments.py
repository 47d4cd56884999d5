"""How often a link with a text fragment leads a real browser to exactly the words of a quote.

    python tests/benchmarks/fragments.py [TEXTS…] [--pages 50] [--per-page 12] [--browser chromium]

Texts (files of text, or JSON Lines with "text") are laid out as pages of many kinds: with menus, teasers and comments
that repeat what the article says, links and emphasis inside of quotes, lists, line breaks, soft hyphens, capitals by
style. Each page is read and analyzed by quoth; for each quote, headless Chromium opens the link and takes a picture of
the whole page. It must be the same, dot by dot, as a picture of the page on which a script lights the right words.
"""

import argparse
import base64
import html
import json
import os
import random
import re
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tui.analysis import Analyzer
from tui.article import Article, open_source
from tui.article.model import Field
from tui.article.sample import __file__ as sample
from tui.document.quote_text import trimmed
from tui.export.citation import link
from tui.text.spans import Span, hull

STYLE = """<style>
body { font: 15px/1.4 sans-serif; width: 700px; margin: 10px; }
::target-text { background: #f0f; color: #000; } ::highlight(wanted) { background: #f0f; color: #000; }
.caps { text-transform: uppercase; } aside, nav, footer { color: #888; }
</style>"""

SKIPPED = re.compile(r"[\s\u00ad\u200b]+")
"""What is not counted when places in the text are looked up on the page."""


# Pages


def page(text: str, kind: int, random_: random.Random) -> str:
    """A web page with `text`, laid out in the way of `kind`."""
    title, *lines = [line.strip() for line in text.split("\n") if line.strip()]
    sentences = [part for line in lines for part in re.split(r"(?<=[.!?”]) ", line) if len(part) > 30] or lines
    noise = [random_.choice(sentences) for _ in range(3)]
    body = "\n".join(f"<p>{_inline(line, kind, random_)}</p>" for line in lines)
    match kind % 8:
        case 1:  # the text in one container, with line breaks instead of paragraphs
            body = "<p>" + "<br><br>\n".join(_inline(line, kind, random_) for line in lines) + "</p>"
        case 2:  # a list of points
            body = f"<p>{html.escape(lines[0])}</p><ul>" + "".join(
                f"<li><p>{_inline(x, kind, random_)}</p></li>" for x in lines[1:]
            )
            body += "</ul>"
        case 3:  # what was said stands in block quotes
            body = "\n".join(
                f"<blockquote><p>{_inline(x, kind, random_)}</p></blockquote>"
                if x[:1] == "“"
                else f"<p>{_inline(x, kind, random_)}</p>"
                for x in lines
            )
        case 4:  # wrapped source, with entities
            body = "\n".join(
                f"<p>\n   {_inline(line, kind, random_)}\n</p>".replace(" the ", "\n    the ") for line in lines
            )
        case 5:  # pull quotes
            for words in noise:
                body = body.replace("</p>", f"</p>\n<aside class='pullquote'><p>{html.escape(words)}</p></aside>", 1)
    teasers = "".join(f"<li><a href='/other'>{html.escape(words)}</a></li>" for words in noise)
    before = f"<nav><ul>{teasers}</ul></nav>" if kind % 3 == 1 else "<nav><a href='/'>Home</a></nav>"
    after = (
        f"<footer><h3>Comments</h3>{''.join(f'<p>{html.escape(x)}</p>' for x in noise)}</footer>" if kind % 2 else ""
    )
    hidden = f"<div style='display: none'><p>{html.escape(noise[0])}</p></div>" if kind % 5 == 2 else ""
    name = " class='caps'" if kind % 7 == 3 else ""
    return (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{html.escape(title)}</title>{STYLE}</head>"
        f"<body>{before}{hidden}<main><article id='story'><h1{name}>{html.escape(title)}</h1>\n{body}</article></main>"
        f"{after}</body></html>"
    )


def _inline(line: str, kind: int, random_: random.Random) -> str:
    """A paragraph with links, emphasis, soft hyphens, no-break spaces and straight marks, as real pages have them."""
    words = []
    for word in line.split(" "):
        shown = html.escape(word, quote=False)
        chance = random_.random()
        if chance < 0.04:
            shown = f"<a href='/topic'>{shown}</a>"
        elif chance < 0.08:
            shown = f"<em>{shown}</em>"
        elif chance < 0.11 and kind % 6 == 4 and len(word) > 7 and word.isalpha():
            shown = f"{word[:4]}&shy;{word[4:]}"
        words.append(shown)
    space = "&nbsp;" if kind % 10 == 9 else " "
    made = "".join(word + (space if random_.random() < 0.1 else " ") for word in words).rstrip()
    return re.sub("[“”]", '"', made).replace("’", "'") if kind % 9 == 8 else made


# Chromium, by its debugging pipe


class Browser:
    """A headless Chromium that is told what to do through a pair of pipes."""

    def __init__(self, command: str) -> None:
        here_in, there_out = os.pipe()
        there_in, here_out = os.pipe()

        def descriptors() -> None:
            os.dup2(there_in, 3)
            os.dup2(there_out, 4)

        flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", "--hide-scrollbars"]
        self._profile = TemporaryDirectory()
        self._process = subprocess.Popen(
            [command, *flags, f"--user-data-dir={self._profile.name}", "about:blank"],
            preexec_fn=descriptors,  # noqa: PLW1509 - before there is a thread that could hold a lock
            close_fds=False, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(there_in)
        os.close(there_out)
        self._in, self._out = os.fdopen(here_in, "rb", buffering=0), os.fdopen(here_out, "wb", buffering=0)
        self._pending = b""
        self._number = 0
        self._events: list[dict[str, Any]] = []
        target = self._do("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._do("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.do("Page.enable")
        self.do("Emulation.setDeviceMetricsOverride", width=740, height=600, deviceScaleFactor=1, mobile=False)

    def do(self, method: str, **arguments: Any) -> dict[str, Any]:
        """Ask the page for something."""
        return self._do(method, self._session, **arguments)

    def open(self, url: str) -> None:
        """Open a page, and wait until it is there."""
        self._events.clear()
        self.do("Page.navigate", url=url)
        while not any(event.get("method") == "Page.loadEventFired" for event in self._events):
            self._events.append(self._message())
        self.run("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 30))))")

    def run(self, script: str) -> Any:
        """The value of a script."""
        answer = self.do("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"])
        return answer["result"].get("value")

    def picture(self) -> bytes:
        """The whole page as a PNG."""
        return base64.b64decode(self.do("Page.captureScreenshot", format="png", captureBeyondViewport=True)["data"])

    def close(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait()
        self._profile.cleanup()

    def _do(self, method: str, session: str | None = None, **arguments: Any) -> dict[str, Any]:
        self._number += 1
        asked = {"id": self._number, "method": method, "params": arguments}
        self._out.write(json.dumps({**asked, "sessionId": session} if session else asked).encode() + b"\0")
        while True:
            said = self._message()
            if said.get("id") == self._number:
                if "error" in said:
                    raise RuntimeError(said["error"])
                return said["result"]
            self._events.append(said)

    def _message(self) -> dict[str, Any]:
        while b"\0" not in self._pending:
            read = self._in.read(1 << 20)
            if not read:
                raise RuntimeError("The browser has ended.")
            self._pending += read
        said, _, self._pending = self._pending.partition(b"\0")
        return json.loads(said)


COLLECT = r"""(() => {
  const walker = document.createTreeWalker(document.getElementById('story'), NodeFilter.SHOW_TEXT);
  window.places = []; let text = '';
  for (let node; node = walker.nextNode();) {
    if (node.parentElement.closest('aside')) continue;
    for (let i = 0; i < node.data.length; i++)
      if (!/[\s\u00ad\u200b]/.test(node.data[i])) { places.push([node, i]); text += node.data[i]; }
  }
  return text;
})()"""

LIGHT = """(() => {{ const range = new Range();
  range.setStart(...places[{start}]); range.setEnd(places[{end} - 1][0], places[{end} - 1][1] + 1);
  CSS.highlights.set('wanted', new Highlight(range)); window.scrollTo(0, 0);
  return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))); }})()"""


def on_page(article: Article, shown: str) -> dict[int, int]:
    """For each offset of the article's text where a word stands, the number of that letter on the page."""
    found: dict[int, int] = {}
    at = since = 0
    for line in article.text.split("\n"):
        sign = re.match(r"(?:[-*•]|\d+\.) ", line)  # of a list, which no letter of the page stands for
        skipped = sign.end() if sign else 0
        bare = SKIPPED.sub("", line[skipped:])
        only = shown.find(bare) if bare and shown.count(bare) == 1 else -1
        place = only if only >= 0 else shown.find(bare, since) if bare else -1
        if place >= 0:
            since = max(since, place)
            for offset, letter in enumerate(line[skipped:], start=at + skipped):
                if not SKIPPED.fullmatch(letter):
                    found[offset] = place
                    place += 1
        at += len(line) + 1
    return found


# Measuring


def texts(paths: list[Path], wanted: int) -> Iterator[str]:
    """Texts of so many articles, from files in turn."""
    every: list[str] = []
    for path in paths or [Path(sample).with_name("sample.txt")]:
        lines = path.read_text(encoding="utf-8")
        every += [json.loads(x)["text"] for x in lines.splitlines()] if path.suffix == ".jsonl" else [lines]
    for number in range(wanted):
        yield every[number * max(len(every) // wanted, 1) % len(every)]


def main() -> None:
    """Measure, and print what failed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("texts", nargs="*", type=Path)
    parser.add_argument("--pages", type=int, default=50)
    parser.add_argument("--per-page", type=int, default=12)
    parser.add_argument("--browser", default="chromium")
    options = parser.parse_args()
    analyzer, counts, by_kind = Analyzer(), Counter[str](), Counter[str]()
    with TemporaryDirectory() as folder:
        quiet = type("Quiet", (SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(quiet, directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = Browser(options.browser)
        try:
            for number, text in enumerate(texts(options.texts, options.pages)):
                path = Path(folder) / f"{number}.html"
                path.write_text(page(text, number, random.Random(number)), encoding="utf-8")
                url = f"http://127.0.0.1:{server.server_port}/{number}.html"
                for outcome, kind, told in check(browser, analyzer, path, url, options.per_page, random.Random(number)):
                    counts[outcome] += 1
                    by_kind[f"{kind} {outcome}"] += 1
                    if outcome != "right":
                        print(f"page {number}: {outcome}: {told}", flush=True)
                print(f"page {number}: {dict(counts)}", file=sys.stderr, flush=True)
        finally:
            browser.close()
            server.shutdown()
    measured = counts.total() - counts["not on the page"]
    share = counts["right"] / max(measured, 1)
    print(f"{options.pages} pages, {measured} quotes, {counts['right']} right ({share:.1%}), {dict(counts)}")
    print(dict(by_kind))


def check(
    browser: Browser, analyzer: Analyzer, path: Path, url: str, most: int, random_: random.Random
) -> Iterator[tuple[str, str, str]]:
    """For some quotes of a page: what became of the link, the kind of the quote, and the link with the words."""
    article = open_source(str(path))
    article = replace(article, metadata=replace(article.metadata, url=Field(url)))
    analysis = analyzer.analyze(article.text, article.blocks)
    browser.open(url)
    places = on_page(article, browser.run(COLLECT))
    quotes = [quote for quote in analysis.quotes if quote.content]
    chosen = random_.sample(quotes, min(most, len(quotes)))
    wanted: dict[str, bytes] = {}
    for quote in chosen:
        span = _bare(article.text, hull(trimmed(article.text, quote)))
        if span.start in places and span.end - 1 in places:
            browser.run(LIGHT.format(start=places[span.start], end=places[span.end - 1] + 1))
            wanted[quote.id] = browser.picture()
    browser.run("CSS.highlights.clear()")
    nothing = browser.picture()
    for at, quote in enumerate(chosen):
        span = hull(trimmed(article.text, quote))
        told = f"{link(article, quote)} for {article.text[span.start : span.end]!r}"
        if quote.id not in wanted:
            yield "not on the page", quote.kind, told
            continue
        browser.open((link(article, quote) or "").replace("#", f"?{at}#", 1))
        seen = browser.picture()
        outcome = "right" if seen == wanted[quote.id] else "not found" if seen == nothing else "elsewhere"
        yield outcome, quote.kind, told


def _bare(text: str, span: Span) -> Span:
    start, end = span
    while start < end and SKIPPED.fullmatch(text[start]):
        start += 1
    while end > start and SKIPPED.fullmatch(text[end - 1]):
        end -= 1
    return Span(start, end)


if __name__ == "__main__":
    main()
