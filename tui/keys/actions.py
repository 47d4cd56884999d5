"""Everything that a key can do: declared once, for the bindings, the footer, the help and the command palette."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual.binding import Binding


@dataclass(frozen=True, slots=True)
class Action:
    """Something that the reader can ask for.

    Args:
        id: what a reader's keymap calls it. An id that stands in several groups is the same thing in several panes.
        keys: that ask for it, the first being the one to show; names as Textual knows them, with commas between.
        label: what the footer and the palette call it, in a few words.
        sentence: what the help and the palette say of it.
        footer: whether the footer shows it while it can be done.
        display: how the footer shows its key; by default as the first of `keys`.
        in_dialogs: whether the key works in dialogs, too.
        name: of the Textual action that does it, with its arguments, where a pane or the program does it; "" where the
            reading screen runs it by its id.
    """

    id: str
    keys: str
    label: str
    sentence: str
    footer: bool = False
    display: str | None = None
    in_dialogs: bool = False
    name: str = ""

    @property
    def command(self) -> str:
        """The Textual action that does it, with its arguments."""
        return self.name or f"run('{self.id}')"


ARTICLE = (
    Action(
        "next-highlight",
        "l,right",
        "Highlight",
        "Go to the next name or quote.",
        footer=True,
        display="h l",
        name="next_highlight(1)",
    ),
    Action("previous-highlight", "h,left", "Previous highlight", "Go to the one before.", name="next_highlight(-1)"),
    Action(
        "select",
        "enter",
        "Select",
        "Select what is under the cursor; again: the quote around it.",
        footer=True,
        name="pick",
    ),
    Action(
        "next-quote",
        "right_square_bracket",
        "Quote",
        "Go to the next quote.",
        footer=True,
        display="[ ]",
        name="next_quote(1)",
    ),
    Action(
        "previous-quote", "left_square_bracket", "Previous quote", "Go to the previous quote.", name="next_quote(-1)"
    ),
    Action(
        "next-paragraph", "right_curly_bracket", "Next paragraph", "Go to the next paragraph.", name="next_paragraph(1)"
    ),
    Action(
        "previous-paragraph",
        "left_curly_bracket",
        "Previous paragraph",
        "Go to the paragraph before.",
        name="next_paragraph(-1)",
    ),
    Action("next-heading", "right_parenthesis", "Next heading", "Go to the next heading.", name="next_heading(1)"),
    Action(
        "previous-heading", "left_parenthesis", "Previous heading", "Go to the heading before.", name="next_heading(-1)"
    ),
    Action(
        "next-entity",
        "full_stop",
        "Next newcomer",
        "Go to the next one who was not mentioned before.",
        name="next_entity(1)",
    ),
    Action("previous-entity", "comma", "Previous newcomer", "Go to the newcomer before.", name="next_entity(-1)"),
    Action("page-down", "space,ctrl+f,pagedown", "Page", "One page down.", footer=True, name="page(1)"),
    Action("page-up", "b,ctrl+b,pageup", "Page up", "One page up.", name="page(-1)"),
    Action("half-page-down", "ctrl+d", "Half a page down", "Half a page down.", name="half_page(1)"),
    Action("half-page-up", "ctrl+u", "Half a page up", "Half a page up.", name="half_page(-1)"),
    Action("down", "j,ctrl+e,down", "Line down", "One line down.", name="line(1)"),
    Action("up", "k,ctrl+y,up", "Line up", "One line up.", name="line(-1)"),
    Action("top", "g,home", "Beginning", "The beginning.", name="beginning"),
    Action("bottom", "G,end", "End", "The end.", name="end"),
    Action(
        "select-words",
        "V",
        "Select words",
        "Select words with keys, from the cursor on; the mouse does it too.",
        name="select_words",
    ),
)
"""In the article."""

SELECTING = (
    Action(
        "take-words",
        "enter",
        "Take them",
        "Say what the selected words are, or what is wrong with them.",
        footer=True,
        name="take_words",
    ),
    Action("word-more", "l,w,e,right", "Word", "One word more.", footer=True, display="h l", name="extend(1)"),
    Action("word-less", "h,b,left", "Word less", "One word less.", name="extend(-1)"),
    Action("line-more", "j,down", "Line", "One line more.", footer=True, display="j k", name="extend_line(1)"),
    Action("line-less", "k,up", "Line less", "One line less.", name="extend_line(-1)"),
    Action(
        "sentence-more", "right_parenthesis", "Sentence", "To the end of the sentence.", name="extend_by('sentence', 1)"
    ),
    Action(
        "sentence-less",
        "left_parenthesis",
        "Sentence back",
        "To the beginning of the sentence.",
        name="extend_by('sentence', -1)",
    ),
    Action(
        "paragraph-more",
        "right_curly_bracket",
        "Paragraph",
        "To the end of the paragraph.",
        name="extend_by('paragraph', 1)",
    ),
    Action(
        "paragraph-less",
        "left_curly_bracket",
        "Paragraph back",
        "To the beginning of the paragraph.",
        name="extend_by('paragraph', -1)",
    ),
    Action("to-line-end", "dollar_sign,end", "Line’s end", "To the end of the line.", name="extend_to('line', 1)"),
    Action(
        "to-line-start",
        "0,circumflex_accent,home",
        "Line’s start",
        "To the line’s beginning.",
        name="extend_to('line', -1)",
    ),
    Action("to-end", "G", "To the end", "To the end of the article.", name="extend_to('article', 1)"),
    Action(
        "to-beginning", "g", "To the beginning", "To the beginning of the article.", name="extend_to('article', -1)"
    ),
    Action("other-end", "o", "Other end", "Move the other end.", footer=True, name="other_end"),
    Action("begin-here", "space", "Begin here", "Begin at the word that was reached.", footer=True, name="start_here"),
    Action("drop-words", "escape", "Give up", "Select nothing.", footer=True, name="drop_words"),
)
"""In the article, while words are selected with keys."""

LIST = (
    Action("go-to-it", "enter", "Go to it", "Go to it in the article.", footer=True, name="select"),
    Action("down", "j,ctrl+e,down", "Down", "Next row.", name="cursor_down"),
    Action("up", "k,ctrl+y,up", "Up", "Previous row.", name="cursor_up"),
    Action("page-down", "space,ctrl+f,pagedown", "Page down", "One page down.", name="page_down"),
    Action("page-up", "b,ctrl+b,pageup", "Page up", "One page up.", name="page_up"),
    Action("half-page-down", "ctrl+d", "Half a page down", "Half a page down.", name="half_page(1)"),
    Action("half-page-up", "ctrl+u", "Half a page up", "Half a page up.", name="half_page(-1)"),
    Action("top", "g,home", "First", "First row.", name="first"),
    Action("bottom", "G,end", "Last", "Last row.", name="last"),
)
"""In the lists and in the details."""

KINDS = (
    Action("next-kind", "l,right", "Next kind", "In a list: show the next kind only.", name="next_kind(1)"),
    Action("previous-kind", "h,left", "Previous kind", "In a list: show the previous kind only.", name="next_kind(-1)"),
)
"""In the lists."""

NOTES = (
    Action(
        "remove",
        "d,delete",
        "Remove",
        "In the notes: take away this note, or take back this correction.",
        footer=True,
    ),
)
"""In the list of notes."""

READING = (
    Action("its-quotes", "s", "Quotes", "Show the quotes of the selected entity alone.", footer=True),
    Action("copy", "c,y", "Copy", "Copy the exact words of the quote.", footer=True),
    Action(
        "cite",
        "C,Y",
        "Cite",
        "Copy the quote with who said it and where it was published.",
        footer=True,
    ),
    Action("next", "n", "Next", "Next match of the search, or next mention of what is selected.", footer=True),
    Action("previous", "N", "Previous", "Previous match, or previous mention."),
    Action(
        "search",
        "slash",
        "Search",
        "Search in the article; / once more: a regular expression.",
        footer=True,
    ),
    Action("filter", "f", "Filter", "Filter the list by words, or by kind:, by: and is:.", footer=True),
    Action("back", "backspace,ctrl+o,H", "Back", "Back to where you were before the last jump.", footer=True),
    Action("forward", "L", "Forward", "Forward again, after going back."),
    Action("search-word", "asterisk", "Search for it", "Search for what is selected or at the cursor."),
    Action("outline", "O", "Outline", "Headings and paragraphs, to choose from."),
    Action("paragraph", "colon", "Paragraph", "Go to a paragraph by its number, or to a part: 50%."),
    Action("where", "ctrl+g", "Where I am", "Say which paragraph this is, and how far down."),
    Action("clear", "escape", "Clear", "Undo the last of search, filter and selection.", footer=True),
    Action("reload", "r", "Reload", "Read the source anew, or try again what failed.", footer=True),
    Action("speaker-alone", "D", "Speaker alone", "Dim all but what the selected speaker says."),
    Action("quotes-alone", "Q", "Quotes alone", "Dim all but the quotes."),
    Action(
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
        "T",
        "Take",
        "Copy in another way, several marked quotes, or all about an entity.",
    ),
    Action(
        "export",
        "e",
        "Export",
        "Write the article with all that was found to a file, in one of many formats.",
    ),
    Action("picture", "P", "Picture", "See who speaks where, and go there."),
)
"""What is taken along."""

COPYING = (
    Action("copy-plain", "p", "Plain", "The words and who said them."),
    Action("copy-newsroom", "n", "Newsroom", "With publication, date and a link to the very words."),
    Action("copy-markdown", "m", "Markdown", "For notes, with a link to the very words."),
    Action("copy-html", "h", "HTML code", "For a page, with a link to the very words."),
    Action("copy-rich", "r", "Rich text", "For word processors and mail."),
    Action(
        "copy-source",
        "s",
        "As in the source",
        "The words as they stood before quoth cleaned the text.",
    ),
    Action("copy-marked-plain", "P", "Marked, plain", "All marked quotes, one a line."),
    Action(
        "copy-marked-newsroom",
        "N",
        "Marked, newsroom",
        "All marked quotes with links, one a line.",
    ),
    Action(
        "copy-marked-markdown",
        "M",
        "Marked, Markdown",
        "All marked quotes as a list with links, for notes.",
    ),
    Action(
        "copy-marked-html",
        "H",
        "Marked, HTML code",
        "All marked quotes as a list with links, for a page.",
    ),
    Action(
        "copy-marked-rich",
        "R",
        "Marked, rich text",
        "All marked quotes as a list with links, for word processors.",
    ),
    Action(
        "copy-entity-plain",
        "e",
        "Entity",
        "All about the entity: every mention, and what it said.",
    ),
    Action("copy-entity-markdown", "E", "Entity, Markdown", "The same for notes, with links."),
    Action("copy-default", "d", "Default", "Say in which of these ways C copies from now on."),
)
"""Ways to copy; the keys are those of the menu of copying."""

SOURCES = (
    Action("open", "o", "Open", "Open another: what you read before, a path, an address, the clipboard."),
    Action("sources", "w", "Sources", "Choose among the sources that were opened.", footer=True),
    Action("next-source", "greater_than_sign", "Next source", "Read the next of several sources."),
    Action("previous-source", "less_than_sign", "Previous source", "Read the source before."),
)
"""From one article to another."""

WORK = (
    Action(
        "correct",
        "p",
        "Correct",
        "Put right what is wrong with what is at hand.",
        footer=True,
    ),
    Action("speaker", "S", "Speaker", "Say who said the quote."),
    Action("merge", "M", "Merge", "Merge the entity with another one."),
    Action(
        "mark",
        "m",
        "Mark",
        "Mark the quote, the mention or the selected words; again: take the mark away.",
    ),
    Action(
        "verified",
        "v",
        "Check",
        "Verified: it was checked, and is right; again: take that back.",
        footer=True,
        display="v x u",
    ),
    Action("disputed", "x", "Disputed", "Disputed: it was checked, and is wrong or in doubt."),
    Action("to-check", "u", "To check", "To check: it is still to be checked."),
    Action("note", "i", "Note", "Write a note on it, with tags."),
    Action("note-in-editor", "I", "Note in editor", "Write the note in your editor ($VISUAL or $EDITOR)."),
    Action("undo", "U", "Undo", "Undo the last of what you did with the article."),
    Action("redo", "R", "Redo", "Do again what was undone."),
    Action("about", "A", "About", "Say what the article is: title, authors, publication, date, address."),
    Action("save-work", "W", "Save to file", "Save your work on this article to a file."),
)
"""What the reader does with the article."""

CORRECTIONS = (
    Action("correct-merge", "m", "Merge", "The entity is the same as another one.", name="run('merge')"),
    Action("correct-split-off", "p", "Split off", "This mention is of somebody else."),
    Action("correct-not-a-mention", "n", "Not a mention", "This mention refers to nobody."),
    Action("correct-rename", "r", "Rename", "The entity has another name."),
    Action("correct-kind", "k", "Kind", "The entity is a person, an organization, a place, …"),
    Action("correct-hide", "h", "Hide", "The entity is not worth showing anywhere."),
    Action("correct-speaker", "s", "Speaker", "Somebody else said the quote.", name="run('speaker')"),
    Action("correct-not-a-quote", "x", "Not a quote", "These are nobody’s words but the article’s."),
    Action("correct-edges", "e", "Edges", "The quote begins or ends elsewhere: select its words."),
    Action(
        "correct-form",
        "f",
        "Direct or paraphrase",
        "The quote is verbatim, partly so, or a paraphrase.",
    ),
    Action("correct-act", "a", "Act", "The quote was said, written, thought, …"),
    Action("correct-add-mention", "w", "Add a mention", "The selected words refer to somebody."),
    Action("correct-add-quote", "t", "Add a quote", "The selected words are what somebody said."),
)
"""What can be put right; the keys are those of the menu of corrections."""

PANES = (
    Action("next-pane", "tab", "Panes", "Next pane.", footer=True),
    Action("previous-pane", "shift+tab", "Previous pane", "Previous pane."),
    Action("article", "1", "Article", "The article."),
    Action("entities", "2", "Entities", "The entities: everyone and everything that is named."),
    Action("quotes", "3", "Quotes", "The quotes."),
    Action("details", "4", "Details", "The details of what is selected."),
    Action("notes", "5", "Notes", "Your notes, marks and corrections."),
    Action("zoom", "z", "Zoom", "Give the pane the whole screen, or take it back.", footer=True),
    Action("narrower", "minus", "Narrower", "Shorter lines in the article."),
    Action("wider", "plus,equals_sign", "Wider", "Longer lines in the article."),
    Action("divider-left", "shift+left", "Divider left", "Less room for the article."),
    Action("divider-right", "shift+right", "Divider right", "More room for the article."),
    Action("divider-up", "shift+up", "Divider up", "More room for the details."),
    Action("divider-down", "shift+down", "Divider down", "Less room for the details."),
    Action("sizes-reset", "underscore", "Sizes as they were", "All sizes as they were at first."),
)
"""From pane to pane."""

PROGRAM = (
    Action(
        "redraw",
        "ctrl+l",
        "Redraw",
        "Paint the screen anew, if something else wrote on it.",
        in_dialogs=True,
        name="redraw",
    ),
    Action("theme", "t", "Theme", "Next theme; it is kept for the next time.", name="next_theme"),
    Action("help", "question_mark,f1", "Help", "All keys and signs.", footer=True, name="help"),
    Action("palette", "ctrl+p", "Palette", "Everything that can be done, to search in.", name="command_palette"),
    Action(
        "suspend",
        "ctrl+z",
        "Suspend",
        "Back to the shell for a while; fg there goes on here.",
        in_dialogs=True,
        name="suspend_process",
    ),
    Action("quit", "q,ctrl+q", "Quit", "Quit at once.", footer=True, name="quit"),
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
            action.command,
            action.label,
            show=action.footer,
            key_display=action.display,
            tooltip=action.sentence,
            priority=action.in_dialogs,
            id=f"{scope}.{action.id}",
        )
        for action in actions
    ]
