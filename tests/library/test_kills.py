"""A few kills of each sort; `tests/benchmarks/kills.py` does hundreds."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

import kills


@pytest.fixture
def small_disk(tmp_path: Path):
    """A disk with room for next to nothing."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={kills.SMALL_DISK}", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no small disk can be made here")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.mark.parametrize(("what", "instances", "count"), [("library", 1, 5), ("library", 2, 3), ("app", 1, 2)])
def test_what_was_said_to_be_saved_is_there_after_a_kill(what, instances, count, own_home) -> None:
    saved, _ = kills.kill_again_and_again(count, what, instances, own_home, seed=7, longest=0.8)
    assert saved


def test_so_it_is_when_the_disk_is_full(small_disk) -> None:
    saved, troubled = kills.kill_again_and_again(4, "library", 1, small_disk / "home", seed=7)
    assert saved
    assert troubled
