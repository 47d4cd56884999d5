"""Articles that were kept before articles knew when they were updated."""

import json

from tui.article import open_source
from tui.article.model import Field
from tui.library.records import article_from, details


def test_an_article_of_an_older_library_is_opened_without_the_day_of_its_update(tmp_path):
    path = tmp_path / "mill.txt"
    path.write_text("The mill closes\n\nBy Ada Quill\n\nIt closed on Monday.", encoding="utf-8")
    article = open_source(path)
    kept = json.loads(details(article))
    del kept["metadata"]["updated"]
    found = article_from(article.source, article.text, json.dumps(kept))
    assert found.blocks == article.blocks
    assert found.metadata == article.metadata
    assert found.metadata.updated == Field()
