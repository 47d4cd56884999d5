"""What is highlighted can be read, in our themes and in those that come with Textual."""

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from tui.theming.themes import DIMMED, READABLE, THEMES, VISIBLE, contrast, over, own, variables

EVERY = [*THEMES, *(theme for theme in BUILTIN_THEMES.values() if not theme.ansi)]
FAMILIES = ("person", "organization", "place", "rest")
GROUNDS = ("mention", "quote-lit", "match", "cursor")


def colors(theme: Theme) -> dict[str, str]:
    return {**variables(theme), **theme.to_color_system().generate(), **theme.variables}


@pytest.mark.parametrize("theme", EVERY, ids=lambda theme: theme.name)
def test_names_are_legible_on_every_background(theme: Theme) -> None:
    found = colors(theme)
    page = Color.parse(found["background"])
    for ground in (page, *(Color.parse(found[name]) for name in GROUNDS)):
        for name in (*FAMILIES, "quiet"):
            assert contrast(Color.parse(found[name]), ground) >= READABLE, name


@pytest.mark.parametrize("theme", EVERY, ids=lambda theme: theme.name)
def test_plain_text_is_legible_on_highlights(theme: Theme) -> None:
    found = colors(theme)
    page = Color.parse(found["background"])
    ink = over(Color.parse(found["foreground"]), page)
    wanted = min(READABLE, contrast(ink, page) * 0.6)  # solarized is at 4.1 on its own page
    for name in GROUNDS:
        assert contrast(ink, Color.parse(found[name])) >= wanted, name


@pytest.mark.parametrize("theme", EVERY, ids=lambda theme: theme.name)
def test_current_mention_is_legible(theme: Theme) -> None:
    found = colors(theme)
    ground = Color.parse(found["mention-current"])
    assert contrast(Color.parse(found["mention-current-text"]), ground) >= READABLE
    assert contrast(ground, Color.parse(found["background"])) >= 3


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_own_themes_are_legible(theme: Theme) -> None:
    found = colors(theme)
    for ground in (found[name] for name in ("background", "surface", "panel", *GROUNDS)):
        assert contrast(Color.parse(found["foreground"]), Color.parse(ground)) >= 7
    for name in ("primary", "secondary", "accent", "warning", "error", "success", "quiet"):
        assert contrast(Color.parse(found[name]), Color.parse(found["background"])) >= READABLE, name
    for text, ground in (
        ("block-cursor-foreground", "block-cursor-background"),
        ("screen-selection-foreground", "screen-selection-background"),
    ):
        assert contrast(Color.parse(found[text]), Color.parse(found[ground])) >= READABLE


@pytest.mark.parametrize("theme", EVERY, ids=lambda theme: theme.name)
def test_bars_are_visible(theme: Theme) -> None:
    found = colors(theme)
    page = Color.parse(found["background"])
    assert contrast(Color.parse(found["quote-bar"]), page) >= VISIBLE
    assert contrast(Color.parse(found["quote-bar-indirect"]), page) >= 2


def test_the_same_variables_exist_for_every_theme() -> None:
    names = {frozenset(variables(theme)) for theme in BUILTIN_THEMES.values()}
    assert len(names) == 1


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast(Color.parse("#000"), Color.parse("#fff")) == pytest.approx(21)
    assert contrast(Color.parse("#777"), Color.parse("#fff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", EVERY, ids=lambda theme: theme.name)
def test_dimmed_text_is_legible(theme: Theme) -> None:
    found = colors(theme)
    page = Color.parse(found["background"])
    dimmed = contrast(Color.parse(found["dimmed"]), page)
    assert dimmed >= DIMMED
    assert dimmed < contrast(over(Color.parse(found["foreground"]), page), page)


def test_user_theme_is_legible_with_defaults() -> None:
    (theme,) = own({"paper": {"dark": False, "background": "#e8e8d0", "foreground": "#202020"}})
    found = colors(theme)
    for ground in (Color.parse(found["background"]), *(Color.parse(found[name]) for name in GROUNDS)):
        for name in (*FAMILIES, "quiet"):
            assert contrast(Color.parse(found[name]), ground) >= READABLE, name
    (mine,) = own({"mine": {"person": "#123456"}})
    assert colors(mine)["person"] == "#123456"


@pytest.mark.parametrize("theme", ["quoth-dark", "quoth-light", "quoth-high-contrast", "ansi-dark", "ansi-light"])
async def test_highlighted_row_is_visible(reading, theme: str) -> None:
    async with reading() as reader:
        reader.pilot.app.theme = theme
        await reader.press("2", "down")
        rows = reader.entities
        looks = [
            {
                (segment.style.bgcolor, segment.style.reverse or False)
                for segment in rows.render_line(y)
                if segment.style
            }
            for y in (rows.highlighted, rows.highlighted + 1)
        ]
        assert not looks[0] & looks[1]
