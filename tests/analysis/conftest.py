"""One loaded analyzer for all tests of the engine."""

import pytest

from tui.analysis import Analyzer


@pytest.fixture(scope="session")
def analyzer() -> Analyzer:
    """The analyzer with the pipeline that comes with quoth, and rules alone."""
    loaded = Analyzer(tagger=None)
    loaded.load()
    return loaded


@pytest.fixture(scope="session")
def tagging() -> Analyzer:
    """The analyzer as readers have it: with the learned tagger."""
    loaded = Analyzer()
    loaded.load()
    return loaded
