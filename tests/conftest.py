"""What all tests share: a home of their own, so that no test touches what the reader keeps."""

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("unhurried", deadline=None)  # the machine may be busy
settings.load_profile("unhurried")


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where quoth keeps things during the test. It is not there yet."""
    home = tmp_path_factory.mktemp("quoth") / "home"
    monkeypatch.setenv("QUOTH_HOME", str(home))
    return home
