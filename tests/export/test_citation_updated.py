"""The day of the last update, in citations."""

from dataclasses import replace

from tui.article.model import Article, Field, Metadata
from tui.export.citation import publication_of


def test_an_update_is_cited_beside_the_publication_where_it_was_on_another_day():
    meta = Metadata(publication=Field("Courier"), date=Field("2024-03-12T10:32:00+01:00"), updated=Field("2024-03-14"))
    assert publication_of(Article("", (), meta)) == ("Courier", "March 12, 2024, updated March 14, 2024")
    same = replace(meta, updated=Field("2024-03-12T18:00:00+01:00"))
    assert publication_of(Article("", (), same)) == ("Courier", "March 12, 2024")
