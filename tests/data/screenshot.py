"""Make the README's picture anew: the sample as the app shows it, with the first person of the list selected.

python tests/data/screenshot.py
"""

import asyncio
import os
import re
import tempfile
from pathlib import Path

from tui.app import QuothApp
from tui.article import open_sample

PICTURE = Path(__file__).with_name("screenshot.svg")
FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


async def picture() -> str:
    """The screen at 120×36, once the analysis is there, as SVG without fonts from the network."""
    app = QuothApp(open_sample())
    async with app.run_test(size=(120, 36)) as pilot:
        while app.screen.state.index is None:  # type: ignore[attr-defined]
            await pilot.pause(0.05)
        await pilot.press("2", "n", "n")
        await pilot.pause(0.5)
        app.screen.hide_hint()  # type: ignore[attr-defined]
        await pilot.pause(0.1)
        return FONTS.sub("", app.export_screenshot(title="quoth demo"))


if __name__ == "__main__":
    os.environ["QUOTH_HOME"] = tempfile.mkdtemp()  # whoever makes the picture may have worked on the sample
    PICTURE.write_text(asyncio.run(picture()), encoding="utf-8")
