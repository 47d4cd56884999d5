"""Who may import whom, seen from outside: what a fresh process has loaded after an import."""

import subprocess
import sys

import pytest

HEAVY = ("textual", "rich", "spacy", "numpy", "markdown_it", "cchardet")


def loaded_after(statement):
    code = f"{statement}\nimport sys\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True)
    return set(done.stdout.split("\n")[-2].split())


@pytest.mark.parametrize(
    "statement",
    [
        "import tui",
        "import tui.article",
        "import tui.analysis",
        "import tui.export",
        "import tui.cli.entry",
        "from tui.article import open_sample; open_sample()",
        "from tui.cli import main; main(['/no/such/file'])",
    ],
)
def test_importing_loads_nothing_heavy(statement):
    assert not loaded_after(statement) & set(HEAVY)


def test_analyzing_never_loads_textual():
    loaded = loaded_after(
        "from tui.cli import main; main(['analyze', __import__('tui.article.sample').article.sample.__file__])"
    )
    assert "spacy" in loaded
    assert "textual" not in loaded


def test_every_module_of_article_analysis_and_export_does_without_textual():
    statement = """
import importlib, pkgutil
for package in ("tui.article", "tui.analysis", "tui.export"):
    for module in pkgutil.walk_packages(importlib.import_module(package).__path__, package + "."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
"""
    assert "textual" not in loaded_after(statement)


def test_article_and_analysis_do_not_know_each_other():
    assert not any(name.startswith("tui.analysis") for name in loaded_after("import tui.article"))
    assert not any(name.startswith("tui.article") for name in loaded_after("import tui.analysis.analyzer"))
