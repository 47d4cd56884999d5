"""The command palette: search all actions that can run now."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual.app import App
from textual.binding import Binding
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.dom import DOMNode

from tui.keys.key_table import (
    ARTICLE,
    COPYING,
    CORRECTIONS,
    KINDS,
    LIST,
    NOTES,
    PANES,
    PROGRAM,
    READING,
    SELECTING,
    SOURCES,
    TAKING,
    WORK,
    Action,
)
from tui.keys.user_keymap import NO_KEY, in_use

if TYPE_CHECKING:
    from textual.binding import ActiveBinding

_FIRST = ("run('copy')", "run('cite')", "run('search')", "run('filter')", "next_theme")
_GROUPS = (TAKING, COPYING, WORK, CORRECTIONS, PANES, READING, SOURCES, PROGRAM, NOTES, KINDS, SELECTING, ARTICLE, LIST)
_ORDER = {
    command: at
    for at, command in enumerate(dict.fromkeys([*_FIRST, *(one.command for group in _GROUPS for one in group)]))
}
"""The order of commands: the most used first; those that move around and have well-known keys last."""


class Actions(Provider):
    """Offers the actions that can run now, with the labels and sentences of the help."""

    async def discover(self) -> Hits:
        """Yield all actions, before anything is typed."""
        for offer in self._offers():
            yield DiscoveryHit(offer.name, partial(_do, self.app, offer), text=offer.name, help=offer.help)

    async def search(self, query: str) -> Hits:
        """Yield the actions whose label or sentence matches `query`."""
        matcher = self.matcher(query)
        for offer in self._offers():
            score = max(matcher.match(offer.name), matcher.match(offer.help) * 0.9)
            if score > 0:
                name = matcher.highlight(offer.name)
                yield Hit(score, name, partial(_do, self.app, offer), text=offer.name, help=offer.help)

    def _offers(self) -> list["_Offer"]:
        """Return each action that can run now once, in order."""
        found: dict[str, ActiveBinding] = {}
        keymap = in_use(self.app)
        for active in self.screen.active_bindings.values():
            action = active.binding.action
            ours = keymap.of(active.binding) is not None
            offered = active.enabled and ours and action != "command_palette"
            if offered and (action not in found or active.binding.key == keymap.first(active.binding)):
                found[action] = active
        offers = [
            _Offer(self._label(one.binding), f"{one.tooltip}  {self._key(one.binding)}".rstrip(), action, one.node)
            for action, one in found.items()
        ]
        offers += [
            _Offer(one.label, f"{one.sentence}  {keymap.key(menu)} {one.keys}", one.command, self.screen)
            for menu, actions in (("correct", CORRECTIONS), ("copy-as", COPYING))
            for one in actions
            if one.command not in found and self._works(one)
        ]
        return sorted(offers, key=lambda offer: _ORDER[offer.action])

    def _label(self, binding: Binding) -> str:
        action = in_use(self.app).of(binding)
        return action.label if action is not None else binding.description

    def _key(self, binding: Binding) -> str:
        return "" if binding.key == NO_KEY else self.app.get_key_display(binding)

    def _works(self, action: Action) -> bool:
        """Return whether an action of a menu can run now."""
        return bool(self.screen.check_action("run", (action.id,)))


@dataclass(frozen=True, slots=True)
class _Offer:
    """A command of the palette: its label, its sentence and key, the Textual action, and the widget that runs it."""

    name: str
    help: str
    action: str
    node: DOMNode


async def _do(app: App[object], offer: _Offer) -> None:
    await app.run_action(offer.action, offer.node)
