"""Keys of the reader's own: what is refused and how it is said, and that they work and are shown."""

import pytest
from textual.binding import Binding

from tui.app import QuothApp
from tui.dialogs.help import HelpDialog
from tui.keys.key_table import GROUPS, SCOPES
from tui.keys.user_keymap import _PLACES, ids, keymap


def test_default_keys_and_ids_are_unique() -> None:
    for scopes in _PLACES.values():
        keys = [key for scope in scopes for action in SCOPES[scope] for key in action.keys.split(",")]
        assert len(keys) == len(set(keys))
    for scope, actions in SCOPES.items():
        assert len({action.id for action in actions}) == len(actions), scope


def test_every_action_can_have_another_key() -> None:
    names = [id_ for _, id_, _ in ids()]
    assert len(names) == len(set(names))
    menu = {*GROUPS["In the menu of corrections"], *GROUPS["In the menu “Copy as…”"]}
    assert {action.id for group in GROUPS.values() for action in group if action not in menu} == set(names)
    for id_ in names:
        assert keymap({id_: "f12"})[1] == []


@pytest.mark.parametrize(
    ("wanted", "keys"),
    [
        ("Z", "Z"),
        ("/", "slash"),
        ("slash", "slash"),
        (",", "comma"),
        ("+", "plus"),
        ("ctrl++", "ctrl+plus"),
        ("esc", "escape"),
        ("pgdn", "pagedown"),
        ("shift+a", "A"),
        ("Alt+Left", "alt+left"),
        ("é", "é"),
    ],
)
def test_key_names(wanted: str, keys: str) -> None:
    found, troubles = keymap({"about": wanted, "search": [], "previous-pane": [], "clear": [], "page-down": [],
                              "mark": [], "narrower": [], "wider": [], "previous-entity": []})  # fmt: skip
    assert [trouble for trouble in troubles if not trouble.startswith("There is no action")] == []
    assert found.wanted["article-details"] == (keys,)


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        ({"zom": "x"}, "there is no action zom. Did you mean zoom?"),
        (
            {"zoom": "hyper+z"},
            "zoom: “hyper+z” is not a key. Use a character, or a name such as space, f5 or ctrl+e.",
        ),
        ({"zoom": "ctrl+i"}, "zoom: ctrl+i cannot be used: terminals send tab for it."),
        (
            {"zoom": "l"},
            "zoom: l is already the key for next-highlight in the article. Give next-highlight another key first.",
        ),
        (
            {"next-kind": "z"},
            "next-kind: z is already the key for zoom in lists and details. Give zoom another key first.",
        ),
    ],
)
def test_invalid_keys_are_reported(wanted: dict[str, str], sentence: str) -> None:
    found, troubles = keymap(wanted)
    assert sentence in troubles
    assert not found.wanted


def test_two_actions_can_swap_keys() -> None:
    found, troubles = keymap({"zoom": "b", "page-up": "z"})
    assert troubles == []
    assert found.wanted == {"zoom": ("b",), "page-up": ("z",)}
    assert found.first(Binding("b", "zoom", "-", id="panes.zoom")) == "b"


def test_messages_name_the_users_keys() -> None:
    own, _ = keymap({"save-work": "f9", "reload": ""})
    assert own.key("save-notes") == "f9"
    assert own.key("search") == "/"
    assert own.key("reload") == "ctrl+p", "the palette has it"


async def test_users_keys_work_and_are_shown(client, reading) -> None:
    import sample_story

    own, troubles = keymap({"next-highlight": "f3", "entities": ["f2", "F"], "zoom": "", "help": "f1"})
    assert troubles == []
    async with reading(which=QuothApp(sample_story.ARTICLE, client=client, keymap=own)) as reader:
        await reader.until(lambda: reader.screen.state.index is not None)
        before = reader.article.cursor
        await reader.press("l")
        assert reader.article.cursor == before
        await reader.press("f3")
        assert reader.article.cursor > before
        assert "f3 Name/quote" in reader.keys
        assert "Zoom" not in reader.keys
        await reader.press("V", "l", "l")
        assert len(reader.article.selected_text().split()) == 3, "what works at other times keeps its keys"
        await reader.press("escape", "f2", "z")
        assert reader.focused == "entities"
        assert "article" in reader.seen
        await reader.press("f1")
        assert isinstance(reader.pilot.app.screen, HelpDialog)
