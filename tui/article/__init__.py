"""Articles: `open_source` makes an `Article` of a source. Imports neither Textual nor spaCy."""

from tui.article.model import Article, Block, BlockKind, SourceError
from tui.article.open import open_source
from tui.article.sample import open_sample

__all__ = ["Article", "Block", "BlockKind", "SourceError", "open_sample", "open_source"]
