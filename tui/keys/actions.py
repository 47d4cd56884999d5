"""Everything that a key can do: declared once, for the bindings, the footer, the help and the command palette."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual.binding import Binding


@dataclass(frozen=True, slots=True)
class Action:
    """Something that the reader can ask for.

    Args:
        id: what a reader's keymap calls it. An id that stands in several groups is the same thing in several panes.
        name: of the Textual action that does it, with its arguments.
        keys: that ask for it, the first being the one to show; names as Textual knows them, with commas between.
        label: what the footer and the palette call it, in a few words.
        sentence: what the help and the palette say of it.
        footer: whether the footer shows it while it can be done.
        display: how the footer shows its key; by default as the first of `keys`.
        in_dialogs: whether the key works in dialogs, too.
    """

    id: str
    name: str
    keys: str
    label: str
    sentence: str
    footer: bool = False
    display: str | None = None
    in_dialogs: bool = False


ARTICLE = (
    Action(
        "next-highlight",
        "next_highlight(1)",
        "l,right",
        "Highlight",
        "Go to the next name or quote.",
        footer=True,
        display="h l",
    ),
    Action("previous-highlight", "next_highlight(-1)", "h,left", "Previous highlight", "Go to the one before."),
    Action(
        "select", "pick", "enter", "Select", "Select what is under the cursor; again: the quote around it.", footer=True
    ),
    Action(
        "next-quote",
        "next_quote(1)",
        "right_square_bracket",
        "Quote",
        "Go to the next quote.",
        footer=True,
        display="[ ]",
    ),
    Action("previous-quote", "next_quote(-1)", "left_square_bracket", "Previous quote", "Go to the previous quote."),
    Action("next-paragraph", "next_paragraph(1)", "right_curly_bracket", "Next paragraph", "Go to the next paragraph."),
    Action(
        "previous-paragraph",
        "next_paragraph(-1)",
        "left_curly_bracket",
        "Previous paragraph",
        "Go to the paragraph before.",
    ),
    Action("next-heading", "next_heading(1)", "right_parenthesis", "Next heading", "Go to the next heading."),
    Action("previous-heading", "next_heading(-1)", "left_parenthesis", "Previous heading", "Go to the heading before."),
    Action(
        "next-entity",
        "next_entity(1)",
        "full_stop",
        "Next newcomer",
        "Go to the next one who was not mentioned before.",
    ),
    Action("previous-entity", "next_entity(-1)", "comma", "Previous newcomer", "Go to the newcomer before."),
    Action("page-down", "page(1)", "space,ctrl+f,pagedown", "Page", "One page down.", footer=True),
    Action("page-up", "page(-1)", "b,ctrl+b,pageup", "Page up", "One page up."),
    Action("half-page-down", "half_page(1)", "ctrl+d", "Half a page down", "Half a page down."),
    Action("half-page-up", "half_page(-1)", "ctrl+u", "Half a page up", "Half a page up."),
    Action("down", "line(1)", "j,ctrl+e,down", "Line down", "One line down."),
    Action("up", "line(-1)", "k,ctrl+y,up", "Line up", "One line up."),
    Action("top", "beginning", "g,home", "Beginning", "The beginning."),
    Action("bottom", "end", "G,end", "End", "The end."),
    Action(
        "select-words",
        "select_words",
        "V",
        "Select words",
        "Select words with keys, from the cursor on; the mouse does it too.",
    ),
)
"""In the article."""

SELECTING = (
    Action(
        "take-words",
        "take_words",
        "enter",
        "Take them",
        "Say what the selected words are, or what is wrong with them.",
        footer=True,
    ),
    Action("word-more", "extend(1)", "l,w,e,right", "Word", "One word more.", footer=True, display="h l"),
    Action("word-less", "extend(-1)", "h,b,left", "Word less", "One word less."),
    Action("line-more", "extend_line(1)", "j,down", "Line", "One line more.", footer=True, display="j k"),
    Action("line-less", "extend_line(-1)", "k,up", "Line less", "One line less."),
    Action("sentence-more", "extend_by('sentence', 1)", "right_parenthesis", "Sentence", "To the end of the sentence."),
    Action(
        "sentence-less",
        "extend_by('sentence', -1)",
        "left_parenthesis",
        "Sentence back",
        "To the beginning of the sentence.",
    ),
    Action(
        "paragraph-more",
        "extend_by('paragraph', 1)",
        "right_curly_bracket",
        "Paragraph",
        "To the end of the paragraph.",
    ),
    Action(
        "paragraph-less",
        "extend_by('paragraph', -1)",
        "left_curly_bracket",
        "Paragraph back",
        "To the beginning of the paragraph.",
    ),
    Action("to-line-end", "extend_to('line', 1)", "dollar_sign,end", "Line’s end", "To the end of the line."),
    Action(
        "to-line-start", "extend_to('line', -1)", "0,circumflex_accent,home", "Line’s start", "To the line’s beginning."
    ),
    Action("to-end", "extend_to('article', 1)", "G", "To the end", "To the end of the article."),
    Action("to-beginning", "extend_to('article', -1)", "g", "To the beginning", "To the beginning of the article."),
    Action("other-end", "other_end", "o", "Other end", "Move the other end.", footer=True),
    Action("begin-here", "start_here", "space", "Begin here", "Begin at the word that was reached.", footer=True),
    Action("drop-words", "drop_words", "escape", "Give up", "Select nothing.", footer=True),
)
"""In the article, while words are selected with keys."""

LIST = (
    Action("go-to-it", "select", "enter", "Go to it", "Go to it in the article.", footer=True),
    Action("down", "cursor_down", "j,ctrl+e,down", "Down", "Next row."),
    Action("up", "cursor_up", "k,ctrl+y,up", "Up", "Previous row."),
    Action("page-down", "page_down", "space,ctrl+f,pagedown", "Page down", "One page down."),
    Action("page-up", "page_up", "b,ctrl+b,pageup", "Page up", "One page up."),
    Action("half-page-down", "half_page(1)", "ctrl+d", "Half a page down", "Half a page down."),
    Action("half-page-up", "half_page(-1)", "ctrl+u", "Half a page up", "Half a page up."),
    Action("top", "first", "g,home", "First", "First row."),
    Action("bottom", "last", "G,end", "Last", "Last row."),
)
"""In the lists and in the details."""

KINDS = (
    Action("next-kind", "next_kind(1)", "l,right", "Next kind", "In a list: show the next kind only."),
    Action("previous-kind", "next_kind(-1)", "h,left", "Previous kind", "In a list: show the previous kind only."),
)
"""In the lists."""

NOTES = (
    Action(
        "remove",
        "remove",
        "d,delete",
        "Remove",
        "In the notes: take away this note, or take back this correction.",
        footer=True,
    ),
)
"""In the list of notes."""

READING = (
    Action("its-quotes", "quotes_of", "s", "Quotes", "Show the quotes of the selected entity alone.", footer=True),
    Action("copy", "copy_words", "c,y", "Copy", "Copy the exact words of the quote.", footer=True),
    Action(
        "cite",
        "copy_citation",
        "C,Y",
        "Cite",
        "Copy the quote with who said it and where it was published.",
        footer=True,
    ),
    Action(
        "next", "step(1)", "n", "Next", "Next match of the search, or next mention of what is selected.", footer=True
    ),
    Action("previous", "step(-1)", "N", "Previous", "Previous match, or previous mention."),
    Action(
        "search",
        "search",
        "slash",
        "Search",
        "Search in the article; / once more: a regular expression.",
        footer=True,
    ),
    Action("filter", "filter", "f", "Filter", "Filter the list by words, or by kind:, by: and is:.", footer=True),
    Action("back", "back", "backspace,ctrl+o,H", "Back", "Back to where you were before the last jump.", footer=True),
    Action("forward", "forward", "L", "Forward", "Forward again, after going back."),
    Action("search-word", "search_word", "asterisk", "Search for it", "Search for what is selected or at the cursor."),
    Action("outline", "outline", "O", "Outline", "Headings and paragraphs, to choose from."),
    Action("paragraph", "go_to_paragraph", "colon", "Paragraph", "Go to a paragraph by its number, or to a part: 50%."),
    Action("where", "where", "ctrl+g", "Where I am", "Say which paragraph this is, and how far down."),
    Action("clear", "undo", "escape", "Clear", "Undo the last of search, filter and selection.", footer=True),
    Action("reload", "reload", "r", "Reload", "Read the source anew, or try again what failed.", footer=True),
    Action("speaker-alone", "dim('speaker')", "D", "Speaker alone", "Dim all but what the selected speaker says."),
    Action("quotes-alone", "dim('quotes')", "Q", "Quotes alone", "Dim all but the quotes."),
    Action(
        "everything",
        "everything",
        "a",
        "All of the page",
        "Show everything on the page, menus too, or the article alone again.",
    ),
)
"""On the reader's screen, wherever the reader is."""

TAKING = (
    Action(
        "take",
        "copy_menu",
        "T",
        "Take",
        "Copy in another way, several marked quotes, or all about an entity.",
    ),
    Action(
        "export",
        "export",
        "e",
        "Export",
        "Write the article with all that was found to a file, in one of many formats.",
    ),
    Action("picture", "picture", "P", "Picture", "See who speaks where, and go there."),
)
"""What is taken along."""

COPYING = (
    Action("copy-plain", "copy_as('plain')", "p", "Plain", "The words and who said them."),
    Action(
        "copy-newsroom", "copy_as('newsroom')", "n", "Newsroom", "With publication, date and a link to the very words."
    ),
    Action("copy-markdown", "copy_as('markdown')", "m", "Markdown", "For notes, with a link to the very words."),
    Action("copy-html", "copy_as('html')", "h", "HTML code", "For a page, with a link to the very words."),
    Action("copy-rich", "copy_as('rich')", "r", "Rich text", "For word processors and mail."),
    Action(
        "copy-source",
        "copy_as('source')",
        "s",
        "As in the source",
        "The words as they stood before quoth cleaned the text.",
    ),
    Action("copy-marked-plain", "copy_marked('plain')", "P", "Marked, plain", "All marked quotes, one a line."),
    Action(
        "copy-marked-newsroom",
        "copy_marked('newsroom')",
        "N",
        "Marked, newsroom",
        "All marked quotes with links, one a line.",
    ),
    Action(
        "copy-marked-markdown",
        "copy_marked('markdown')",
        "M",
        "Marked, Markdown",
        "All marked quotes as a list with links, for notes.",
    ),
    Action(
        "copy-marked-html",
        "copy_marked('html')",
        "H",
        "Marked, HTML code",
        "All marked quotes as a list with links, for a page.",
    ),
    Action(
        "copy-marked-rich",
        "copy_marked('rich')",
        "R",
        "Marked, rich text",
        "All marked quotes as a list with links, for word processors.",
    ),
    Action(
        "copy-entity-plain",
        "copy_entity('plain')",
        "e",
        "Entity",
        "All about the entity: every mention, and what it said.",
    ),
    Action(
        "copy-entity-markdown", "copy_entity('markdown')", "E", "Entity, Markdown", "The same for notes, with links."
    ),
    Action("copy-default", "copy_style", "d", "Default", "Say in which of these ways C copies from now on."),
)
"""Ways to copy; the keys are those of the menu of copying."""

SOURCES = (
    Action("open", "open", "o", "Open", "Open another: what you read before, a path, an address, the clipboard."),
    Action("sources", "choose", "w", "Sources", "Choose among the sources that were opened.", footer=True),
    Action("next-source", "next_source(1)", "greater_than_sign", "Next source", "Read the next of several sources."),
    Action("previous-source", "next_source(-1)", "less_than_sign", "Previous source", "Read the source before."),
)
"""From one article to another."""

WORK = (
    Action(
        "correct",
        "correct_menu",
        "p",
        "Correct",
        "Put right what is wrong with what is at hand.",
        footer=True,
    ),
    Action("speaker", "correct('speaker')", "S", "Speaker", "Say who said the quote."),
    Action("merge", "correct('merge')", "M", "Merge", "Merge the entity with another one."),
    Action(
        "mark",
        "mark",
        "m",
        "Mark",
        "Mark the quote, the mention or the selected words; again: take the mark away.",
    ),
    Action(
        "verified",
        "status('verified')",
        "v",
        "Check",
        "Verified: it was checked, and is right; again: take that back.",
        footer=True,
        display="v x u",
    ),
    Action("disputed", "status('disputed')", "x", "Disputed", "Disputed: it was checked, and is wrong or in doubt."),
    Action("to-check", "status('to check')", "u", "To check", "To check: it is still to be checked."),
    Action("note", "note", "i", "Note", "Write a note on it, with tags."),
    Action(
        "note-in-editor", "note_in_editor", "I", "Note in editor", "Write the note in your editor ($VISUAL or $EDITOR)."
    ),
    Action("undo", "undo_work", "U", "Undo", "Undo the last of what you did with the article."),
    Action("redo", "redo_work", "R", "Redo", "Do again what was undone."),
    Action("about", "describe", "A", "About", "Say what the article is: title, authors, publication, date, address."),
    Action("save-work", "save_work", "W", "Save to file", "Save your work on this article to a file."),
)
"""What the reader does with the article."""

CORRECTIONS = (
    Action("correct-merge", "correct('merge')", "m", "Merge", "The entity is the same as another one."),
    Action("correct-split-off", "correct('split')", "p", "Split off", "This mention is of somebody else."),
    Action("correct-not-a-mention", "correct('not_mention')", "n", "Not a mention", "This mention refers to nobody."),
    Action("correct-rename", "correct('rename')", "r", "Rename", "The entity has another name."),
    Action("correct-kind", "correct('retype')", "k", "Kind", "The entity is a person, an organization, a place, …"),
    Action("correct-hide", "correct('hide')", "h", "Hide", "The entity is not worth showing anywhere."),
    Action("correct-speaker", "correct('speaker')", "s", "Speaker", "Somebody else said the quote."),
    Action(
        "correct-not-a-quote", "correct('not_quote')", "x", "Not a quote", "These are nobody’s words but the article’s."
    ),
    Action("correct-edges", "correct('edges')", "e", "Edges", "The quote begins or ends elsewhere: select its words."),
    Action(
        "correct-form",
        "correct('form')",
        "f",
        "Direct or paraphrase",
        "The quote is verbatim, partly so, or a paraphrase.",
    ),
    Action("correct-act", "correct('act')", "a", "Act", "The quote was said, written, thought, …"),
    Action(
        "correct-add-mention", "correct('add_mention')", "w", "Add a mention", "The selected words refer to somebody."
    ),
    Action(
        "correct-add-quote", "correct('add_quote')", "t", "Add a quote", "The selected words are what somebody said."
    ),
)
"""What can be put right; the keys are those of the menu of corrections."""

PANES = (
    Action("next-pane", "next_pane(1)", "tab", "Panes", "Next pane.", footer=True),
    Action("previous-pane", "next_pane(-1)", "shift+tab", "Previous pane", "Previous pane."),
    Action("article", "show_pane('article')", "1", "Article", "The article."),
    Action(
        "entities", "show_pane('entities')", "2", "Entities", "The entities: everyone and everything that is named."
    ),
    Action("quotes", "show_pane('quotes')", "3", "Quotes", "The quotes."),
    Action("details", "show_pane('details')", "4", "Details", "The details of what is selected."),
    Action("notes", "show_pane('notes')", "5", "Notes", "Your notes, marks and corrections."),
    Action("zoom", "zoom", "z", "Zoom", "Give the pane the whole screen, or take it back.", footer=True),
    Action("narrower", "measure(-4)", "minus", "Narrower", "Shorter lines in the article."),
    Action("wider", "measure(4)", "plus,equals_sign", "Wider", "Longer lines in the article."),
    Action("divider-left", "divide('article', -4)", "shift+left", "Divider left", "Less room for the article."),
    Action("divider-right", "divide('article', 4)", "shift+right", "Divider right", "More room for the article."),
    Action("divider-up", "divide('below', 2)", "shift+up", "Divider up", "More room for the details."),
    Action("divider-down", "divide('below', -2)", "shift+down", "Divider down", "Less room for the details."),
    Action("sizes-reset", "divide('', 0)", "underscore", "Sizes as they were", "All sizes as they were at first."),
)
"""From pane to pane."""

PROGRAM = (
    Action(
        "redraw",
        "redraw",
        "ctrl+l",
        "Redraw",
        "Paint the screen anew, if something else wrote on it.",
        in_dialogs=True,
    ),
    Action("theme", "next_theme", "t", "Theme", "Next theme; it is kept for the next time."),
    Action("help", "help", "question_mark,f1", "Help", "All keys and signs.", footer=True),
    Action("palette", "command_palette", "ctrl+p", "Palette", "Everything that can be done, to search in."),
    Action(
        "suspend",
        "suspend_process",
        "ctrl+z",
        "Suspend",
        "Back to the shell for a while; fg there goes on here.",
        in_dialogs=True,
    ),
    Action("quit", "quit", "q,ctrl+q", "Quit", "Quit at once.", footer=True),
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


def heading(actions: tuple[Action, ...]) -> str:
    """The heading that `actions` stand under in the help."""
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
"""The actions whose keys a reader may change, by what the ids of their bindings begin with."""


def bindings(scope: str, actions: Iterable[Action]) -> list[Binding]:
    """The Textual bindings of `actions`; their ids begin with `scope`: "article.page-up"."""
    return [
        Binding(
            action.keys,
            action.name,
            action.label,
            show=action.footer,
            key_display=action.display,
            tooltip=action.sentence,
            priority=action.in_dialogs,
            id=f"{scope}.{action.id}",
        )
        for action in actions
    ]
