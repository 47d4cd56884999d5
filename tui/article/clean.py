"""Clean the text of a source, so that it is safe to show, search and analyze.

Every change is recorded as a `TextEdit`, so that the original text of any span can be restored.
"""

import re
import unicodedata
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import NamedTuple

from tui.article.model import Notice
from tui.article.text_edits import Change, TextEdits, compose

_MARKS_ON_ONE_LETTER = 4
"""The most combining marks on one letter that are kept. No orthography needs more, and more would leave the cell."""

_LINE_ENDS = "\r\x0b\x0c\x85\u2028\u2029"
_SPACES = "\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x90\x98-\x9f"
_WINDOWS = "\x91-\x97"
"""Control characters that occur only where Windows-1252 was once decoded as Latin-1."""
_DIRECTION = "\u200e\u200f\u061c"
_NEVER = frozenset("\xad\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u206a\u206b\u206c\u206d\u206e\u206f")
"""Soft hyphens, and characters that change the direction of text."""
_BIDI = re.compile("[\u202a-\u202e\u2066-\u206f]")
_INVISIBLE = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e0fff"
)
_BROKEN = "\ud800-\udfff\ufffe\uffff"

_SUSPICIOUS = re.compile(rf"[{_LINE_ENDS}{_SPACES}{_CONTROLS}{_WINDOWS}{_BROKEN}{_INVISIBLE}]")
_RUN = re.compile(
    rf"(?P<hyphenated>\xad+(?:\r\n?|\n)(?=[a-z]))|(?P<line>\r\n|[{_LINE_ENDS}])|(?P<space>[{_SPACES}]+)"
    rf"|(?P<control>[{_CONTROLS}]+)|(?P<windows>[{_WINDOWS}]+)|(?P<broken>[{_BROKEN}]+)|(?P<hidden>[{_INVISIBLE}]+)"
)
_RUNS = rf"[{_LINE_ENDS}{_SPACES}{_CONTROLS}{_WINDOWS}{_BROKEN}{_INVISIBLE}]+(?:(?<=[\r\xad])\n)?"
"""A run of suspicious characters of any kind, with a line feed that belongs to it."""
_BETWEEN_LETTERS = (
    "(?<=[A-Za-z ])[\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]+(?=[A-Za-z ])"
)
"""Invisible characters other than direction marks, which may legitimately stand beside a space."""
_STAND_INS: dict[int, int | str] = {
    **{code: 0x2400 + code for code in range(0x20)},
    0x7F: "␡",
    **{code: "␛" + chr(code - 0x40) for code in range(0x80, 0xA0)},  # a C1 control is short for ESC and a letter
    **str.maketrans("\x91\x92\x93\x94\x95\x96\x97", "‘’“”•–—"),
}
_MARK_RUN = re.compile(r"[^\w\s\x00-\x7f]{5,}")
"""Long runs of combining marks, which `\\w` does not match."""

# Compiled on first use, which is rare: compiling sets of this size would slow down every start.
_JOINING_SCRIPTS = "[\u0590-\u08ff\u0900-\u109f\u1780-\u18af\u1a20-\u1aaf\ua840-\ua87f\ufb1d-\ufdff\ufe70-\ufefc]"
"""Scripts whose spelling uses joiners, direction marks or invisible word ends: Hebrew to Mongolian."""
_PICTURE = "[#*0-9\u00a9\u00ae\u203c\u2049\u20e3\u2100-\u2bff\u3030-\u303d\u3297\u3299\U0001f000-\U0001faff]"
"""The characters that make up emoji."""
_IDEOGRAPH = "[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"

_CONFUSABLE = "аеорсухіјѕһԛԝАВЕКМНОРСТУХІЈЅԚԜΑΒΕΖΗΙΚΜΝΟΡΤΥΧορυν"
_MIXED = rf"(?<=[A-Za-zÀ-ɏ])[{_CONFUSABLE}]|[{_CONFUSABLE}](?=[A-Za-zÀ-ɏ])"
_KNOWN_RUNS = 10_000
_SAMPLE = 1 << 16
_FLOOD = 0.2
"""The share of suspicious characters above which a text is cleaned in the faster way."""
_LONGEST_WORD = 40
_NAMED_WORDS = 3


class Clean(NamedTuple):
    """A text that is safe to show, the edits that made it so, and notices for the user about them."""

    text: str
    edits: TextEdits
    notices: tuple[Notice, ...] = ()


def clean(raw: str) -> Clean:
    r"""Make `raw` safe to show and easy to process.

    Line ends become "\n" and every kind of space a plain space. Control characters become visible symbols (␛).
    Invisible characters that mislead (directional overrides, zero-width characters in Latin words) are removed; those
    that are needed (joiners in emoji and in the scripts that use them) stay. Runs of combining marks are cut to a
    length that stays inside the cell.

    Returns:
        The clean text; its edits, with offsets in the clean text; notices, with offsets in the clean text. Cleaning
        a clean text changes nothing.
    """
    text, edits = raw, TextEdits()
    counts: Counter[str] = Counter()
    first: dict[str, int] = {}
    if len(_SUSPICIOUS.findall(raw, 0, _SAMPLE)) > _FLOOD * min(len(raw), _SAMPLE):
        text, edits, whys = _between_letters(raw)
        _note(edits, whys, counts, first)
    # Removing characters may create new runs, so the text is checked again; nearly always it needs no second pass.
    while _SUSPICIOUS.search(text) or _MARK_RUN.search(text):
        text, made, whys = _pass(text)
        if not made:
            break
        _note(made, whys, counts, first)
        edits = compose(edits, made)
    notices = [Notice(_sentence(why, count), first[why]) for why, count in counts.items()]
    notices += _look_alikes(text)
    return Clean(text, edits, tuple(sorted(notices, key=lambda notice: notice.offset or 0)))


def _note(made: TextEdits, whys: Sequence[str], counts: Counter[str], first: dict[str, int]) -> None:
    """Count the changed characters by reason, and record the first offset of each reason."""
    for why, offset, original in zip(whys, made.offsets, made.originals, strict=True):
        if why:
            counts[why] += len(original)
            first[why] = min(first.get(why, offset), offset)


def _between_letters(raw: str) -> tuple[str, TextEdits, list[str]]:
    """Find the hidden characters between Latin letters and spaces in one pass, which is faster if there are many."""
    edits, whys = TextEdits(), list[str]()
    known: dict[str, tuple[str, ...]] = {}
    removed = 0
    for found in re.finditer(_BETWEEN_LETTERS, raw):
        run = found.group()
        start, end = found.span()
        if (same := known.get(run)) is None:
            same = known[run] = (run, *(next((c.why for c in _hidden("a", run, after)), "") for after in "a "))
        edits.add(start - removed, same[0], "")
        whys.append(same[2 if raw[start - 1] == " " or raw[end] == " " else 1])
        removed += end - start
    return re.sub(_BETWEEN_LETTERS, "", raw), edits, whys


def _pass(raw: str) -> tuple[str, TextEdits, list[str]]:
    """Run one pass of cleaning. Return the new text, the edits, and the reason for each."""
    parts, edits, whys = StringIO(newline=""), TextEdits(), list[str]()
    floods = deque(_floods(raw) if not raw.isascii() else ())
    known: dict[tuple[str, str, str], tuple[Change, ...]] = {}
    write, add = parts.write, edits.add
    at = length = 0
    for found in re.finditer(_RUNS, raw):
        start, end = found.span()
        while floods and floods[0].start < start:
            flood = floods.popleft()
            write(raw[at : flood.start])
            length += flood.start - at
            add(length, raw[flood.start : flood.end], "")
            whys.append(flood.why)
            at = flood.end
        # The result depends only on the run and its neighbors, and the same runs tend to repeat.
        key = (raw[start - 1 : start], raw[start:end], raw[end : end + 1])
        made = known.get(key)
        if made is None:
            made = tuple(_of_runs(*key))
            if len(known) < _KNOWN_RUNS:
                known[key] = made
        for first, last, replacement, why in made:
            write(raw[at : start + first])
            length += start + first - at
            add(length, raw[start + first : start + last], replacement)
            whys.append(why)
            write(replacement)
            length += len(replacement)
            at = start + last
    for flood in floods:
        write(raw[at : flood.start])
        length += flood.start - at
        add(length, raw[flood.start : flood.end], "")
        whys.append(flood.why)
        at = flood.end
    write(raw[at:])
    return parts.getvalue(), edits, whys


def _of_runs(before: str, runs: str, after: str) -> Iterator[Change]:
    """Return the changes to `runs` of suspicious characters between two other characters, with offsets in `runs`."""
    text = before + runs + after
    at = len(before)
    while at < len(before) + len(runs) and (found := _RUN.match(text, at)):
        start, at = found.span()
        inside = _of_run(
            found.lastgroup or "", text[start - 1 : start] if start else "", found.group(), text[at : at + 1]
        )
        for first, last, replacement, why in inside:
            yield Change(start - len(before) + first, start - len(before) + last, replacement, why)


def _of_run(kind: str, before: str, run: str, after: str) -> Iterator[Change]:
    """Return the changes to a `run` of one kind between its neighbors, with offsets in the run."""
    match kind:
        case "hidden":
            yield from _hidden(before, run, after)
        case "space":
            yield Change(0, len(run), " " * len(run))
        case "line":
            yield Change(0, len(run), "\n")
        case "hyphenated":
            yield Change(0, len(run), "")
        case "broken":
            yield Change(0, len(run), "\ufffd" * len(run), "broken")
        case _:
            yield Change(0, len(run), run.translate(_STAND_INS), kind)


def _hidden(before: str, run: str, after: str) -> Iterator[Change]:
    """Return the changes that remove the unwanted part of a run of zero-width characters."""
    rest = "".join(char for char in run if char not in _NEVER)
    kept = _spelling(before, rest, after)
    why = "invisible" if before.isalnum() and after.isalnum() and rest else ""
    if not kept:
        yield Change(0, len(run), "", "bidi" if _BIDI.search(run) else why)
        return
    for i, char in enumerate(run):
        if char not in _NEVER and kept.startswith(char):
            kept = kept[1:]
        else:
            yield Change(i, i + 1, "", "bidi" if _BIDI.match(char) else why)


def _spelling(before: str, run: str, after: str) -> str:
    """Return the part of an invisible `run` that its neighbors need, for their spelling or as part of an emoji."""
    if re.match(_JOINING_SCRIPTS, before) or re.match(_JOINING_SCRIPTS, after):
        return run[:2]
    if not run.strip(_DIRECTION):
        return "" if before.isalpha() and after.isalpha() else run[:1]
    if re.match(_PICTURE, before):
        if run in {"\ufe0e", "\ufe0f"} or (run in {"\u200d", "\ufe0f\u200d"} and re.match(_PICTURE, after)):
            return run
        if before == "\U0001f3f4" and run.endswith("\U000e007f") and len(run) <= 7:  # flags: Scotland, Wales, …
            return run
    if re.match(_IDEOGRAPH, before) and unicodedata.category(run[0]) == "Mn":
        return run[:1]
    return ""


def _floods(raw: str) -> Iterator[Change]:
    """Find the combining marks beyond the first few on a letter."""
    for run in _MARK_RUN.finditer(raw):
        first, marks = run.start(), 0
        for i in range(run.start(), run.end() + 1):
            if i < run.end() and unicodedata.category(raw[i]) in {"Mn", "Me"} and not _SUSPICIOUS.match(raw, i):
                first, marks = first if marks else i, marks + 1
                continue
            if marks > _MARKS_ON_ONE_LETTER:
                yield Change(first + _MARKS_ON_ONE_LETTER, i, "", "flood")
            marks = 0


def _look_alikes(text: str) -> Iterator[Notice]:
    """Find words that mix Latin letters with Cyrillic or Greek ones of the same shape."""
    words: dict[str, int] = {}
    at = 0
    for found in () if text.isascii() else re.finditer(_MIXED, text):
        if found.start() < at:
            continue
        start = at = found.start()
        while start and text[start - 1].isalpha() and at - start < _LONGEST_WORD:
            start -= 1
        while at < len(text) and text[at].isalpha() and at - start < _LONGEST_WORD:
            at += 1
        words.setdefault(text[start:at], start)
    for word, offset in list(words.items())[:_NAMED_WORDS]:
        yield Notice(f"“{word}” mixes Latin letters with look-alike letters of another alphabet.", offset)
    if len(words) > _NAMED_WORDS:
        offset = list(words.values())[_NAMED_WORDS]
        yield Notice(f"{len(words) - _NAMED_WORDS} more words mix letters of different alphabets.", offset)


def _sentence(why: str, count: int) -> str:
    one = count == 1
    match why:
        case "control":
            what = "A control character is" if one else f"{count:,} control characters are"
            return f"{what} shown as {'a symbol' if one else 'symbols'} such as ␛ and cannot reach the terminal."
        case "windows":
            what = "A Windows-1252 character was" if one else f"{count:,} Windows-1252 characters were"
            return f"{what} stored in the wrong encoding; quoth corrected {'it' if one else 'them'}."
        case "bidi":
            what = "A hidden character that reverses" if one else f"{count:,} hidden characters that reverse"
            return f"{what} the direction of text {'was' if one else 'were'} removed."
        case "invisible":
            what = "An invisible character" if one else f"{count:,} invisible characters"
            return f"{what} inside {'a word was' if one else 'words were'} removed."
        case "broken":
            what = "A broken character is" if one else f"{count:,} broken characters are"
            return f"{what} shown as \ufffd."
        case _:
            what = "An accent" if one else f"{count:,} accents"
            return f"{what} stacked on letters {'was' if one else 'were'} removed."
