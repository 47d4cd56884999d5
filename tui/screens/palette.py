"""The command palette: everything that can be done now, to search in."""

from collections.abc import Iterator
from functools import partial

from textual.app import App
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.dom import DOMNode

from tui.screens.keys import Key, keys


class Actions(Provider):
    """Offers what the keys do, named as in the help."""

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for key, node in self._keys():
            yield DiscoveryHit(key.label, partial(_do, self.app, key, node), text=key.label, help=_help(key))

    async def search(self, query: str) -> Hits:
        """What matches `query`, in its name or its sentence."""
        matcher = self.matcher(query)
        for key, node in self._keys():
            score = max(matcher.match(key.label), matcher.match(key.sentence) * 0.9)
            if score > 0:
                run = partial(_do, self.app, key, node)
                yield Hit(score, matcher.highlight(key.label), run, text=key.label, help=_help(key))

    def _keys(self) -> Iterator[tuple[Key, DOMNode]]:
        active = self.screen.active_bindings.values()
        nodes = {one.binding.action: one.node for one in active}
        for key in keys((one.binding for one in active if one.enabled), self.app.get_key_display):
            if key.action != "command_palette":
                yield key, nodes[key.action]


def _help(key: Key) -> str:
    return f"{key.sentence}  ({key.display})"


async def _do(app: App[object], key: Key, node: DOMNode) -> None:
    await app.run_action(key.action, node)
