"""How long it takes to open what is large, and how much memory, as a user would: the program's own process and the
one that reads.

    python tests/benchmarks/inputs.py

Prints the median of three runs: seconds from asking for an article to having it, of which reading alone, and the
largest sum of the memory (RSS) of all processes.
"""

import sys
import threading
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

from made_files import docx, epub, lines, paragraph, pdf

from tui.article import open_source
from tui.article.fetch.source import Raw, fetch
from tui.article.formats import registry
from tui.article.options import Options

SENTENCE = (
    "The government of Norland said on Monday that it would not accept the proposal of its neighbors, number {}. "
)
RUNS = 3


def report(canvas: object, number: int) -> None:
    """A page of a report: a running head, a page number, about 480 words."""
    lines(canvas, "The Harbor Times", y=815, size=9)
    y = 780.0
    for part in range(4):
        text = [SENTENCE.format(f"{number}-{part}-{line}")[:95] for line in range(11)]
        y = lines(canvas, text, y=y, size=10.5) - 8
    lines(canvas, str(number), x=290, y=30, size=9)


def book(pages: int) -> bytes:
    """A book of so many pages of 300 words, in chapters of ten pages."""
    body = "".join(f"<p>{(SENTENCE * 3).format(1, 2, 3)}</p>" for _ in range(60))
    return epub({f"c{n}.xhtml": f"<h1>Chapter {n}</h1>{body}" for n in range(pages // 10)})


def inputs(folder: Path) -> dict[str, Path]:
    """The files to open."""
    links = "<p><a href='/x'>A link to a story about the mill</a> and more</p>" * 100_000
    contents: dict[str, bytes] = {
        "70 pages.pdf": pdf(report, 70),
        "300 pages.epub": book(300),
        "300 pages.docx": docx(paragraph(SENTENCE.format(1) * 5) * 1_000),
        "one line of 20 MB.txt": b"word " * 4_000_000,
        "three million hidden characters.txt": "a\u200b".encode() * 3_000_000,
        "nested 200,000 deep.html": b"<html><p>Words.</p>" + b"<div>" * 200_000 + b"<p>Deep.</p>" + b"</div>" * 200_000,
        "100,000 links.html": b"<html><body>" + links.encode(),
    }
    paths = {}
    for name, content in contents.items():
        paths[name] = folder / name
        paths[name].write_bytes(content)
    paths["1 GB.txt"] = folder / "1 GB.txt"
    with paths["1 GB.txt"].open("wb") as file:
        file.write(
            b"The mill at Harrow Falls closed on Monday, Ada Quill said, and it will not open again.\n" * 400_000
        )
        file.truncate(1 << 30)
    return paths


def resident(pids: set[int]) -> int:
    """The memory of some processes and all that they started, in MB."""
    family, grew = set(pids), True
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
            parents[int(stat.parent.name)] = (int(fields[1]), int(fields[21]) * 4096)
        except (OSError, IndexError, ValueError):
            continue
    while grew:
        more = {pid for pid, (parent, _) in parents.items() if parent in family} - family
        family |= more
        grew = bool(more)
    return sum(parents[pid][1] for pid in family if pid in parents) >> 20


def measured(path: Path) -> tuple[float, int]:
    """Seconds to open it, and the most memory meanwhile."""
    import os

    most, done = 0, threading.Event()

    def watch() -> None:
        nonlocal most
        while not done.wait(0.05):
            most = max(most, resident({os.getpid()}))

    watcher = threading.Thread(target=watch)
    watcher.start()
    began = time.perf_counter()
    try:
        article = open_source(path, options=Options())
        said = f"{len(article.text):,} characters" + (f"; {article.notices[0].message}" if article.notices else "")
    except Exception as error:  # noqa: BLE001
        said = str(error)
    spent = time.perf_counter() - began
    done.set()
    watcher.join()
    print(f"      {spent:.2f} s: {said[:110]}")
    return spent, most


def reading_alone(path: Path) -> float | None:
    """Seconds to read it in this process, for the kinds whose speed matters."""
    if path.suffix not in {".pdf", ".epub", ".docx"}:
        return None
    spent = []
    for _ in range(RUNS):
        raw: Raw = fetch(str(path))
        began = time.perf_counter()
        raw, kind = registry.recognized(raw)
        registry.read(raw, kind)
        spent.append(time.perf_counter() - began)
    return median(spent)


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        for name, path in inputs(Path(folder)).items():
            print(name)
            runs = [measured(path) for _ in range(RUNS)]
            alone = reading_alone(path)
            print(
                f"  {median(r[0] for r in runs):.2f} s, {max(r[1] for r in runs)} MB"
                + (f", reading alone {alone:.2f} s" if alone is not None else "")
            )
