"""CSV in a real spreadsheet program: every cell is shown as it is, and no formula runs."""

import json
import shutil
import subprocess
import time
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
import sample_story
from hypothesis import given
from hypothesis import strategies as st

from tui.document.quote_text import as_written
from tui.export.formats import named
from tui.export.options import Layout
from tui.export.table import kept, original

OPEN = "{urn:oasis:names:tc:opendocument:xmlns:"
NASTY = [
    "=1+1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x.example")', "@SUM(A1)", "+1", "-5 degrees", "  =2*3", "007",
    "hello;=1+1", "a\t=1+1", "a|+1", "1e5", "3 May", "12/03/2024", "10:30", "50%", "1,000", "’=1", "'quoted'", "砂",
    "a\nb", "1984", "5 Rue de l’Été",
]  # fmt: skip


@pytest.mark.parametrize("cell", ["=1+1", "-5", "@a", "007", "3 May", "10:30", "1e5", "＝1"])
def test_what_a_spreadsheet_would_change_is_kept_from_it(cell):
    assert kept(cell) == f"'{cell}"
    assert original(f"'{cell}") == cell


@pytest.mark.parametrize("cell", ["1984", "“Sand,”", "", "May went on", "'tis", "a = b"])
def test_what_it_would_not_change_stays(cell):
    assert kept(cell) == original(cell) == cell


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("\t=1", "'\t'=1"),
        ("hello;=cmd|' /C calc'!A0", "hello;'=cmd|' /C calc'!A0"),
        ("a|+1", "a|'+1"),
        ("a\t@b", "a\t'@b"),
        ('a; "=b"', 'a; "\'=b"'),
        ("a;'=b", "a;''=b"),
        ("line\n=1", "line\n'=1"),
    ],
)
def test_a_formula_behind_another_separator_is_no_formula(cell, safe):
    assert kept(cell) == safe
    assert original(safe) == cell


@pytest.mark.parametrize("cell", ["a = b", "well-known; it is", "1 - 2 = 3", "a +b"])
def test_signs_inside_a_text_stay(cell):
    assert kept(cell).lstrip("'") == cell.lstrip("'")
    assert original(kept(cell)) == cell


@given(st.text(alphabet="=+-@;|\t\n '\"a1＝"))
def test_a_cell_is_safe_at_every_separator_and_comes_back(cell):
    safe = kept(cell)
    assert original(safe) == cell
    for separator in ";|\t\n":
        for part in safe.split(separator)[1:]:
            assert part.lstrip(' \t\n"|;')[:1] not in {*"=+-@＝"}


def test_a_run_of_separators_takes_time_that_grows_with_its_length():
    started = time.process_time()
    kept("a" + "\t" * 300_000 + "b")
    assert time.process_time() - started < 5


def cells(path):
    """The rows as the program shows them, and whether any cell is a formula."""
    root = ET.parse(path).getroot()  # noqa: S314 - what the program just wrote
    rows = []
    for row in root.iter(f"{OPEN}table:1.0}}table-row"):
        found = []
        for cell in row.iter(f"{OPEN}table:1.0}}table-cell"):
            assert cell.get(f"{OPEN}table:1.0}}formula") is None
            text = "\n".join("".join(p.itertext()) for p in cell.findall(f"{OPEN}text:1.0}}p"))
            found += [text] * int(cell.get(f"{OPEN}table:1.0}}number-columns-repeated", 1))
        rows.append(found)
    return rows


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_every_cell_as_it_is(tmp_path):
    analysis = sample_story.analysis()
    template = analysis.quotes[0]
    analysis.quotes += [replace(template, id=f"n{number}", why=nasty) for number, nasty in enumerate(NASTY)]
    path = tmp_path / "quotes.csv"
    path.write_text(
        "".join(named("csv").write([(sample_story.ARTICLE, analysis)], Layout())), encoding="utf-8", newline=""
    )
    command = ["soffice", f"-env:UserInstallation={tmp_path.as_uri()}/profile", "--headless"]
    command += ["--infilter=CSV:44,34,UTF8", "--convert-to", "fods", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    head, *rows = cells(path.with_suffix(".fods"))
    at = {name: head.index(name) for name in head if name}
    for row, quote in zip(rows, analysis.quotes, strict=False):
        assert row[at["text"]] == as_written(sample_story.TEXT, quote)
        assert original(row[at["why"]]).split() == quote.why.split()
        assert json.loads(row[at["spans"]]) == [list(span) for span in quote.content]
        assert int(row[at["start"]]) >= quote.start
