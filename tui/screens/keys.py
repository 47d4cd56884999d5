"""What the keys do, as the help and the palette say it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from textual.binding import Binding

from tui.actions import GROUPS

ARTICLE = "In the article"
"""The heading of what the article pane itself does."""


@dataclass(frozen=True, slots=True)
class Key:
    """An action, with the keys that ask for it."""

    action: str
    display: str
    label: str
    sentence: str

    @property
    def group(self) -> str:
        """The heading it stands under."""
        return GROUPS.get(self.action, ARTICLE)


def keys(bindings: Iterable[Binding], display: Callable[[Binding], str]) -> list[Key]:
    """What `bindings` do, each action once with all its keys, in the order of the headings."""
    found: dict[str, list[Binding]] = {}
    for binding in bindings:
        if binding.description and not binding.system:
            found.setdefault(binding.action, []).append(binding)
    made = []
    for action, same in found.items():
        names = dict.fromkeys(display(binding) for binding in same)
        sentence = same[0].tooltip or f"{same[0].description}."
        made.append(Key(action, " ".join(names), same[0].description, sentence))
    order = [ARTICLE, *dict.fromkeys(GROUPS.values())]
    return sorted(made, key=lambda key: order.index(key.group))
