"""What the command line and the settings ask for together: sources, options for opening them, metadata."""

import argparse

from tui.article.fetch.source import CLIPBOARD, shown
from tui.article.limits import Limits
from tui.article.options import Options
from tui.article.typed_sources import sources_in
from tui.config import Config
from tui.config import read as read_config

_METADATA = ("title", "authors", "publication", "date", "url")


def apply_config(parsed: argparse.Namespace) -> Config:
    """Return the settings, and set `parsed.private` if the command line or the settings ask for it."""
    config = read_config()
    parsed.private = parsed.private or config.get("private", False)
    return config


def list_sources(parsed: argparse.Namespace) -> list[str]:
    """Return the sources named on the command line, one for each email of a mailbox, the clipboard last."""
    return [*sources_in(parsed.sources), *([CLIPBOARD] if parsed.clipboard else [])]


def opening_options(parsed: argparse.Namespace, config: Config) -> Options:
    """Return the options for opening sources; the command line takes precedence over the settings."""
    seconds = parsed.timeout or config.get("timeout")
    limits = Limits(fetch=float(seconds)) if seconds else Limits()
    offline = parsed.offline or config.get("offline", False)
    return Options(parsed.charset, parsed.password, offline, parsed.allow_private, limits)


def list_metadata(parsed: argparse.Namespace) -> dict[str, str]:
    """Return the article details given on the command line, by field (`title`, `date`, …)."""
    return {name: shown(value) for name in _METADATA if (value := getattr(parsed, name, None))}


def check_metadata(parser: argparse.ArgumentParser, parsed: argparse.Namespace) -> None:
    """Exit with a usage error if the metadata on the command line is invalid or there is more than one source."""
    metadata = list_metadata(parsed)
    if not metadata:
        return
    from tui.annotations.metadata import wrong

    if len(list_sources(parsed)) > 1:
        parser.error(f"--{next(iter(metadata))} works with a single source only; give just one")
    if problem := wrong(metadata):
        parser.error(problem.rstrip("."))
