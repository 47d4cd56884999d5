"""Files that were damaged at random, of every format: each opens, or is refused with one sentence, within its limits.

    python tests/benchmarks/hostile_files.py [--count 2600] [--seed 1] [--keep FOLDER]

Each file is opened as a user opens it, with a process that reads it where it is not short text. Prints what came of
them; ends with status 1 if one did something else, after its number, seed and trouble. With `--keep`, such files are
written to a folder.
"""

import argparse
import gzip
import random
import re
import sys
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS)]

from growth import UNITS  # noqa: E402
from made_files import docx, epub, lines, paragraph, pdf  # noqa: E402
from page_structures import FERRY, semantic  # noqa: E402

from tui.article import Article, SourceError, open_source  # noqa: E402
from tui.article.options import Limits, Options  # noqa: E402

OPTIONS = Options(limits=Limits(read=10))
LONGEST = 60.0
"""Seconds: five attempts to read, as many as there are, on a machine that is busy."""
UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\u2028\u2029]")
STORY = "The mill closed on Monday. “It was old,” said Ada Quill, and nobody bought it.\n\n"


def _draw(canvas: object, number: int) -> None:
    lines(canvas, [f"The mill at Harrow Falls closed on Monday, page {number}.", "“It was old,” said Ada Quill."])


def seeds() -> dict[str, bytes]:
    """Sound files, by their suffix."""
    mail = "From: a@b.example\r\nSubject: Mill\r\nMIME-Version: 1.0\r\nContent-Type: {}\r\n\r\n{}"
    parts = "--x\r\nContent-Type: text/plain\r\n\r\n{}\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>{}\r\n--x--"
    page = semantic(FERRY).encode()
    story = STORY.encode()
    return {
        "txt": story * 10,
        "wide.txt": (STORY * 5).encode("utf-16"),
        "latin.txt": (STORY * 5).encode("cp1252"),
        "md": b"---\ntitle: Mill\n---\n\n# Mill closes\n\n> "
        + story
        + b"* one\n* [two](http://a.example)\n\n<b>x</b>\n",
        "html": page,
        "eml": mail.format("text/plain; charset=utf-8", STORY * 3).encode(),
        "parts.eml": mail.format("multipart/alternative; boundary=x", parts.format(STORY, STORY)).encode(),
        "srt": b"1\n00:00:01,000 --> 00:00:02,000\n- It was old.\n\n2\n00:00:03,000 --> 00:00:04,000\nNobody knew.\n",
        "vtt": b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada>It was old.\n\n00:03.000 --> 00:04.000\n- No.\n",
        "docx": docx(paragraph("Mill closes", "Titel") + paragraph(STORY) * 3),
        "epub": epub({"a.xhtml": f"<h1>Mill</h1><p>{STORY}</p>", "b.xhtml": f"<p>{STORY}</p>"}),
        "pdf": pdf(_draw, pages=3, title="Mill"),
        "txt.gz": gzip.compress(story * 10),
        "html.gz": gzip.compress(page),
    }


def mutate(content: bytes, others: list[bytes], random_: random.Random) -> bytes:
    """Return `content` with one to eight changes."""
    data = bytearray(content)
    for _ in range(random_.randint(1, 8)):
        at = random_.randrange(len(data) + 1)
        size = min(len(data) - at, int(random_.paretovariate(0.7)))
        match random_.randrange(9):
            case 0:
                data[at : at + size] = random_.randbytes(size)
            case 1:
                del data[at : at + size]
            case 2:
                data[at:at] = random_.randbytes(random_.randint(1, 40))
            case 3:
                data[at:at] = data[at : at + size] * random_.randint(1, 200)
            case 4:
                data[at:at] = random_.choice(UNITS).encode("utf-8", "surrogatepass") * random_.randint(1, 20_000)
            case 5:
                del data[at:]
            case 6:
                other = random_.choice(others)
                start = random_.randrange(len(other))
                data[at:at] = other[start : start + random_.randint(1, 4_000)]
            case 7 if data:
                data[at % len(data)] ^= 1 << random_.randrange(8)
            case _:
                number = random_.choice([b"0", b"-1", b"4294967295", b"99999999999999999999", b"1e308", b"NaN"])
                data = bytearray(re.sub(rb"\d+", number, bytes(data), count=random_.randint(1, 5)))
    return bytes(data[: 4 << 20])


def trouble(path: Path, outcomes: Counter[str]) -> str:
    """Open a file; return what is wrong with what came of it, or ""."""
    begun = time.monotonic()
    try:
        article = open_source(path, options=OPTIONS)
    except SourceError as error:
        outcomes["refused"] += 1
        message = str(error)
        if not re.fullmatch(r"[^\n\x00-\x1f\x7f-\x9f]+\.", message):
            return f"it is refused with {message!r}"
    except Exception as error:  # noqa: BLE001  (that is what we look for)
        return f"it raises {error!r}"
    else:
        outcomes["opened"] += 1
        if wrong := next(filter(None, map(_wrong, filter(None, (article, article.everything)))), ""):
            return wrong
    seconds = time.monotonic() - begun
    return f"it takes {seconds:.0f} seconds" if seconds > LONGEST else ""


def _wrong(article: Article) -> str:
    at = 0
    for block in article.blocks:
        if not at <= block.start < block.end <= len(article.text):
            return f"block {block} is out of order"
        at = block.end
    known = article.metadata
    words = (known.title.value, known.publication.value, known.date.value, known.url.value, *known.authors.value)
    for text in (article.text, *words, *(notice.message for notice in article.notices)):
        if text and (found := UNSAFE.search(text)):
            return f"{found.group()!r} is in {text[max(0, found.start() - 20) :][:60]!r}"
    return ""


def main() -> int:
    """Open as many damaged files as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=2_600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    sound, outcomes, failures = seeds(), Counter[str](), 0
    with TemporaryDirectory() as folder:
        for number in range(options.count):
            random_ = random.Random(f"{options.seed}:{number}")
            suffix, content = random_.choice(list(sound.items()))
            path = Path(folder, f"{number}.{suffix}")
            path.write_bytes(mutate(content, list(sound.values()), random_))
            if said := trouble(path, outcomes):
                failures += 1
                print(f"{path.name} (seed {options.seed}): {said}", flush=True)
                if options.keep:
                    options.keep.mkdir(parents=True, exist_ok=True)
                    (options.keep / path.name).write_bytes(path.read_bytes())
            path.unlink()
    print(f"{options.count} files: {dict(outcomes)}, {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
