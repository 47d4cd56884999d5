"""Everything that a key can do: declared once, for the bindings, the footer, the help and the command palette."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual.binding import Binding


@dataclass(frozen=True, slots=True)
class Action:
    """Something that the reader can ask for.

    Args:
        name: of the Textual action that does it.
        keys: that ask for it, the first being the one to show; names as Textual knows them, with commas between.
        label: what the footer calls it, in a word or two.
        sentence: what the help and the palette say of it.
        group: the heading it stands under in the help.
        footer: whether the footer shows it while it can be done.
    """

    name: str
    keys: str
    label: str
    sentence: str
    group: str
    footer: bool = False

    @property
    def binding(self) -> Binding:
        """The Textual binding of this action; its id is the action's name."""
        return Binding(
            self.keys, self.name, self.label, show=self.footer, tooltip=self.sentence, id=self.name, group=None
        )


LISTS, READING, FINDING, COPYING, PANES, PROGRAM = (
    "In the lists and the details", "Reading", "Finding", "Copying", "Panes", "Program",
)  # fmt: skip

LIST = (
    Action("select", "enter", "Go to it", "Go to it in the article.", LISTS, footer=True),
    Action("cursor_down", "j,down", "Down", "Next row.", LISTS),
    Action("cursor_up", "k,up", "Up", "Previous row.", LISTS),
    Action("page_down", "space,pagedown", "Page down", "One page down.", LISTS),
    Action("page_up", "b,pageup", "Page up", "One page up.", LISTS),
    Action("half_page(1)", "ctrl+d", "Half page down", "Half a page down.", LISTS),
    Action("half_page(-1)", "ctrl+u", "Half page up", "Half a page up.", LISTS),
    Action("first", "g,home", "First", "First row.", LISTS),
    Action("last", "G,end", "Last", "Last row.", LISTS),
)
"""In the lists and in the details."""

KINDS = (
    Action("next_kind(1)", "l,right", "Next kind", "Show the next kind only, in a list.", LISTS),
    Action("next_kind(-1)", "h,left", "Previous kind", "Show the previous kind only, in a list.", LISTS),
)
"""In the two lists."""

READER = (
    Action("quotes_of", "s", "Its quotes", "Show the quotes of the selected entity alone.", READING, footer=True),
    Action("copy_words", "c,y", "Copy", "Copy the exact words of the quote.", COPYING, footer=True),
    Action(
        "copy_citation",
        "C,Y",
        "Cite",
        "Copy the quote with its attribution and where it was published.",
        COPYING,
        footer=True,
    ),
    Action(
        "step(1)", "n", "Next", "Next match of the search, or next mention of what is selected.", FINDING, footer=True
    ),
    Action("step(-1)", "N", "Previous", "Previous match, or previous mention.", FINDING),
    Action(
        "search",
        "slash",
        "Search",
        "Search in the article; capitals matter only if you type one.",
        FINDING,
        footer=True,
    ),
    Action("filter", "f", "Filter", "Filter the list by what you type.", FINDING, footer=True),
    Action("back", "backspace", "Back", "Back to where you were before the last jump.", READING, footer=True),
    Action("forward", "L", "Forward", "Forward again, after going back.", READING),
    Action("undo", "escape", "Clear", "Undo the last of search, filter and selection.", READING, footer=True),
    Action("retry", "r", "Retry", "Try again what failed.", PROGRAM, footer=True),
    Action("reload", "r", "Reload", "Read the source anew.", PROGRAM),
    Action("next_pane(1)", "tab", "Panes", "Next pane.", PANES, footer=True),
    Action("next_pane(-1)", "shift+tab", "Previous pane", "Previous pane.", PANES),
    Action("show_pane('article')", "1", "Article", "The article.", PANES),
    Action("show_pane('entities')", "2", "Entities", "The entities: everyone and everything that is named.", PANES),
    Action("show_pane('quotes')", "3", "Quotes", "The quotes.", PANES),
    Action("show_pane('details')", "4", "Details", "The details of what is selected.", PANES),
    Action("zoom", "z", "Zoom", "Give the pane the whole screen, or take it back.", PANES, footer=True),
)
"""On the reader's screen."""

APP = (
    Action("next_theme", "t", "Theme", "Next theme.", PROGRAM),
    Action("help", "question_mark", "Help", "All keys.", PROGRAM, footer=True),
    Action("command_palette", "ctrl+p", "Palette", "Everything that can be done, to search in.", PROGRAM),
    Action("quit", "q,ctrl+q", "Quit", "Quit at once.", PROGRAM, footer=True),
)
"""Everywhere."""


def bindings(actions: Iterable[Action]) -> list[Binding]:
    """The Textual bindings of `actions`."""
    return [action.binding for action in actions]


PRIMARY = {action.name: action.keys.split(",")[0] for action in (*READER, *LIST, *KINDS, *APP)}
"""The key of each action that the footer shows."""

GROUPS = {action.name: action.group for action in (*READER, *LIST, *KINDS, *APP)}
"""The heading of each action in the help."""
