"""Rewrite the tables in the pages of the manual: keys, settings, formats, filters, signs.

python tests/data/manual_tables.py
"""

from tui.manual.pages import SUBJECTS, fill_tables, page_path

if __name__ == "__main__":
    for subject in SUBJECTS:
        path = page_path(subject)
        path.write_text(fill_tables(path.read_text(encoding="utf-8"), marked=True), encoding="utf-8")
