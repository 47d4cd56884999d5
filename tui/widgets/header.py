"""The header: title and publication of the article, and the status of the program."""

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tui.article.model import Article
from tui.rows.header import headline
from tui.text.display import fit


class Header(Widget):
    """Shows title, publication and date on the left, and the status on the right."""

    ALLOW_SELECT = False

    article: reactive[Article | None] = reactive(None)
    """The article; None until it is open."""
    number: reactive[str] = reactive("")
    """The position among several sources ("2 of 3"); "" for the only one."""
    opening: reactive[str] = reactive("")
    """What to show until the article is open."""
    status: reactive[str] = reactive("")
    """What the program is doing; "" when it is done."""
    saving: reactive[str] = reactive("")
    """Whether and why annotations are not saved; "" if they are."""

    def render(self) -> Content:
        """Return the line, exactly as wide as the widget's content."""
        width = self.size.width
        status = "".join(f"  {text}" for text in (self.saving, self.status) if text)
        room = max(width - cell_len(status), 0)
        if self.article is None:
            return Content.assemble((fit(self.opening, room), "bold"), (status, "$person"))
        title, rest = headline(self.article, room, self.number)
        gap = " " * max(room - cell_len(title) - cell_len(rest), 0)
        return Content.assemble((title, "bold"), (rest, "$quiet"), gap, (status, "$person"))
