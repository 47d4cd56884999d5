"""The command `quoth library`: list, show, delete, export and import the articles in the library."""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from tui.annotations.describe import describe_edit
from tui.annotations.log import FIELDS, AnnotationLog
from tui.article.fetch.source import shown
from tui.cli.console import DONE, FAILED, WRONG_USAGE, Parser, print_error, print_line
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
  quoth library list                     list the articles, last read first
  quoth library list harbor vote         list those with these words in title, publication, date or source
  quoth library show 3                   show your notes and corrections on article 3
  quoth library delete 3 4               delete two articles with your notes and corrections
  quoth library export -o work.json      write everything to a file, to move it to another machine
  quoth library import work.json         add it to the library there
"""


def main(arguments: Sequence[str]) -> int:
    """Run `quoth library` with `arguments` and return the exit status."""
    options = build_parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        return run(options)
    except LibraryError as error:
        return print_error(str(error))
    except BrokenPipeError:
        raise
    except OSError as error:
        return print_error(f"Could not write the output ({reason(error)}). Write it to another place with -o FILE.")


def build_parser() -> Parser:
    """Return the parser of the command."""
    parser = Parser(
        prog="quoth library",
        description="The articles you have read, with your notes and corrections. They never leave this machine "
        "unless you export them.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_commands()

    def add(name: str, run: Callable[[argparse.Namespace], int], help_: str) -> Parser:
        command = commands.add_parser(name, help=help_, description=help_)
        command.set_defaults(run=run)
        return command

    add("list", _list, "list the articles, most recent first").add_argument(
        "words",
        metavar="WORD",
        nargs="*",
        help="list only articles with this word in title, publication, date or source",
    )
    article = "number in the list, file name, URL, or part of the title"
    add("show", _show, "show your notes and corrections on an article").add_argument(
        "article", metavar="ARTICLE", help=article
    )
    delete = add("delete", _delete, "permanently delete articles with your notes and corrections")
    delete.add_argument("articles", metavar="ARTICLE", nargs="*", help=article)
    delete.add_argument("--all", action="store_true", help="delete everything")
    delete.add_argument("--yes", action="store_true", help="don't ask for confirmation")
    commands.choices["forget"] = delete  # the name of the command in older versions
    export = add("export", _export, "write articles with your notes and corrections to a JSON file")
    export.add_argument("articles", metavar="ARTICLE", nargs="*", help=f"{article} (default: all articles)")
    export.add_argument("-o", "--output", metavar="FILE", help="write to FILE instead of standard output")
    add("import", _import, "import an exported library").add_argument(
        "files", metavar="FILE", nargs="+", help="a file written by quoth library export, or by W in the app"
    )
    add("path", _path, "print the path of the library")
    return parser


def _list(options: argparse.Namespace) -> int:
    entries = _search(options.words)
    number = max((len(str(entry.id)) for entry in entries), default=1)
    for entry in entries:
        notes = counted(entry.notes, "note") if entry.notes else ""
        where = shown(entry.source) if "://" in entry.source else for_people(Path(shown(entry.source)))
        where = where if has_place(entry.source) else ""
        parts = (
            _display_title(entry),
            shown(entry.publication) if entry.publication else "",
            entry.date[:10],
            notes,
            where,
        )
        print_line(f"{entry.id:>{number}}  {_format_read(entry)}  {' · '.join(part for part in parts if part)}")
    if not entries and options.words:
        return print_error("No article matches. Run quoth library list to see all articles.")
    if not entries:
        print_line("The library is empty. Articles you read are listed here.")
    return DONE


def _show(options: argparse.Namespace) -> int:
    if not library_path().is_file():
        return print_error("The library is empty.")
    store = Store()
    entry = _find(store, options.article)
    if entry is None:
        return FAILED
    article = store.article(entry.id)
    annotations, unreadable = store.work(entry.id)
    for line in (_display_title(entry), f"read {_format_read(entry)} from {shown(entry.source)}"):
        print_line(line)
    if article is not None:
        description = annotations.description
        for name in FIELDS:
            if value := getattr(description, name):
                print_line(f"{name}: {shown(value)} (set by you)")
    _print_annotations(annotations)
    if unreadable:
        print_line(f"\n{counted(unreadable, 'change')} made by a newer version of quoth cannot be shown.")
    return DONE


def _print_annotations(annotations: AnnotationLog) -> None:
    if annotations.remarks:
        print_line(f"\nNotes ({len(annotations.remarks)})")
    for remark in annotations.remarks:
        labels = [*([remark.status] if remark.status else []), *(["bookmarked"] if remark.marked else [])]
        labels += [f"#{shown(tag)}" for tag in remark.tags]
        print_line(f"  {_shorten(remark.place.exact)}{'  [' + ', '.join(labels) + ']' if labels else ''}")
        for line in remark.note.split("\n") if remark.note else ():
            print_line(f"      {shown(line) if line.strip() else ''}")
    if annotations.corrections:
        print_line(f"\nCorrections ({len(annotations.corrections)})")
    for change in annotations.corrections:
        print_line(f"  {_shorten(str(describe_edit(change.edit)), 110)}")


def _delete(options: argparse.Namespace) -> int:
    if not options.articles and not options.all:
        print_error("Say which articles to delete (use the numbers from quoth library list), or use --all.")
        return WRONG_USAGE
    if not library_path().is_file():
        if options.articles:
            return print_error("The library is empty.")
        print_line("The library is empty.")
        return DONE
    store = Store()
    entries = store.entries() if options.all else _find_all(store, options.articles)
    if entries is None:
        return FAILED
    if not entries:
        print_line("The library is empty.")
        return DONE
    if entries and not options.yes and not _confirm(entries):
        return FAILED
    gone = store.forget(entry.id for entry in entries)
    for backup in backups():  # they still contain the deleted articles
        backup.unlink(missing_ok=True)
    print_line(f"Deleted {counted(gone, 'article')}.")
    if aside := sorted(library_path().parent.glob("library-damaged-*")):
        print_error(
            f"Backups of damaged libraries may still contain them. Delete {for_people(aside[0])} and similar files."
        )
    return DONE


def _confirm(entries: Sequence[Entry]) -> bool:
    if sys.stdin is None or not sys.stdin.isatty():
        print_error("Nothing deleted. Use --yes when not running in a terminal.")
        return False
    notes = sum(entry.notes for entry in entries)
    name = _display_title(entries[0]) if len(entries) == 1 else f"{len(entries)} articles"
    question = f"Permanently delete {name} with {_count_notes(notes)}? [y/N] "
    return input(question).strip().lower() in {"y", "yes"}


def _count_notes(count: int) -> str:
    return "1 note or correction" if count == 1 else f"{count:,} notes and corrections"


def _export(options: argparse.Namespace) -> int:
    if not library_path().is_file():
        return print_error("The library is empty.")
    store = Store()
    entries = _find_all(store, options.articles) if options.articles else store.entries()
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
            articles = parsed(path.read_text(encoding="utf-8"))
        except OSError as error:
            status = print_error(f"Could not read {shown(name)} ({reason(error)}). Check its name.")
            continue
        except ValueError as error:
            why = "it is not text" if isinstance(error, UnicodeError) else str(error)
            status = print_error(f"Could not import {shown(name)}: {why}.")
            continue
        store = Store()
        results = [take_in(store, article) for article in articles]
        new, changes = sum(is_new for is_new, _ in results), sum(count for _, count in results)
        store.close()
        print_line(f"{shown(name)}: imported {counted(new, 'new article')}, {_count_notes(changes)}.")
    return status


def _path(_: argparse.Namespace) -> int:
    print_line(str(library_path()))
    return DONE


def _search(words: Sequence[str]) -> list[Entry]:
    """Return the articles that have all of `words` in title, publication, date or source."""
    if not library_path().is_file():
        return []
    wanted = [word.casefold() for word in words]
    return [entry for entry in Store().entries() if all(word in _searched_text(entry) for word in wanted)]


def _find_all(store: Store, names: Sequence[str]) -> list[Entry] | None:
    """Return the articles that `names` refer to.

    None if a name matches no article or more than one, which is then printed as an error.
    """
    entries = [_find(store, name) for name in names]
    return None if None in entries else list(dict.fromkeys(entry for entry in entries if entry is not None))


def _find(store: Store, name: str) -> Entry | None:
    """Return the article that `name` refers to: its number, its source, or words of its title.

    None if it matches no article or more than one, which is then printed as an error.
    """
    entries = store.entries()
    if name.isdecimal():
        matches = [entry for entry in entries if entry.id == int(name)]
    else:
        path = str(Path(name).expanduser().absolute()) if has_place(name) and "://" not in name else name
        matches = [entry for entry in entries if entry.source in {name, path}]
        matches = matches or [entry for entry in entries if name.casefold() in _searched_text(entry)]
    if len(matches) == 1:
        return matches[0]
    if matches:
        numbers = ", ".join(str(entry.id) for entry in matches[:10])
        print_error(
            f"More than one article matches {shown(name)}. Use the number: {numbers}{'…' if len(matches) > 10 else ''}."
        )
    else:
        print_error(f"No article matches {shown(name)}. Run quoth library list to see all articles.")
    return None


def _searched_text(entry: Entry) -> str:
    return f"{entry.title} {entry.publication} {entry.date} {entry.source}".casefold()


def _display_title(entry: Entry) -> str:
    return shown(entry.title or Path(entry.source).name)


def _format_read(entry: Entry) -> str:
    try:
        return f"{datetime.fromisoformat(entry.read).astimezone():%Y-%m-%d %H:%M}"
    except ValueError:
        return "?"


def _shorten(text: str, most: int = 70) -> str:
    line = shown(text)
    return line if len(line) <= most else line[: most - 1] + "…"
