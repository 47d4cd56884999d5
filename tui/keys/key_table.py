"""All actions of the reader: declared once, for the bindings, the footer, the help and the command palette."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual.binding import Binding


@dataclass(frozen=True, slots=True)
class Action:
    """Something that the user can do with a key.

    Args:
        id: its name in the user's keymap. An id in several groups is the same action in several panes.
        keys: the keys that run it, as Textual names them, separated by commas; the first is the one to show.
        label: its name in the palette and in menus: a verb and an object.
        sentence: its description in the help and the palette.
        footer: its name in the footer, in one or two words; "" to leave it out there.
        display: its key in the footer; by default the first of `keys`.
        in_dialogs: whether the key works in dialogs, too.
        name: the Textual action, with its arguments, where a pane or the program does it; "" where the reading screen
            runs it by its id.
    """

    id: str
    keys: str
    label: str
    sentence: str
    footer: str = ""
    display: str | None = None
    in_dialogs: bool = False
    name: str = ""

    @property
    def command(self) -> str:
        """The Textual action, with its arguments."""
        return self.name or f"run('{self.id}')"


ARTICLE = (
    Action(
        "next-highlight",
        "l,right",
        "Next name or quote",
        "Next name or quote.",
        footer="Name/quote",
        display="h l",
        name="next_highlight(1)",
    ),
    Action(
        "previous-highlight", "h,left", "Previous name or quote", "Previous name or quote.", name="next_highlight(-1)"
    ),
    Action(
        "select",
        "enter",
        "Select name",
        "Select the name under the cursor; press again to select its quote.",
        footer="Select",
        name="pick",
    ),
    Action(
        "next-quote",
        "right_square_bracket",
        "Next quote",
        "Next quote.",
        footer="Quote",
        display="[ ]",
        name="next_quote(1)",
    ),
    Action("previous-quote", "left_square_bracket", "Previous quote", "Previous quote.", name="next_quote(-1)"),
    Action("next-paragraph", "right_curly_bracket", "Next paragraph", "Next paragraph.", name="next_paragraph(1)"),
    Action(
        "previous-paragraph",
        "left_curly_bracket",
        "Previous paragraph",
        "Previous paragraph.",
        name="next_paragraph(-1)",
    ),
    Action("next-heading", "right_parenthesis", "Next heading", "Next heading.", name="next_heading(1)"),
    Action("previous-heading", "left_parenthesis", "Previous heading", "Previous heading.", name="next_heading(-1)"),
    Action(
        "next-entity",
        "full_stop",
        "Next new name",
        "Next new name (first mention).",
        name="next_entity(1)",
    ),
    Action(
        "previous-entity",
        "comma",
        "Previous new name",
        "Previous new name (first mention).",
        name="next_entity(-1)",
    ),
    Action("page-down", "space,ctrl+f,pagedown", "Page down", "One page down.", footer="Page", name="page(1)"),
    Action("page-up", "b,ctrl+b,pageup", "Page up", "One page up.", name="page(-1)"),
    Action("half-page-down", "ctrl+d", "Half a page down", "Half a page down.", name="half_page(1)"),
    Action("half-page-up", "ctrl+u", "Half a page up", "Half a page up.", name="half_page(-1)"),
    Action("down", "j,ctrl+e,down", "Line down", "One line down.", name="line(1)"),
    Action("up", "k,ctrl+y,up", "Line up", "One line up.", name="line(-1)"),
    Action("top", "g,home", "Go to the beginning", "Go to the beginning.", name="beginning"),
    Action("bottom", "G,end", "Go to the end", "Go to the end.", name="end"),
    Action(
        "select-words",
        "V",
        "Select text",
        "Select text with the keyboard, starting at the cursor, or drag with the mouse.",
        name="select_words",
    ),
)
"""In the article."""

SELECTING = (
    Action(
        "use-selection",
        "enter",
        "Use selection",
        "Add a quote or name from the selection, or correct it.",
        footer="Use selection",
        name="take_words",
    ),
    Action("word-more", "l,w,e,right", "Add a word", "One word more.", footer="Word", display="h l", name="extend(1)"),
    Action("word-less", "h,b,left", "Remove a word", "One word less.", name="extend(-1)"),
    Action("line-more", "j,down", "Add a line", "One line more.", footer="Line", display="j k", name="extend_line(1)"),
    Action("line-less", "k,up", "Remove a line", "One line less.", name="extend_line(-1)"),
    Action(
        "sentence-more",
        "right_parenthesis",
        "Select to sentence end",
        "To the end of the sentence.",
        name="extend_by('sentence', 1)",
    ),
    Action(
        "sentence-less",
        "left_parenthesis",
        "Select to sentence start",
        "To the start of the sentence.",
        name="extend_by('sentence', -1)",
    ),
    Action(
        "paragraph-more",
        "right_curly_bracket",
        "Select to paragraph end",
        "To the end of the paragraph.",
        name="extend_by('paragraph', 1)",
    ),
    Action(
        "paragraph-less",
        "left_curly_bracket",
        "Select to paragraph start",
        "To the start of the paragraph.",
        name="extend_by('paragraph', -1)",
    ),
    Action(
        "to-line-end", "dollar_sign,end", "Select to line end", "To the end of the line.", name="extend_to('line', 1)"
    ),
    Action(
        "to-line-start",
        "0,circumflex_accent,home",
        "Select to line start",
        "To the start of the line.",
        name="extend_to('line', -1)",
    ),
    Action("to-end", "G", "Select to article end", "To the end of the article.", name="extend_to('article', 1)"),
    Action(
        "to-beginning",
        "g",
        "Select to article start",
        "To the beginning of the article.",
        name="extend_to('article', -1)",
    ),
    Action(
        "other-end",
        "o",
        "Move the other end",
        "Move the other end of the selection.",
        footer="Other end",
        name="other_end",
    ),
    Action(
        "cancel-selection", "escape", "Cancel selection", "Cancel the selection.", footer="Cancel", name="drop_words"
    ),
    Action(
        "start-here",
        "space",
        "Start selection here",
        "Start the selection here.",
        footer="Start here",
        name="start_here",
    ),
)
"""In the article, while text is selected with the keyboard."""

LIST = (
    Action("show-in-article", "enter", "Show in article", "Show in the article.", footer="Show", name="select"),
    Action("down", "j,ctrl+e,down", "Next row", "Next row.", name="cursor_down"),
    Action("up", "k,ctrl+y,up", "Previous row", "Previous row.", name="cursor_up"),
    Action("page-down", "space,ctrl+f,pagedown", "Page down", "One page down.", name="page_down"),
    Action("page-up", "b,ctrl+b,pageup", "Page up", "One page up.", name="page_up"),
    Action("half-page-down", "ctrl+d", "Half a page down", "Half a page down.", name="half_page(1)"),
    Action("half-page-up", "ctrl+u", "Half a page up", "Half a page up.", name="half_page(-1)"),
    Action("top", "g,home", "First row", "First row.", name="first"),
    Action("bottom", "G,end", "Last row", "Last row.", name="last"),
)
"""In lists and in the details."""

KINDS = (
    Action("next-tab", "l,right", "Next tab", "Next tab of the list (People, Orgs, …).", name="next_kind(1)"),
    Action("previous-tab", "h,left", "Previous tab", "Previous tab of the list.", name="next_kind(-1)"),
)
"""In lists."""

NOTES = (
    Action(
        "remove",
        "d,delete",
        "Delete note",
        "Delete this note, or undo this correction.",
        footer="Delete",
    ),
)
"""In the list of notes."""

READING = (
    Action("speaker-quotes", "s", "Show speaker’s quotes", "Show only this speaker’s quotes.", footer="Quotes"),
    Action("copy", "c,y", "Copy quote", "Copy the exact words of the quote.", footer="Copy"),
    Action("cite", "C,Y", "Cite quote", "Copy the quote with its speaker and publication.", footer="Cite"),
    Action("next", "n", "Next match", "Next search match, or next mention of what is selected.", footer="Next"),
    Action("previous", "N", "Previous match", "Previous search match, or previous mention."),
    Action("search", "slash", "Search article", "Search the article (press / twice for regex).", footer="Search"),
    Action("filter", "f", "Filter list", "Filter the list by words, or by kind:, by: and is:.", footer="Filter"),
    Action("back", "backspace,ctrl+o,H", "Go back", "Go back to where you were before the last jump.", footer="Back"),
    Action("forward", "L", "Go forward", "Go forward again, after going back."),
    Action("search-word", "asterisk", "Search for selection", "Search for the selection, or the word at the cursor."),
    Action("outline", "O", "Show outline", "Jump to a heading or paragraph."),
    Action("paragraph", "colon", "Go to paragraph", "Go to a paragraph number or percentage (50%)."),
    Action("position", "ctrl+g", "Show position", "Show your position in the article."),
    Action("clear", "escape", "Clear", "Clear the search, filter or selection.", footer="Clear"),
    Action("reload", "r", "Reload source", "Reload the source, or try again after an error.", footer="Reload"),
    Action("highlight-speaker", "D", "Highlight speaker", "Highlight only this speaker’s quotes."),
    Action("highlight-quotes", "Q", "Highlight quotes", "Highlight only quotes."),
    Action("whole-page", "a", "Show whole page", "Show the whole page with its menus, or only the article."),
)
"""On the reading screen, in any pane."""

TAKING = (
    Action(
        "copy-as",
        "T",
        "Copy as…",
        "More copy options: formats, bookmarked quotes, everything about a person.",
    ),
    Action("export", "e", "Export to file", "Export to a file (HTML, Markdown, CSV, …)."),
    Action("timeline", "P", "Show timeline", "Timeline of who speaks where."),
)
"""To copy and export."""

COPYING = (
    Action("copy-plain", "p", "Plain", "Plain text: the quote and its speaker."),
    Action("copy-newsroom", "n", "Newsroom", "Newsroom style: the quote with speaker, publication, date and a link."),
    Action("copy-markdown", "m", "Markdown", "Markdown, with a link to the quote."),
    Action("copy-html", "h", "HTML code", "HTML code, with a link to the quote."),
    Action("copy-rich", "r", "Rich text", "For word processors and email."),
    Action("copy-source", "s", "As in the source", "The original words, before quoth cleaned the text."),
    Action("copy-marked-plain", "P", "Bookmarked, plain", "All bookmarked quotes, one per line."),
    Action("copy-marked-newsroom", "N", "Bookmarked, newsroom", "All bookmarked quotes with links, one per line."),
    Action("copy-marked-markdown", "M", "Bookmarked, Markdown", "All bookmarked quotes as a Markdown list with links."),
    Action("copy-marked-html", "H", "Bookmarked, HTML code", "All bookmarked quotes as an HTML list with links."),
    Action(
        "copy-marked-rich",
        "R",
        "Bookmarked, rich text",
        "All bookmarked quotes as a list with links, for word processors.",
    ),
    Action("copy-entity-plain", "e", "Entity", "Everything about the entity: its mentions and quotes."),
    Action("copy-entity-markdown", "E", "Entity, Markdown", "The same for notes, with links."),
    Action("copy-default", "d", "Set citation format", "Choose the format that C copies."),
)
"""Ways to copy; the keys are those of the menu “Copy as…”."""

SOURCES = (
    Action("open", "o", "Open article", "Open a file, URL, the clipboard or a recent article."),
    Action("sources", "w", "Switch source", "Switch between open sources.", footer="Sources"),
    Action("next-source", "greater_than_sign", "Next source", "Next source."),
    Action("previous-source", "less_than_sign", "Previous source", "Previous source."),
)
"""From one article to another."""

WORK = (
    Action("correct", "p", "Correct selection", "Correct the selected quote or name.", footer="Correct"),
    Action("speaker", "S", "Set speaker", "Choose who said the quote."),
    Action("merge", "M", "Merge entity", "Merge with another entity."),
    Action("bookmark", "m", "Bookmark", "Add or remove a bookmark."),
    Action(
        "verified",
        "v",
        "Mark as verified",
        "Mark as verified (press again to clear).",
        footer="Check",
        display="v x u",
    ),
    Action("disputed", "x", "Mark as disputed", "Mark as disputed."),
    Action("to-check", "u", "Mark as to check", "Mark as to check."),
    Action("note", "i", "Write note", "Write a note, with tags."),
    Action("note-in-editor", "I", "Write note in editor", "Write the note in your editor ($VISUAL or $EDITOR)."),
    Action("undo", "U", "Undo", "Undo your last change."),
    Action("redo", "R", "Redo", "Redo the change you undid."),
    Action(
        "article-details", "A", "Edit article details", "Edit article details (title, authors, publication, date, URL)."
    ),
    Action("save-notes", "W", "Save notes to file", "Save your notes and corrections to a file."),
)
"""The user's notes on an article, and corrections of it."""

CORRECTIONS = (
    Action("correct-merge", "m", "Merge", "Merge with another entity.", name="run('merge')"),
    Action("correct-split-off", "p", "Split off", "Assign this mention to someone else."),
    Action("correct-not-a-mention", "n", "Not a name", "Remove this mention."),
    Action("correct-rename", "r", "Rename", "Change the name of the entity."),
    Action("correct-kind", "k", "Change kind", "Change to person, organization, place, …"),
    Action("correct-hide", "h", "Hide", "Hide this entity everywhere."),
    Action("correct-speaker", "s", "Change speaker", "Change who said the quote.", name="run('speaker')"),
    Action("correct-not-a-quote", "x", "Not a quote", "Remove this quote."),
    Action("correct-edges", "e", "Adjust quote", "Change where the quote starts or ends."),
    Action("correct-form", "f", "Direct or paraphrase", "Change how much of the quote is verbatim."),
    Action("correct-act", "a", "Said or written", "Change whether it was said, written, thought, …"),
    Action("correct-add-mention", "w", "Add name", "Add the selected text as a name."),
    Action("correct-add-quote", "t", "Add quote", "Add the selected text as a quote."),
)
"""Ways to correct; the keys are those of the menu of corrections."""

PANES = (
    Action("next-pane", "tab", "Next pane", "Next pane.", footer="Panes"),
    Action("previous-pane", "shift+tab", "Previous pane", "Previous pane."),
    Action("article", "1", "Go to article", "Go to the article."),
    Action("entities", "2", "Go to entities", "Go to the entities (people, organizations, places, …)."),
    Action("quotes", "3", "Go to quotes", "Go to the quotes."),
    Action("details", "4", "Go to details", "Go to the details of what is selected."),
    Action("notes", "5", "Go to notes", "Go to your notes, bookmarks and corrections."),
    Action("zoom", "z", "Zoom pane", "Maximize or restore the pane.", footer="Zoom"),
    Action("narrower", "minus", "Shorten lines", "Shorter lines in the article."),
    Action("wider", "plus,equals_sign", "Lengthen lines", "Longer lines in the article."),
    Action("divider-left", "shift+left", "Move divider left", "Less room for the article."),
    Action("divider-right", "shift+right", "Move divider right", "More room for the article."),
    Action("divider-up", "shift+up", "Move divider up", "More room for the details."),
    Action("divider-down", "shift+down", "Move divider down", "Less room for the details."),
    Action("sizes-reset", "underscore", "Reset layout", "Reset the layout."),
)
"""From pane to pane."""

PROGRAM = (
    Action("redraw", "ctrl+l", "Redraw screen", "Redraw the screen.", in_dialogs=True, name="redraw"),
    Action("theme", "t", "Change theme", "Next theme.", name="next_theme"),
    Action("help", "question_mark,f1", "Show help", "Show all keys and signs.", footer="Help", name="help"),
    Action("palette", "ctrl+p", "Command palette", "Search for a command.", name="command_palette"),
    Action(
        "suspend",
        "ctrl+z",
        "Suspend",
        "Suspend to the shell (resume with fg).",
        in_dialogs=True,
        name="suspend_process",
    ),
    Action("quit", "q,ctrl+q", "Quit", "Quit.", footer="Quit", name="quit"),
)
"""Everywhere."""

GROUPS = {
    "In the article": ARTICLE,
    "While selecting text": SELECTING,
    "In lists and details": (*LIST, *KINDS, *NOTES),
    "Read and search": READING,
    "Copy and export": TAKING,
    "In the menu “Copy as…”": COPYING,
    "Sources": SOURCES,
    "Notes and corrections": WORK,
    "In the menu of corrections": CORRECTIONS,
    "Panes": PANES,
    "Program": PROGRAM,
}
"""All actions, by the headings of the help."""


def heading(actions: tuple[Action, ...]) -> str:
    """Return the heading of `actions` in the help."""
    return next(name for name, group in GROUPS.items() if actions[0] in group)


SCOPES: dict[str, tuple[Action, ...]] = {
    "selecting": SELECTING,
    "article": ARTICLE,
    "list": LIST,
    "kinds": KINDS,
    "notes": NOTES,
    "reading": READING,
    "taking": TAKING,
    "sources": SOURCES,
    "work": WORK,
    "panes": PANES,
    "program": PROGRAM,
}
"""The actions whose keys a user may change, by the first part of the ids of their bindings."""


def bindings(scope: str, actions: Iterable[Action]) -> list[Binding]:
    """Return the Textual bindings of `actions`; their ids start with `scope`: "article.page-up"."""
    return [
        Binding(
            action.keys,
            action.command,
            action.footer or action.label,
            show=bool(action.footer),
            key_display=action.display,
            tooltip=action.sentence,
            priority=action.in_dialogs,
            id=f"{scope}.{action.id}",
        )
        for action in actions
    ]
