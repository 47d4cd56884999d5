"""The command palette: everything that can be done now, to search in."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual.actions import parse
from textual.app import App
from textual.binding import Binding
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.dom import DOMNode

from tui.keys.actions import (
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
from tui.keys.keymap import NO_KEY, in_use

if TYPE_CHECKING:
    from textual.binding import ActiveBinding

_FIRST = ("copy_words", "copy_citation", "search", "filter", "next_theme")
_GROUPS = (TAKING, COPYING, WORK, CORRECTIONS, PANES, READING, SOURCES, PROGRAM, NOTES, KINDS, SELECTING, ARTICLE, LIST)
_ORDER = {
    name: at for at, name in enumerate(dict.fromkeys([*_FIRST, *(one.name for group in _GROUPS for one in group)]))
}
"""What is asked for most stands first; what moves the reader about, and has keys that everyone knows, last."""


class Actions(Provider):
    """Offers what the keys do that work now, named as in the footer and the help."""

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for offer in self._offers():
            yield DiscoveryHit(offer.name, partial(_do, self.app, offer), text=offer.name, help=offer.help)

    async def search(self, query: str) -> Hits:
        """What matches `query`, in its name or its sentence."""
        matcher = self.matcher(query)
        for offer in self._offers():
            score = max(matcher.match(offer.name), matcher.match(offer.help) * 0.9)
            if score > 0:
                name = matcher.highlight(offer.name)
                yield Hit(score, name, partial(_do, self.app, offer), text=offer.name, help=offer.help)

    def _offers(self) -> list["_Offer"]:
        """Each action that does something now, once."""
        found: dict[str, ActiveBinding] = {}
        keymap = in_use(self.app)
        for active in self.screen.active_bindings.values():
            action = active.binding.action
            ours = keymap.of(active.binding) is not None
            offered = active.enabled and ours and action != "command_palette"
            if offered and (action not in found or active.binding.key == keymap.first(active.binding)):
                found[action] = active
        offers = [
            _Offer(one.binding.description, f"{one.tooltip}  {self._key(one.binding)}".rstrip(), action, one.node)
            for action, one in found.items()
        ]
        offers += [
            _Offer(one.label, f"{one.sentence}  {menu} {one.keys}", one.name, self.screen)
            for menu, actions in (("p", CORRECTIONS), ("T", COPYING))
            for one in actions
            if one.name not in found and self._works(one)
        ]
        return sorted(offers, key=lambda offer: _ORDER[offer.action])

    def _key(self, binding: Binding) -> str:
        return "" if binding.key == NO_KEY else self.app.get_key_display(binding)

    def _works(self, action: Action) -> bool:
        """Whether an action, which has a key only in its menu, can be done now."""
        _, name, parameters = parse(action.name)
        return bool(self.screen.check_action(name, parameters))


@dataclass(frozen=True, slots=True)
class _Offer:
    """A line of the palette: what it is called, what it does, and the Textual action that does it, and where."""

    name: str
    help: str
    action: str
    node: DOMNode


async def _do(app: App[object], offer: _Offer) -> None:
    await app.run_action(offer.action, offer.node)
