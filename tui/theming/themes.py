"""quoth's themes, the user's themes, and the colors of highlights in these and in Textual's themes."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from textual.color import Color
from textual.theme import Theme

from tui.system.paths import data_directory, home

_CHOSEN = "theme"
"""The name of the file with the last theme."""

READABLE = 4.5
"""The contrast that text needs with its background (WCAG 2, level AA)."""
DIMMED = 3.0
"""The contrast of dimmed text: lower than that of other text, but still legible."""
VISIBLE = 2.5
"""The contrast of lines and other signs that are not text."""

DARK = Theme(
    name="quoth-dark",
    primary="#c9a26d",
    secondary="#8fa9b5",
    accent="#d9b27c",
    warning="#dfae62",
    error="#d9877a",
    success="#9dbb85",
    foreground="#d9d1c4",
    background="#1c1a17",
    surface="#23201c",
    panel="#2d2924",
    dark=True,
    variables={
        "person": "#e6bd80",
        "organization": "#93bcd6",
        "place": "#a3c490",
        "rest": "#c9a8cc",
        "quiet": "#aea495",
        "quote-bar": "#a08762",
        "quote-bar-indirect": "#7d7263",
        "mention": "#40351f",
        "mention-current": "#e0b568",
        "mention-current-text": "#1c1a17",
        "quote-lit": "#2c2720",
        "match": "#20393c",
        "cursor": "#3a3630",
        "footer-key-foreground": "#d9b27c",
        "border": "#8a7450",
        "border-blurred": "#3a352e",
        "block-cursor-background": "#54452b",
        "block-cursor-foreground": "#f2e9da",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#40351f",
        "input-selection-background": "#6b5631 60%",
        "screen-selection-background": "#5a4a8a",
        "screen-selection-foreground": "#f6f1ff",
        "scrollbar": "#4a4339",
        "scrollbar-hover": "#5f5648",
        "scrollbar-active": "#8a7450",
        "scrollbar-background": "#1c1a17",
        "scrollbar-background-hover": "#23201c",
        "scrollbar-background-active": "#23201c",
    },
)
"""The dark theme: warm neutrals, muted accents."""

LIGHT = Theme(
    name="quoth-light",
    primary="#8a5a1f",
    secondary="#3f6474",
    accent="#8f5310",
    warning="#855806",
    error="#a63d2f",
    success="#4a6b2a",
    foreground="#352f27",
    background="#f8f3e9",
    surface="#f1eadc",
    panel="#e7decc",
    dark=False,
    variables={
        "person": "#83470a",
        "organization": "#1d567f",
        "place": "#38611f",
        "rest": "#75397a",
        "quiet": "#655b4c",
        "quote-bar": "#a57d3f",
        "quote-bar-indirect": "#b8a888",
        "mention": "#f0e0b8",
        "mention-current": "#8a5a1f",
        "mention-current-text": "#fdf9f0",
        "quote-lit": "#f1e9d8",
        "match": "#cfe6e2",
        "cursor": "#e6dfd0",
        "footer-key-foreground": "#8a5a1f",
        "border": "#b08a4e",
        "border-blurred": "#d8cdb8",
        "block-cursor-background": "#ead7a8",
        "block-cursor-foreground": "#2a251e",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#f0e0b8",
        "input-selection-background": "#e2c98c 60%",
        "screen-selection-background": "#d9cff0",
        "screen-selection-foreground": "#231a3a",
        "scrollbar": "#cfc3ab",
        "scrollbar-hover": "#b8a988",
        "scrollbar-active": "#b08a4e",
        "scrollbar-background": "#f8f3e9",
        "scrollbar-background-hover": "#f1eadc",
        "scrollbar-background-active": "#f1eadc",
    },
)
"""The light theme: ink on paper."""

CONTRAST = Theme(
    name="quoth-high-contrast",
    primary="#ffd75f",
    secondary="#87d7ff",
    accent="#ffd75f",
    warning="#ffd75f",
    error="#ff9f8f",
    success="#a8ff8f",
    foreground="#ffffff",
    background="#000000",
    surface="#121212",
    panel="#1c1c1c",
    dark=True,
    variables={
        "person": "#ffd75f",
        "organization": "#87d7ff",
        "place": "#a8ff8f",
        "rest": "#ffafff",
        "quiet": "#d0d0d0",
        "quote-bar": "#ffd75f",
        "quote-bar-indirect": "#d0d0d0",
        "mention": "#4a3a00",
        "mention-current": "#ffd75f",
        "mention-current-text": "#000000",
        "quote-lit": "#262626",
        "match": "#004444",
        "cursor": "#3a3a3a",
        "footer-key-foreground": "#ffd75f",
        "border": "#ffffff",
        "border-blurred": "#8a8a8a",
        "block-cursor-background": "#4a3a00",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-text-style": "bold",
        "screen-selection-background": "#ffffff",
        "screen-selection-foreground": "#000000",
        # Shapes in addition to colors: users who need high contrast may not see hues.
        "mention-style": "underline",
        "mention-current-style": "bold",
        "match-style": "underline",
        "cursor-style": "underline",
    },
)
"""The high-contrast theme: white on black."""

PLAIN = "ansi-dark"
"""Textual's theme of the terminal's own 16 colors; highlights are reversed, bold or underlined."""

THEMES = (DARK, LIGHT, CONTRAST)

_THEME_FIELDS = (
    "primary", "secondary", "accent", "warning", "error", "success", "foreground", "background", "surface", "panel",
)  # fmt: skip
_PLAIN_STYLES = {
    "mention-style": "none",
    "mention-current-style": "none",
    "match-style": "none",
    "quote-lit-style": "none",
    "quote-cue-style": "underline",
    "cursor-style": "none",
    "passage-style": "underline",
    "dimmed-style": "none",
}
_HUES = {"person": "#d08a1f", "organization": "#3f8fc4", "place": "#4f9a3a", "rest": "#a860b0"}
_ANSI = {
    "person": "ansi_yellow",
    "organization": "ansi_blue",
    "place": "ansi_green",
    "rest": "ansi_magenta",
    "quiet": "ansi_default",
    "quote-bar": "ansi_yellow",
    "quote-bar-indirect": "ansi_default",
    "mention": "ansi_default",
    "mention-current": "ansi_default",
    "mention-current-text": "ansi_default",
    "quote-lit": "ansi_default",
    "match": "ansi_default",
    "cursor": "ansi_default",
    # The terminal's colors can be anything: only reversed text is sure to be legible.
    "mention-style": "reverse",
    "mention-current-style": "reverse bold",
    "match-style": "reverse italic",
    "quote-lit-style": "bold",
    "quote-cue-style": "bold underline",
    "cursor-style": "reverse underline",
    "passage-style": "bold underline",
    "dimmed": "ansi_default",
    "dimmed-style": "dim",
}


def own(given: Mapping[str, Mapping[str, Any]]) -> list[Theme]:
    """Return the user's themes.

    Args:
        given: the settings of each theme by its name: colors by their use, and "dark"; the defaults are those of
            quoth's dark or light theme.
    """
    themes = []
    for name, colors in given.items():
        dark = bool(colors.get("dark", True))
        base = DARK if dark else LIGHT
        plain = {what: colors.get(what, getattr(base, what)) for what in _THEME_FIELDS}
        # The variables of quoth's themes suit their backgrounds; for another one, `variables` computes legible ones.
        variables = {what: color for what, color in colors.items() if what not in {"dark", *_THEME_FIELDS}}
        themes.append(Theme(name=name, dark=dark, variables=variables, **plain))
    return themes


def variables(theme: Theme) -> dict[str, str]:
    """Return the CSS variables of quoth's styles that Textual does not have, for `theme`.

    They are for `App.get_theme_variable_defaults`: a theme that sets one of them itself keeps it. The four families and
    `$quiet` are legible (`READABLE`) on the page and on the background of every highlight.
    """
    if theme.ansi:
        return dict(_ANSI)
    colors = theme.to_color_system().generate()
    page = Color.parse(colors["background"])
    ink = over(Color.parse(colors["foreground"]), page)
    grounds = {
        "mention": page.blend(Color.parse(_HUES["person"]), 0.22),
        "quote-lit": page.blend(ink, 0.07),
        "match": page.blend(Color.parse("#2a9d98"), 0.26),
        "cursor": page.blend(ink, 0.15),
    }
    behind = (page, *grounds.values())
    current = legible(page.blend(Color.parse(_HUES["person"]), 0.9), (page,))
    made = {name: ground.hex for name, ground in grounds.items()}
    made |= {name: legible(Color.parse(hue), behind).hex for name, hue in _HUES.items()}
    made["quiet"] = legible(page.blend(ink, 0.55), behind).hex
    made["dimmed"] = legible(page.blend(ink, 0.35), (page,), DIMMED).hex
    made["quote-bar"] = legible(page.blend(Color.parse(_HUES["person"]), 0.7), (page,), VISIBLE).hex
    made["quote-bar-indirect"] = legible(page.blend(ink, 0.4), (page,), VISIBLE).hex
    made["mention-current"] = current.hex
    made["mention-current-text"] = legible(page, (current,)).hex
    return _PLAIN_STYLES | made


def contrast(one: Color, other: Color) -> float:
    """Return the contrast of two opaque colors by WCAG 2: from 1 (none) to 21 (black on white)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def legible(color: Color, grounds: Sequence[Color], ratio: float = READABLE) -> Color:
    """Return `color`, lightened on dark grounds or darkened on light ones until it has contrast `ratio` with all."""
    extreme = Color(255, 255, 255) if _luminance(grounds[0]) < 0.18 else Color(0, 0, 0)
    steps = (color.blend(extreme, twentieths / 20) for twentieths in range(20))
    return next((c for c in steps if min(contrast(c, ground) for ground in grounds) >= ratio), extreme)


def over(color: Color, ground: Color) -> Color:
    """Return the opaque color that a translucent `color` gives on an opaque ground."""
    return ground.blend(color.with_alpha(1), color.a) if color.a < 1 else color


def _luminance(color: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def chosen() -> str | None:
    """Return the name of the last theme; None if there is none, or it cannot be read."""
    try:
        return (home() / _CHOSEN).read_text(encoding="utf-8").strip() or None
    except (OSError, ValueError):
        return None


def keep(name: str) -> None:
    """Save the theme for the next session, if possible. It has its own file, which is read before the first paint."""
    with suppress(OSError):
        (data_directory() / _CHOSEN).write_text(f"{name}\n", encoding="utf-8")
