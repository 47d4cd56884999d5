"""The line at the top: what is read, where it was published, and what the program is doing."""

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tui.article.model import Article
from tui.rows.header import headline
from tui.text.display import fit


class Header(Widget):
    """Title, publication and date at the left, the state of the analysis at the right."""

    ALLOW_SELECT = False

    article: reactive[Article | None] = reactive(None)
    """What is read; None before it is there."""
    number: reactive[str] = reactive("")
    """Which of several sources it is; empty for the only one."""
    opening: reactive[str] = reactive("")
    """What stands there before the article does."""
    status: reactive[str] = reactive("")
    """What is being done; empty when all is done."""
    saving: reactive[str] = reactive("")
    """What of the reader's work is not kept; empty when all of it is."""

    def render(self) -> Content:
        """The line, exactly as wide as the widget's content."""
        width = self.size.width
        status = "".join(f"  {said}" for said in (self.saving, self.status) if said)
        room = max(width - cell_len(status), 0)
        if self.article is None:
            return Content.assemble((fit(self.opening, room), "bold"), (status, "$person"))
        title, rest = headline(self.article, room, self.number)
        gap = " " * max(room - cell_len(title) - cell_len(rest), 0)
        return Content.assemble((title, "bold"), (rest, "$quiet"), gap, (status, "$person"))
