"""The commands that open the reader: `quoth SOURCE…` and `quoth demo`."""

import argparse
import gc
import os
from collections.abc import Sequence
from typing import Any

from tui.article import Article, SourceError, open_sample
from tui.article.fetch.source import STDIN
from tui.article.open import open_at_once
from tui.cli import terminal
from tui.cli.console import DONE, FAILED, print_error
from tui.cli.parsed_options import apply_config, check_metadata, list_metadata, list_sources, opening_options
from tui.cli.parsers import build_demo_parser, build_reader_parser
from tui.cli.progress import open_with_progress
from tui.config import Config


def main(arguments: Sequence[str]) -> int:
    """Run `quoth` with `arguments` and return the exit status.

    Sources that open at once are opened before the reader starts; the reader opens the rest.
    """
    parser = build_reader_parser()
    parsed = parser.parse_args(arguments)
    check_metadata(parser, parsed)
    config = apply_config(parsed)
    sources = list_sources(parsed)
    if not sources and not terminal.is_piped():
        return _show([(not parsed.private and _open_last_read()) or open_sample()], parsed, config)
    if not sources and not terminal.has_terminal():
        return _refuse()  # not after waiting for a pipe that nobody may write to
    options = opening_options(parsed, config)
    items: list[str | Article] = []
    errors: list[str] = []
    for source in sources or [STDIN]:
        try:
            is_typed = source == STDIN and not terminal.is_piped()
            items.append(open_with_progress(source, options) if is_typed else open_at_once(source, options) or source)
        except SourceError as error:
            errors.append(str(error))
            print_error(str(error))
    if not items:
        return FAILED
    return _show(items, parsed, config, errors) or (FAILED if errors else DONE)


def show_demo(arguments: Sequence[str]) -> int:
    """Run `quoth demo` with `arguments` and return the exit status."""
    parsed = build_demo_parser().parse_args(arguments)
    return _show([open_sample()], parsed, apply_config(parsed))


def _open_last_read() -> Article | None:
    """Return what was read last, from its source if that is still there; None if nothing is known of it."""
    if not terminal.has_terminal():
        return None
    from tui.library.reopening import last_read

    return last_read()


def _show(
    items: Sequence[str | Article], parsed: argparse.Namespace, config: Config, errors: Sequence[str] = ()
) -> int:
    """Show articles, and sources that are still to be opened, on the screen, which repeats the `errors`."""
    stdin = os.dup(0) if STDIN in items else None  # it is read while the keys come from the terminal
    if not terminal.has_terminal() or not terminal.connect_keyboard():
        return _refuse()
    gc.disable()  # hardly anything is garbage until the article is on the screen, where collecting begins again
    from tui.app import QuothApp
    from tui.system.uncaught import handle_uncaught

    options: dict[str, Any] = {"private": True} if parsed.private else {}
    if errors:
        options["troubles"] = errors
    if metadata := list_metadata(parsed):
        from tui.annotations.edits import Describe

        options["describe"] = Describe(**metadata)
    if config.keys:
        from tui.keys.user_keymap import keymap

        options["keymap"], refused = keymap(config.keys)
        config = config.with_troubles(refused)
    from tui.keys.escape_prefix import part

    part(key for keys in (options["keymap"].wanted.values() if config.keys else ()) for key in keys)
    app = QuothApp(
        items[0], more=items[1:], options=opening_options(parsed, config), stdin=stdin, config=config, **options
    )
    with handle_uncaught(app.crash):
        app.run()
    return app.return_code or DONE


def _refuse() -> int:
    return print_error("quoth needs a terminal to show an article. To print the quotes instead: quoth analyze SOURCE.")
