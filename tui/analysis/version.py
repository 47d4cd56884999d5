"""Identify versions of the engine: two with the same identifier give the same results."""

import hashlib
from importlib.util import find_spec
from pathlib import Path

from tui import __version__

WEIGHTS = Path(__file__).parent / "weights"
"""The folder with the weights of the tagger: `reader.onnx`, `linker.onnx`, `vocabulary.txt` and `settings.json`."""


def get_engine_id(folder: Path | None = WEIGHTS) -> str:
    """Return the engine's identifier: the version of quoth and of the weights. `folder` is None for rules only."""
    return f"{__version__}+{get_weights_id(folder) if folder is not None and has_tagger(folder) else 'rules'}"


def has_tagger(folder: Path = WEIGHTS) -> bool:
    """Whether the tagger's weights and the runtime for them are installed."""
    return (folder / "reader.onnx").is_file() and find_spec("onnxruntime") is not None


def get_weights_id(folder: Path = WEIGHTS) -> str:
    """Return an identifier of the weights: the start of the SHA-256 of the settings, which hold the networks' hash."""
    return hashlib.sha256((folder / "settings.json").read_bytes()).hexdigest()[:12]


def get_build_id() -> str:
    """Return an identifier of this installation, which changes with any file of the engine."""
    code = (path.stat().st_mtime_ns for path in sorted(WEIGHTS.parent.rglob("*")) if path.suffix != ".pyc")
    return hashlib.sha256(",".join(map(str, code)).encode()).hexdigest()[:12]
