"""The command `quoth library`: what is kept, seen and handled without a screen."""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from tui.annotations.describe import told
from tui.annotations.log import FIELDS, AnnotationLog
from tui.article.fetch.source import shown
from tui.cli.console import DONE, FAILED, WRONG_USAGE, Parser, complain, say
from tui.document.quote_facts import counted
from tui.library.errors import LibraryError
from tui.library.file import backups, library_path
from tui.library.records import has_place
from tui.library.store import Entry, Store
from tui.library.transfer import everything, parsed, take_in, written
from tui.system.atomic_write import save
from tui.system.errors import reason
from tui.system.paths import for_people

_EXAMPLES = """\
examples:
  quoth library list                     what was read, the last first
  quoth library list harbor vote         of that, what has these words in title, publication, date or source
  quoth library show 3                   notes and corrections on one article; its number, file, or part of its title
  quoth library forget 3 4               forget two articles, and everything that was done with them
  quoth library export -o work.json      everything, to take along
  quoth library import work.json         put it beside what is there
"""


def main(arguments: Sequence[str]) -> int:
    """Run `quoth library` with `arguments` and return the exit status."""
    options = parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        return run(options)
    except LibraryError as error:
        return complain(str(error))
    except BrokenPipeError:
        raise
    except OSError as error:
        return complain(f"The output could not be written ({reason(error)}); name a file elsewhere.")


def parser() -> Parser:
    """What the command takes."""
    found = Parser(
        prog="quoth library",
        description="What quoth keeps: the articles that you read, and what you did with them. It never leaves "
        "this machine unless you export it.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = found.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=Parser)

    def command(name: str, run: Callable[[argparse.Namespace], int], what: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=what, description=what)
        one.set_defaults(run=run)
        return one

    command("list", _list, "list the articles, those read last first").add_argument(
        "words", metavar="WORD", nargs="*", help="of title, publication, date or source"
    )
    article = "its number in the list, its file or address, or a part of its title"
    command("show", _show, "show notes and corrections on an article").add_argument("article", help=article)
    forget = command("forget", _forget, "forget articles and everything that was done with them, for good")
    forget.add_argument("articles", metavar="ARTICLE", nargs="*", help=article)
    forget.add_argument("--all", action="store_true", help="forget everything")
    forget.add_argument("--yes", action="store_true", help="do not ask")
    export = command("export", _export, "write articles, notes and corrections as JSON")
    export.add_argument("articles", metavar="ARTICLE", nargs="*", help=f"{article}; without any, all")
    export.add_argument("-o", "--output", metavar="FILE", help="write to FILE")
    command("import", _import, "put what was exported beside what is there").add_argument(
        "files", metavar="FILE", nargs="+"
    )
    command("path", _path, "say where the library is")
    return found


def _list(options: argparse.Namespace) -> int:
    entries = _entries(options.words)
    number = max((len(str(entry.id)) for entry in entries), default=1)
    for entry in entries:
        notes = counted(entry.notes, "note") if entry.notes else ""
        where = shown(entry.source) if "://" in entry.source else for_people(Path(shown(entry.source)))
        where = where if has_place(entry.source) else ""
        parts = (_title(entry), shown(entry.publication) if entry.publication else "", entry.date[:10], notes, where)
        say(f"{entry.id:>{number}}  {_read(entry)}  {' · '.join(part for part in parts if part)}")
    if not entries and options.words:
        return complain("No article has these words; quoth library list shows all.")
    return DONE


def _show(options: argparse.Namespace) -> int:
    if not library_path().is_file():
        return complain("Nothing was read yet.")
    store = Store()
    entry = _one(store, options.article)
    if entry is None:
        return FAILED
    article = store.article(entry.id)
    work, unreadable = store.work(entry.id)
    for line in (_title(entry), f"read {_read(entry)} from {shown(entry.source)}"):
        say(line)
    if article is not None:
        described = work.description
        for name in FIELDS:
            if value := getattr(described, name):
                say(f"{name}: {shown(value)} (by you)")
    _print_work(work)
    if unreadable:
        say(f"\n{unreadable} changes were made by a newer quoth and cannot be shown.")
    return DONE


def _print_work(work: AnnotationLog) -> None:
    if work.remarks:
        say(f"\nNotes and marks ({len(work.remarks)})")
    for remark in work.remarks:
        said = [*([remark.status] if remark.status else []), *(["marked"] if remark.marked else [])]
        said += [f"#{shown(tag)}" for tag in remark.tags]
        say(f"  {_brief(remark.place.exact)}{'  [' + ', '.join(said) + ']' if said else ''}")
        for line in remark.note.split("\n") if remark.note else ():
            say(f"      {shown(line) if line.strip() else ''}")
    if work.corrections:
        say(f"\nCorrections ({len(work.corrections)})")
    for change in work.corrections:
        say(f"  {_brief(str(told(change.edit)), 110)}")


def _forget(options: argparse.Namespace) -> int:
    if not options.articles and not options.all:
        complain("Name the articles to forget (quoth library list numbers them), or all with --all.")
        return WRONG_USAGE
    if not library_path().is_file():
        return complain("Nothing was read yet.") if options.articles else DONE
    store = Store()
    entries = store.entries() if options.all else _several(store, options.articles)
    if entries is None:
        return FAILED
    if entries and not options.yes and not _agreed(entries):
        return FAILED
    gone = store.forget(entry.id for entry in entries)
    for backup in backups():  # they hold what was to be forgotten
        backup.unlink(missing_ok=True)
    say(f"Forgot {gone} article{'' if gone == 1 else 's'}.")
    if aside := sorted(library_path().parent.glob("library-damaged-*")):
        complain(f"Damaged libraries that were set aside may still hold them: {for_people(aside[0])} and the like.")
    return DONE


def _agreed(entries: Sequence[Entry]) -> bool:
    if sys.stdin is None or not sys.stdin.isatty():
        complain("Nothing was forgotten: say --yes where nobody can be asked.")
        return False
    notes = sum(entry.notes for entry in entries)
    what = _title(entries[0]) if len(entries) == 1 else f"{len(entries)} articles"
    return input(f"Forget {what}, with {notes} notes and corrections, for good? [y/N] ").strip().lower() in {"y", "yes"}


def _export(options: argparse.Namespace) -> int:
    if not library_path().is_file():
        return complain("Nothing was read yet.")
    store = Store()
    entries = _several(store, options.articles) if options.articles else store.entries()
    if entries is None:
        return FAILED
    pieces = written(everything(store, [entry.id for entry in entries]))
    if options.output is None:
        for piece in pieces:
            sys.stdout.write(piece)
    else:
        save(Path(options.output), pieces)
    return DONE


def _import(options: argparse.Namespace) -> int:
    status = DONE
    for name in options.files:
        path = Path(name)
        try:
            found = parsed(path.read_text(encoding="utf-8"))
        except OSError as error:
            status = complain(f"{shown(name)} could not be read ({reason(error)}); check its name.")
            continue
        except ValueError as error:
            why = "it is not text" if isinstance(error, UnicodeError) else str(error)
            status = complain(f"{shown(name)} cannot be imported: {why}.")
            continue
        store = Store()
        results = [take_in(store, one) for one in found]
        articles, changes = sum(new for new, _ in results), sum(count for _, count in results)
        store.close()
        say(f"{shown(name)}: {counted(articles, 'new article')}, {counted(changes, 'note')} and corrections.")
    return status


def _path(_: argparse.Namespace) -> int:
    say(str(library_path()))
    return DONE


def _entries(words: Sequence[str]) -> list[Entry]:
    if not library_path().is_file():
        return []
    wanted = [word.casefold() for word in words]
    return [e for e in Store().entries() if all(word in _text(e) for word in wanted)]


def _several(store: Store, names: Sequence[str]) -> list[Entry] | None:
    """The articles with these names; None if one of them is unknown, which is said."""
    found = [_one(store, name) for name in names]
    return None if None in found else list(dict.fromkeys(one for one in found if one is not None))


def _one(store: Store, name: str) -> Entry | None:
    """The article that `name` means; if it is none or several, that is said."""
    entries = store.entries()
    if name.isdecimal():
        found = [entry for entry in entries if entry.id == int(name)]
    else:
        path = str(Path(name).expanduser().absolute()) if has_place(name) and "://" not in name else name
        found = [entry for entry in entries if entry.source in {name, path}]
        found = found or [entry for entry in entries if name.casefold() in _text(entry)]
    if len(found) == 1:
        return found[0]
    if found:
        numbers = ", ".join(str(entry.id) for entry in found[:10])
        complain(
            f"{shown(name)} is several articles; name one by its number: {numbers}{'…' if len(found) > 10 else ''}."
        )
    else:
        complain(f"No article is called {shown(name)}; quoth library list shows what there is.")
    return None


def _text(entry: Entry) -> str:
    return f"{entry.title} {entry.publication} {entry.date} {entry.source}".casefold()


def _title(entry: Entry) -> str:
    return shown(entry.title or Path(entry.source).name)


def _read(entry: Entry) -> str:
    try:
        return f"{datetime.fromisoformat(entry.read).astimezone():%Y-%m-%d %H:%M}"
    except ValueError:
        return "?"


def _brief(text: str, most: int = 70) -> str:
    line = shown(text)
    return line if len(line) <= most else line[: most - 1] + "…"
