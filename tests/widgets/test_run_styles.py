"""What the lists and the details look like."""

import re

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from tui.theming import themes
from tui.widgets.run_styles import ROLE_STYLES, content, role_style

ALL = [theme for theme in (*themes.THEMES, *BUILTIN_THEMES.values()) if not theme.ansi]


@pytest.mark.parametrize("theme", ALL, ids=lambda theme: theme.name)
def test_every_ink_is_readable_on_the_page_and_on_the_marks_of_a_list(theme: Theme) -> None:
    colors = {**themes.variables(theme), **theme.to_color_system().generate(), **theme.variables}
    page = Color.parse(colors["background"])
    grounds = [page, *(themes.over(Color.parse(colors[name]), page) for name in ("cursor", "mention"))]
    for role, style in ROLE_STYLES.items():
        for name in re.findall(r"(?<!on )\$([a-z-]+)", style):
            color = themes.over(Color.parse(colors[name]), page)
            worst = min(themes.contrast(color, ground) for ground in grounds)
            assert worst >= themes.READABLE, f"{role}: {worst:.1f}"


def test_several_roles_at_once() -> None:
    assert role_style("person strong") == "$person bold"
    assert role_style("") == ""


def test_markup_in_words_is_words() -> None:
    assert content([(("[b]bold[/b] [sic]", "strong"),), (("two", ""),)]).plain == "[b]bold[/b] [sic]\ntwo"
