"""Web Annotations: valid by the standard's rules, and nothing of them is lost on programs that read JSON-LD."""

import json

import pytest
import sample_story
from hostile import analyzed
from hypothesis import HealthCheck, given, settings
from pyld import jsonld

from tui.annotations.anchors import Ground
from tui.annotations.edits import Annotate
from tui.annotations.log import NOTHING, change
from tui.document.analyzed import Analyzed
from tui.export.formats import named
from tui.export.options import Layout
from tui.text.spans import Span

OA = "http://www.w3.org/ns/oa#"
AS = "http://www.w3.org/ns/activitystreams#"
VALUE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#value"
NAME = "http://xmlns.com/foaf/0.1/name"
OURS = "urn:quoth:"


def _of(name):
    return {"@id": name, "@type": "@id"}


CONTEXT = {
    # Of http://www.w3.org/ns/anno.jsonld, written down anew from the standard, the terms that we use and no others.
    "oa": OA,
    "id": "@id",
    "type": "@type",
    **{
        name: f"oa:{name}"
        for name in ("Annotation", "TextualBody", "SpecificResource", "TextQuoteSelector", "TextPositionSelector")
    },
    "AnnotationCollection": f"{AS}OrderedCollection",
    "AnnotationPage": f"{AS}OrderedCollectionPage",
    "Person": "http://xmlns.com/foaf/0.1/Person",
    "Organization": "http://xmlns.com/foaf/0.1/Organization",
    "body": _of("oa:hasBody"),
    "target": _of("oa:hasTarget"),
    "source": _of("oa:hasSource"),
    "selector": _of("oa:hasSelector"),
    "state": _of("oa:hasState"),
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    **{motive: f"oa:{motive}" for motive in ("identifying", "classifying", "commenting", "linking", "editing")},
    "items": {"@id": f"{AS}items", "@type": "@id", "@container": "@list"},
    "first": _of(f"{AS}first"),
    "partOf": _of(f"{AS}partOf"),
    "total": f"{AS}totalItems",
    "startIndex": f"{AS}startIndex",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "format": "http://purl.org/dc/elements/1.1/format",
    "created": "http://purl.org/dc/terms/created",
    "value": VALUE,
    "name": NAME,
    **{name: f"oa:{name}" for name in ("exact", "prefix", "suffix", "start", "end")},
}


def load(url, _options):
    assert url == "http://www.w3.org/ns/anno.jsonld"
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": CONTEXT}}


def written(made):
    return "".join(named("webannotation").write([made], Layout()))


def expanded(text):
    (root,) = jsonld.expand(json.loads(text), {"documentLoader": load})
    return root


def one(node, name):
    (value,) = node[name]
    return value.get("@value", value.get("@id")) if isinstance(value, dict) and len(value) <= 2 else value


def items(root):
    return root[f"{AS}first"][0][f"{AS}items"][0]["@list"]


def positions(node):
    """The spans of a target."""
    resources = node[f"{AS}items"][0]["@list"] if f"{AS}items" in node else [node]
    for resource in resources:
        (selector,) = [s for s in resource[f"{OA}hasSelector"] if f"{OA}TextPositionSelector" in s["@type"]]
        yield Span(one(selector, f"{OA}start"), one(selector, f"{OA}end"))


def attributions(root):
    """What every quote comes back as: its spans, kind, speaker, cue, source, parent."""
    for annotation in items(root):
        for body in annotation[f"{OA}hasBody"]:
            if body.get("@type") == [f"{OURS}Attribution"]:
                speaker = body.get(f"{OURS}speaker")
                places = [
                    [Span(one(s, f"{OA}start"), one(s, f"{OA}end")) for s in body[f"{OURS}{name}"][0]["@list"]]
                    for name in ("cue", "source")
                ]
                yield (
                    one(body, f"{OURS}quote"), list(positions(annotation[f"{OA}hasTarget"][0])),
                    one(body, f"{OURS}kind"), one(speaker[0], f"{OURS}entity") if speaker else None, *places,
                )  # fmt: skip


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(analyzed())
def test_spans_and_speakers_come_back_from_the_expanded_form(made):
    article, analysis = made
    root = expanded(written(made))
    wanted = [(q.id, q.content, str(q.kind), q.speaker, q.cue, q.source) for q in analysis.quotes]
    assert list(attributions(root)) == wanted
    mentions = [
        (one(body[f"{OURS}entity"][0], f"{OURS}entity"), *positions(annotation[f"{OA}hasTarget"][0]))
        for annotation in items(root)
        for body in annotation[f"{OA}hasBody"]
        if body.get("@type") == [f"{OURS}Mention"]
    ]
    assert mentions == [(e.id, m.span) for e in analysis.entities for m in e.mentions]
    for annotation in items(root):
        for resource in json.loads(json.dumps(annotation[f"{OA}hasTarget"])):
            for target in resource.get(f"{AS}items", [{"@list": [resource]}])[0]["@list"]:
                place, words = target[f"{OA}hasSelector"]
                span = Span(one(place, f"{OA}start"), one(place, f"{OA}end"))
                assert one(words, f"{OA}exact") == article.text[span.start : span.end]
                assert article.text[: span.start].endswith(one(words, f"{OA}prefix"))
                assert article.text[span.end :].startswith(one(words, f"{OA}suffix"))


def leaves(node):
    """All values that stand anywhere in plain data."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key not in {"@context", "@type", "type", "@list"} or key == "@list":
                yield from leaves(value)
    elif isinstance(node, list):
        for value in node:
            yield from leaves(value)
    else:
        yield node


@pytest.fixture
def noted():
    anchor = Ground(sample_story.TEXT).anchor
    quote, passage = sample_story.span("the harbor will be built"), sample_story.span("for the third time")
    work = NOTHING.done(change(Annotate("r1", "quote", anchor(quote), status="disputed", note="Ask.", tags=("quay",))))
    work = work.done(change(Annotate("r2", "passage", anchor(passage), note="Really?")))
    return Analyzed(sample_story.ARTICLE, sample_story.analysis(), work)


def test_expansion_loses_nothing(noted):
    document = json.loads(written(noted))
    kept = [str(leaf) for leaf in leaves(expanded(written(noted)))]
    short = {"identifying", "classifying", "linking", "commenting"}
    for leaf in leaves(document):
        said = str(leaf)
        said = f"{OA}{said.removeprefix('oa:')}" if said in short or said.startswith("oa:") else said
        assert said in kept, leaf
    assert len(kept) == len(list(leaves(document)))


def test_what_the_standard_demands(noted):
    document = json.loads(written(noted))
    annotations = document["first"]["items"]
    assert document["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert document["type"] == "AnnotationCollection"
    assert document["first"]["type"] == "AnnotationPage"
    assert document["first"]["partOf"] == document["id"]
    assert document["total"] == len(annotations)
    ids = [annotation["id"] for annotation in annotations]
    assert len(set(ids)) == len(ids)
    for annotation in annotations:
        assert annotation["type"] == "Annotation"
        assert annotation["id"].startswith("urn:uuid:")
        assert annotation["target"]
        for body in annotation["body"]:
            if body["type"] == "TextualBody":
                assert set(body) == {"type", "value", "format", "purpose"}


def test_any_program_sees_speaker_and_notes(noted):
    annotations = json.loads(written(noted))["first"]["items"]
    values = [[body.get("value") for body in annotation["body"]] for annotation in annotations]
    assert ["Ada Brandt", "direct quote", None] in values
    assert ["Joris Hale", "paraphrase", "disputed", "Ask.", "quay", None] in values
    assert ["Really?"] in values


def test_it_is_the_same_each_time(noted):
    assert written(noted) == written(noted)
