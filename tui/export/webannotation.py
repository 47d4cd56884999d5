"""W3C Web Annotations (Web Annotation Data Model, 2017) in JSON-LD: an annotation for each quote and each mention.

The target of each has a TextPositionSelector (in code points of the text that quoth read, as the standard requires) and
a TextQuoteSelector. Any annotation tool can show the bodies with a `value`: the speaker or the entity, its kind, the
user's notes. Terms that the standard lacks are quoth's own, `urn:quoth:…`, and defined in the document itself.
"""

import base64
import json
import uuid
from collections.abc import Iterable, Iterator
from typing import Any

from tui.analysis.model import Analysis, Entity, EntityKind, Mention, Quote
from tui.annotations.describe import describe_edit
from tui.annotations.log import Remark
from tui.annotations.view import AnnotationView
from tui.article.model import Article
from tui.document.analyzed import Analyzed, apply_annotations
from tui.document.quote_facts import facts, join_words, manner
from tui.export.escaping import json_text
from tui.export.fragment import web_address
from tui.export.options import Layout
from tui.text.spans import Span

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"quoth": "urn:quoth:"}]

_AROUND = 32
"""Code points before and after in a TextQuoteSelector."""

_AGENTS = {EntityKind.PERSON: "Person", EntityKind.ORGANIZATION: "Organization"}
"""The standard's classes for kinds of entities."""

Data = dict[str, Any]


def write(analyzed: Iterable[Analyzed], _layout: Layout) -> Iterator[str]:
    """Write the annotations of all articles as one collection with a single page."""
    total = 0
    hashes: list[str] = []
    head = '{"@context": ' + json.dumps(CONTEXT) + ',\n"type": "AnnotationCollection",\n'
    head += '"first": {"type": "AnnotationPage", "startIndex": 0, "items": ['
    for one in analyzed:
        article, analysis, view = apply_annotations(one)
        if not hashes:
            yield head
        hashes.append(analysis.text_sha256)
        for annotation in annotations(article, analysis, view):
            yield (",\n" if total else "\n") + json_text(annotation)
            total += 1
    if not hashes:
        return
    id_ = _urn("collection", *hashes)
    yield f'\n], "id": {json.dumps(_urn("page", *hashes))}, "partOf": {json.dumps(id_)}}},\n'
    yield f'"total": {total}, "label": "Quotes and mentions found by quoth",\n"id": {json.dumps(id_)}}}\n'


def annotations(article: Article, analysis: Analysis, view: AnnotationView) -> Iterator[Data]:
    """Yield the annotations of one article, without a JSON-LD context: quotes, mentions, the user's other notes."""
    maker = _Maker(article, analysis)
    for quote in analysis.quotes:
        yield maker.quote(quote, view.about("quote", quote.id))
    for entity in analysis.entities:
        for mention in entity.mentions:
            yield maker.mention(entity, mention, view.at("mention", mention.span))
    for relation in analysis.relations:
        yield maker.annotation(
            ["relation", relation.kind, relation.subject, relation.object, *map(str, relation.evidence)],
            "linking",
            [
                {
                    "type": "quoth:Relation",
                    "quoth:kind": relation.kind,
                    "quoth:subject": maker.reference(relation.subject),
                    "quoth:object": maker.reference(relation.object),
                }
            ],
            [relation.evidence],
        )
    for placed in view.remarks:
        if placed.about is None and placed.span is not None:
            yield maker.annotation(["remark", placed.remark.id], "commenting", _bodies_of(placed.remark), [placed.span])
    for change, applied in view.applied:
        body = {
            "type": "quoth:Correction", "value": str(describe_edit(change.edit)), "created": change.made,
            "quoth:applied": applied,
        }  # fmt: skip
        span = view.places.get(change.id)
        yield maker.annotation(["correction", change.id], "editing", [body], [span] if span is not None else [])


class _Maker:
    """Makes the annotations of one article."""

    def __init__(self, article: Article, analysis: Analysis) -> None:
        self._article = article
        self._analysis = analysis
        self._text_id = "ni:///sha-256;" + _base64(analysis.text_sha256)  # RFC 6920: a name for exactly this text
        self._source = web_address(article) or self._text_id
        self._entities = {entity.id: entity for entity in analysis.entities}

    def quote(self, quote: Quote, remarks: list[Remark]) -> Data:
        """Return the annotation of a quote."""
        known = facts(self._article, self._analysis, quote)
        body: Data = {
            "type": "quoth:Attribution",
            "quoth:kind": str(quote.kind),
            "quoth:act": str(quote.act),
            "quoth:cue": self._places(quote.cue),
            "quoth:source": self._places(quote.source),
            "quoth:confidence": quote.confidence,
            "quoth:why": quote.why,
            "quoth:quote": quote.id,
        }
        if quote.speaker is not None:
            body["quoth:speaker"] = self.reference(quote.speaker)
        if quote.parent is not None:
            body["quoth:parent"] = {"id": self._urn("quote", quote.parent)}
        if quote.addressee.spans or quote.addressee.entity is not None:
            body["quoth:addressee"] = {"quoth:words": self._places(quote.addressee.spans)}
            if quote.addressee.entity is not None:
                body["quoth:addressee"]["quoth:entity"] = self.reference(quote.addressee.entity)
        bodies: list[Data] = [_text(known.who, "identifying")] if known.who else []
        bodies.append(_text(manner(self._article, quote) or "direct quote", "classifying"))
        for remark in remarks:
            bodies += _bodies_of(remark)
        return self.annotation(["quote", quote.id], "identifying", [*bodies, body], quote.content)

    def mention(self, entity: Entity, mention: Mention, remark: Remark | None) -> Data:
        """Return the annotation of a mention."""
        body: Data = {
            "type": "quoth:Mention",
            "quoth:entity": self.reference(entity.id),
            "quoth:form": str(mention.form),
            "quoth:confidence": mention.confidence,
            "quoth:why": mention.why,
        }
        if mention.role:
            body["quoth:role"] = str(mention.role)
        bodies: list[Data] = [_text(entity.name, "identifying"), _text(str(entity.kind), "classifying")]
        if remark is not None:
            bodies += _bodies_of(remark)
        id_ = ["mention", entity.id, str(mention.start), str(mention.end)]
        return self.annotation(id_, "identifying", [*bodies, body], [mention.span])

    def annotation(self, id_: list[str], motivation: str, bodies: list[Data], spans: list[Span]) -> Data:
        """Return an annotation of `spans`; of the whole article if there are none."""
        return {
            "id": self._urn(*id_),
            "type": "Annotation",
            "motivation": motivation,
            "body": bodies,
            "target": self._target(spans),
        }

    def reference(self, id_: str) -> Data:
        """Return the resource that stands for an entity in a body."""
        entity = self._entities.get(id_)
        if entity is None:
            return {"id": self._urn("entity", id_)}
        data: Data = {
            "id": self._urn("entity", id_),
            "name": entity.name,
            "quoth:kind": str(entity.kind),
            "quoth:named": entity.named,
            "quoth:salience": entity.salience,
            "quoth:entity": entity.id,
        }
        if (agent := _AGENTS.get(entity.kind)) is not None:
            data["type"] = agent
        if entity.aliases:
            data["quoth:alias"] = {"@list": list(entity.aliases)}
        return data

    def _target(self, spans: list[Span]) -> Data | str:
        if not spans:
            return self._source
        if len(spans) == 1:
            return self._resource(spans[0])
        # A quote is all of its pieces together.
        return {"type": "oa:Composite", "items": [self._resource(span) for span in spans]}

    def _resource(self, span: Span) -> Data:
        data: Data = {"type": "SpecificResource", "source": self._source, "selector": self._selectors(span)}
        if self._source != self._text_id:
            data["state"] = {"id": self._text_id, "type": "oa:State"}  # the positions hold for this text
        return data

    def _selectors(self, span: Span) -> list[Data]:
        text = self._article.text
        return [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "type": "TextQuoteSelector",
                "exact": text[span.start : span.end],
                "prefix": text[max(0, span.start - _AROUND) : span.start],
                "suffix": text[span.end : span.end + _AROUND],
            },
        ]

    def _places(self, spans: list[Span]) -> Data:
        """Return a selector for each span, in text order."""
        return {
            "@list": [
                {"type": "TextPositionSelector", "start": span.start, "end": span.end,
                 "value": join_words(self._article.text, [span])}
                for span in spans
            ]
        }  # fmt: skip

    def _urn(self, *parts: str) -> str:
        return _urn(self._analysis.text_sha256, *parts)


def _bodies_of(remark: Remark) -> list[Data]:
    """Return the bodies of a remark."""
    bodies = [_text(remark.status, "assessing")] if remark.status else []
    bodies += [_text(remark.note, "commenting")] if remark.note else []
    bodies += [_text(tag, "tagging") for tag in remark.tags]
    if remark.marked or not bodies:
        bodies.append(_text("marked", "bookmarking"))
    return bodies


def _text(value: str, purpose: str) -> Data:
    # "assessing" and its like are among the standard's motivations; the prefix makes them independent of its context.
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": f"oa:{purpose}"}


def _urn(*parts: str) -> str:
    """Return a URN that depends only on `parts`."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, 'urn:quoth:' + json.dumps(parts))}"


def _base64(digits: str) -> str:
    try:
        return base64.urlsafe_b64encode(bytes.fromhex(digits)).decode().rstrip("=")
    except ValueError:  # an analysis without a hash, as tests make
        return base64.urlsafe_b64encode(digits.encode()).decode().rstrip("=")
