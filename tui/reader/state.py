"""The state of the reading screen, as plain data. No Textual."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tui.article.model import Article
from tui.document.selection import Selection
from tui.search.matches import Matches

if TYPE_CHECKING:
    from tui.analysis.model import Quote
    from tui.document.document import Document
    from tui.document.index import DocumentIndex
    from tui.library.drafts import Draft
    from tui.library.session import Session


@dataclass(slots=True)
class ReaderState:
    """The article, and what the user has selected and searched for in it.

    `article`, with the details that the user edited, comes first; `document` and `session` follow after the first
    paint, and `document.index` after the analysis. `drafts`: unfinished notes, the oldest first. `failed`: the source
    could not be opened or analyzed. `file_stamp`: the modification time (ns) and size (bytes) of the article's file;
    None if it is no file.
    """

    article: Article | None = None
    document: "Document | None" = None
    session: "Session | None" = None
    selection: Selection | None = None
    matches: Matches = field(default_factory=Matches)
    search_name: str = ""
    drafts: "list[Draft]" = field(default_factory=list)
    failed: bool = False
    file_stamp: tuple[int, int] | None = None

    @property
    def index(self) -> "DocumentIndex | None":
        """The analysis with the user's annotations; None until the article is analyzed."""
        return self.document.index if self.document is not None else None

    @property
    def selected_entity(self) -> str | None:
        """The id of the selected entity; None if none is selected."""
        return self.selection.id if self.selection is not None and self.selection.kind == "entity" else None

    @property
    def selected_quote(self) -> "Quote | None":
        """The selected quote; None if none is selected."""
        if self.index is None or self.selection is None or self.selection.kind != "quote":
            return None
        return self.index.quote(self.selection.id)
