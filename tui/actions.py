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
    Action("select_words", "V", "Select words", "Select words with keys, from the cursor on; the mouse does it too."),
)
"""In the article."""

SELECTING = (
    Action(
        "take_words", "enter", "Take them", "Say what the selected words are, or what is wrong with them.", footer=True
    ),
    Action("extend(1)", "l,right", "Word", "One word more.", footer=True, display="h l"),
    Action("extend(-1)", "h,left", "Word less", "One word less."),
    Action("extend_line(1)", "j,down", "Line", "One line more.", footer=True, display="j k"),
    Action("extend_line(-1)", "k,up", "Line less", "One line less."),
    Action("other_end", "o", "Other end", "Move the other end.", footer=True),
    Action("start_here", "space", "Begin here", "Begin at the word that was reached.", footer=True),
    Action("drop_words", "escape", "Give up", "Select nothing.", footer=True),
)
"""In the article, while words are selected with keys."""

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
"""In the lists."""

NOTES = (
    Action(
        "remove", "d,delete", "Remove", "In the notes: take away this note, or take back this correction.", footer=True
    ),
)
"""In the list of notes."""

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

TAKING = (
    Action("copy_menu", "T", "Take", "Copy in another way, several marked quotes, or all about an entity: see below."),
    Action("export", "e", "Export", "Write the article with all that was found to a file, in one of many formats."),
    Action("picture", "P", "Picture", "See who speaks where, and go there."),
)
"""What is taken along."""

COPYING = (
    Action("copy_as('plain')", "p", "Plain", "The words and who said them."),
    Action("copy_as('newsroom')", "n", "Newsroom", "With publication, date and a link to the very words."),
    Action("copy_as('markdown')", "m", "Markdown", "For notes, with a link to the very words."),
    Action("copy_as('html')", "h", "HTML code", "For a page, with a link to the very words."),
    Action("copy_as('rich')", "r", "Rich text", "For word processors and mail."),
    Action("copy_as('source')", "s", "As in the source", "The words as they stood before quoth cleaned the text."),
    Action("copy_marked('plain')", "P", "Marked, plain", "All marked quotes, one a line."),
    Action("copy_marked('newsroom')", "N", "Marked, newsroom", "All marked quotes with links, one a line."),
    Action("copy_marked('markdown')", "M", "Marked, Markdown", "All marked quotes as a list with links."),
    Action("copy_marked('html')", "H", "Marked, HTML code", "All marked quotes as a list with links."),
    Action("copy_marked('rich')", "R", "Marked, rich text", "All marked quotes as a list with links."),
    Action("copy_entity('plain')", "e", "Entity", "All about the entity: every mention, and what it said."),
    Action("copy_entity('markdown')", "E", "Entity, Markdown", "The same for notes, with links."),
    Action("copy_style", "d", "Default", "Say in which of these ways C copies from now on."),
)
"""Ways to copy; the keys are those of the menu of copying."""

SOURCES = (
    Action("open", "o", "Open", "Open another: what you read before, a path, an address, the clipboard."),
    Action("choose", "w", "Sources", "Choose among the sources that were opened.", footer=True),
    Action("next_source(1)", "greater_than_sign", "Next source", "Read the next of several sources."),
    Action("next_source(-1)", "less_than_sign", "Previous source", "Read the source before."),
)
"""From one article to another."""

WORK = (
    Action("correct_menu", "p", "Correct", "Put right what is wrong with what is at hand: see below.", footer=True),
    Action("correct('speaker')", "S", "Speaker", "Say who said the quote."),
    Action("correct('merge')", "M", "Merge", "Merge the entity with another one."),
    Action(
        "mark",
        "m",
        "Mark",
        "Mark the quote, the mention or the selected words; again: take the mark away.",
    ),
    Action("status('verified')", "v", "Verified", "It was checked, and is right; again: take that back."),
    Action("status('disputed')", "x", "Disputed", "It was checked, and is wrong or in doubt."),
    Action("status('to check')", "u", "To check", "It is still to be checked."),
    Action("note", "i", "Note", "Write a note on it, with tags."),
    Action("note_in_editor", "I", "Note in editor", "Write the note in your editor ($VISUAL or $EDITOR)."),
    Action("undo_work", "U", "Undo", "Undo the last of what you did with the article."),
    Action("redo_work", "R", "Redo", "Do again what was undone."),
    Action("describe", "A", "About", "Say what the article is: title, authors, publication, date, address."),
    Action("save_work", "W", "Save to file", "Save your work on this article to a file."),
)
"""What the reader does with the article."""

CORRECTIONS = (
    Action("correct('merge')", "m", "Merge", "The entity is the same as another one."),
    Action("correct('split')", "p", "Split off", "This mention is of somebody else."),
    Action("correct('not_mention')", "n", "Not a mention", "This mention refers to nobody."),
    Action("correct('rename')", "r", "Rename", "The entity has another name."),
    Action("correct('retype')", "k", "Kind", "The entity is a person, an organization, a place, …"),
    Action("correct('hide')", "h", "Hide", "The entity is not worth showing anywhere."),
    Action("correct('speaker')", "s", "Speaker", "Somebody else said the quote."),
    Action("correct('not_quote')", "x", "Not a quote", "These are nobody’s words but the article’s."),
    Action("correct('edges')", "e", "Edges", "The quote begins or ends elsewhere: select its words."),
    Action("correct('form')", "f", "Direct or paraphrase", "The quote is verbatim, partly so, or a paraphrase."),
    Action("correct('act')", "a", "Act", "The quote was said, written, thought, …"),
    Action("correct('add_mention')", "w", "Add a mention", "The selected words refer to somebody."),
    Action("correct('add_quote')", "t", "Add a quote", "The selected words are what somebody said."),
)
"""What can be put right; the keys are those of the menu of corrections."""

PANES = (
    Action("next_pane(1)", "tab", "Panes", "Next pane.", footer=True),
    Action("next_pane(-1)", "shift+tab", "Previous pane", "Previous pane."),
    Action("show_pane('article')", "1", "Article", "The article."),
    Action("show_pane('entities')", "2", "Entities", "The entities: everyone and everything that is named."),
    Action("show_pane('quotes')", "3", "Quotes", "The quotes."),
    Action("show_pane('details')", "4", "Details", "The details of what is selected."),
    Action("show_pane('notes')", "5", "Notes", "Your notes, marks and corrections."),
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
    "While words are selected": SELECTING,
    "In the lists and the details": (*LIST, *KINDS, *NOTES),
    "Reading": READING,
    "Taking along": TAKING,
    "Copying, after T": COPYING,
    "Sources": SOURCES,
    "Your work": WORK,
    "Corrections, after p": CORRECTIONS,
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


_FIRST = {a.name: a.keys.split(",")[0] for actions in reversed(GROUPS.values()) for a in actions}
