"""`python -m tui` is the same as the command `quoth`."""

import sys

if not sys.flags.safe_path:
    # Python put the folder that quoth was started in before the standard library. A folder of downloads may hold a
    # json.py; nothing of it is to be imported. (A folder called tui in it has already won: the command is safer.)
    del sys.path[0]

from tui.cli.entry import main

if __name__ == "__main__":
    sys.exit(main())
