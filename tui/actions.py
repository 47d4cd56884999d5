"""Everything that a key can do: declared once, for the bindings, the footer, the help and the command palette."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual.binding import Binding


@dataclass(frozen=True, slots=True)
class Action:
    """Something that the reader can ask for.

    Args:
        name: of the Textual action that does it, with its arguments.
        keys: that ask for it, the first being the one to show; names as Textual knows them, with commas between.
        label: what the footer and the palette call it, in a few words.
        sentence: what the help and the palette say of it.
        footer: whether the footer shows it while it can be done.
        display: how the footer shows its key; by default as the first of `keys`.
    """

    name: str
    keys: str
    label: str
    sentence: str
    footer: bool = False
    display: str | None = None


ARTICLE = (
    Action("next_highlight(1)", "l,right", "Highlight", "Go to the next name or quote.", footer=True, display="h l"),
    Action("next_highlight(-1)", "h,left", "Previous highlight", "Go to the one before."),
    Action("pick", "enter", "Select", "Select what is under the cursor; again: the quote around it.", footer=True),
    Action("next_quote(1)", "right_square_bracket", "Quote", "Go to the next quote.", footer=True, display="[ ]"),
    Action("next_quote(-1)", "left_square_bracket", "Previous quote", "Go to the previous quote."),
    Action("page(1)", "space,pagedown", "Page", "One page down.", footer=True),
    Action("page(-1)", "b,pageup", "Page up", "One page up."),
    Action("half_page(1)", "ctrl+d", "Half a page down", "Half a page down."),
    Action("half_page(-1)", "ctrl+u", "Half a page up", "Half a page up."),
    Action("line(1)", "j,down", "Line down", "One line down."),
    Action("line(-1)", "k,up", "Line up", "One line up."),
    Action("beginning", "g,home", "Beginning", "The beginning."),
    Action("end", "G,end", "End", "The end."),
)
"""In the article."""

LIST = (
    Action("select", "enter", "Go to it", "Go to it in the article.", footer=True),
    Action("cursor_down", "j,down", "Down", "Next row."),
    Action("cursor_up", "k,up", "Up", "Previous row."),
    Action("page_down", "space,pagedown", "Page down", "One page down."),
    Action("page_up", "b,pageup", "Page up", "One page up."),
    Action("half_page(1)", "ctrl+d", "Half a page down", "Half a page down."),
    Action("half_page(-1)", "ctrl+u", "Half a page up", "Half a page up."),
    Action("first", "g,home", "First", "First row."),
    Action("last", "G,end", "Last", "Last row."),
)
"""In the lists and in the details."""

KINDS = (
    Action("next_kind(1)", "l,right", "Next kind", "In a list: show the next kind only."),
    Action("next_kind(-1)", "h,left", "Previous kind", "In a list: show the previous kind only."),
)
"""In the two lists."""

READING = (
    Action("quotes_of", "s", "Its quotes", "Show the quotes of the selected entity alone.", footer=True),
    Action("copy_words", "c,y", "Copy", "Copy the exact words of the quote.", footer=True),
    Action("copy_citation", "C,Y", "Cite", "Copy the quote with who said it and where it was published.", footer=True),
    Action("step(1)", "n", "Next", "Next match of the search, or next mention of what is selected.", footer=True),
    Action("step(-1)", "N", "Previous", "Previous match, or previous mention."),
    Action("search", "slash", "Search", "Search in the article; capitals matter only if you type one.", footer=True),
    Action("filter", "f", "Filter", "Filter the list by what you type.", footer=True),
    Action("back", "backspace", "Back", "Back to where you were before the last jump.", footer=True),
    Action("forward", "L", "Forward", "Forward again, after going back."),
    Action("undo", "escape", "Clear", "Undo the last of search, filter and selection.", footer=True),
    Action("reload", "r", "Reload", "Read the source anew, or try again what failed.", footer=True),
    Action("everything", "a", "All of the page", "Show everything on the page, menus too, or the article alone again."),
)
"""On the reader's screen, wherever the reader is."""

SOURCES = (
    Action("open", "o", "Open", "Open another: a path, a URL, or what you read before.", footer=True),
    Action("choose", "w", "Sources", "Choose among the sources that were opened.", footer=True),
    Action("next_source(1)", "greater_than_sign", "Next source", "Read the next of several sources."),
    Action("next_source(-1)", "less_than_sign", "Previous source", "Read the source before."),
)
"""From one article to another."""

PANES = (
    Action("next_pane(1)", "tab", "Panes", "Next pane.", footer=True),
    Action("next_pane(-1)", "shift+tab", "Previous pane", "Previous pane."),
    Action("show_pane('article')", "1", "Article", "The article."),
    Action("show_pane('entities')", "2", "Entities", "The entities: everyone and everything that is named."),
    Action("show_pane('quotes')", "3", "Quotes", "The quotes."),
    Action("show_pane('details')", "4", "Details", "The details of what is selected."),
    Action("zoom", "z", "Zoom", "Give the pane the whole screen, or take it back.", footer=True),
)
"""From pane to pane."""

PROGRAM = (
    Action("next_theme", "t", "Theme", "Next theme."),
    Action("help", "question_mark", "Help", "All keys and signs.", footer=True),
    Action("command_palette", "ctrl+p", "Palette", "Everything that can be done, to search in."),
    Action("quit", "q,ctrl+q", "Quit", "Quit at once.", footer=True),
)
"""Everywhere."""

GROUPS = {
    "In the article": ARTICLE,
    "In the lists and the details": (*LIST, *KINDS),
    "Reading": READING,
    "Sources": SOURCES,
    "Panes": PANES,
    "Program": PROGRAM,
}
"""All actions, under the headings of the help."""


def bindings(scope: str, actions: Iterable[Action]) -> list[Binding]:
    """The Textual bindings of `actions`; their ids begin with `scope`: "article.page_up"."""
    return [
        Binding(
            action.keys,
            action.name,
            action.label,
            show=action.footer,
            key_display=action.display,
            tooltip=action.sentence,
            id=f"{scope}.{action.label.lower().replace(' ', '_')}",
        )
        for action in actions
    ]


def first_key(action: str) -> str | None:
    """The key that stands for a Textual action wherever only one is shown; None for an action that is not ours."""
    return _FIRST.get(action)


_FIRST = {action.name: action.keys.split(",")[0] for actions in GROUPS.values() for action in actions}
