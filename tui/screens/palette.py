"""The command palette: everything that can be done now, to search in."""

from functools import partial

from textual.app import App
from textual.binding import ActiveBinding
from textual.command import DiscoveryHit, Hit, Hits, Provider

from tui.actions import ARTICLE, KINDS, LIST, PANES, PROGRAM, READING, SOURCES, first_key

_FIRST = ("copy_words", "copy_citation", "search", "filter", "next_theme")
_ORDER = {
    name: at
    for at, name in enumerate(
        dict.fromkeys([*_FIRST, *(one.name for one in (*PANES, *READING, *SOURCES, *PROGRAM, *KINDS, *ARTICLE, *LIST))])
    )
}
"""What is asked for most stands first; what moves the reader about, and has keys that everyone knows, last."""


class Actions(Provider):
    """Offers what the keys do that work now, named as in the footer and the help."""

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for name, help_, active in self._offers():
            yield DiscoveryHit(name, partial(_do, self.app, active), text=name, help=help_)

    async def search(self, query: str) -> Hits:
        """What matches `query`, in its name or its sentence."""
        matcher = self.matcher(query)
        for name, help_, active in self._offers():
            score = max(matcher.match(name), matcher.match(help_) * 0.9)
            if score > 0:
                yield Hit(score, matcher.highlight(name), partial(_do, self.app, active), text=name, help=help_)

    def _offers(self) -> list[tuple[str, str, ActiveBinding]]:
        """Name, sentence with key, and binding of each action once."""
        found: dict[str, ActiveBinding] = {}
        for active in self.screen.active_bindings.values():
            action = active.binding.action
            known = first_key(action)
            offered = active.enabled and known is not None and action != "command_palette"
            if offered and (action not in found or active.binding.key == known):
                found[action] = active
        return [
            (one.binding.description, f"{one.tooltip}  {self.app.get_key_display(one.binding)}", one)
            for one in sorted(found.values(), key=lambda one: _ORDER[one.binding.action])
        ]


async def _do(app: App[object], active: ActiveBinding) -> None:
    await app.run_action(active.binding.action, active.node)
