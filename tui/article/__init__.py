"""What is read: `open_source` makes an `Article`."""

from tui.article.model import Article, Block, BlockKind, SourceError

__all__ = ["Article", "Block", "BlockKind", "SourceError"]
